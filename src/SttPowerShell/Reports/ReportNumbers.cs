using System.Globalization;

namespace SttPowerShell.Reports;

/// <summary>Numbers as a page shows them, the same in every culture.</summary>
internal static class ReportNumbers
{
    public static string Rate(double? rate, string format = "0.0")
        => rate is double value
            ? (value * 100).ToString(format, CultureInfo.InvariantCulture) + "\u00A0%"
            : "–";

    /// <summary>A difference of two rates, in percentage points.</summary>
    public static string Points(double? difference)
        => difference is double value
            ? (value * 100).ToString("+0.0;\u22120.0;0.0", CultureInfo.InvariantCulture)
            : "–";

    public static string Probability(double? value) => value switch
    {
        null => "–",
        < 0.0001 => "< 0.0001",
        double p => p.ToString("0.0000", CultureInfo.InvariantCulture),
    };

    public static string Count(int number, string one, string several)
        => $"{number.ToString("N0", CultureInfo.InvariantCulture)} {(number == 1 ? one : several)}";
}
