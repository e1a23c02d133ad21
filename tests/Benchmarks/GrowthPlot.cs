using System.Globalization;
using System.Net;
using System.Text;

namespace SttPowerShell.Benchmarks;

/// <summary>
/// Draws how time grows with work: both as multiples of the smallest, on logarithmic axes, so that what grows as the
/// work does is a straight line to the upper right corner, and what is better lies below it.
/// </summary>
internal static class GrowthPlot
{
    /// <summary>The figure that is drawn.</summary>
    public const string Figure = "seconds";

    private const int Width = 720;
    private const int Height = 420;
    private const int Left = 70;
    private const int Bottom = 360;
    private const int Decade = 150;
    private const double LeastTime = 0.1;

    // Readable on white and for most who see few colours (Okabe and Ito); the lines' shapes differ, too.
    private static readonly (string Colour, string Dashes)[] s_lines =
        [("#0072b2", ""), ("#d55e00", "8 4"), ("#009e73", "2 3"), ("#cc79a7", "10 3 2 3"), ("#56b4e9", "5 5")];

    public static string Draw(IReadOnlyList<ComparisonResult> results)
    {
        StringBuilder svg = new();
        svg.AppendLine(CultureInfo.InvariantCulture,
            $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {Height}" font-family="sans-serif" font-size="12" role="img" aria-label="Time by work">""");
        svg.AppendLine("""<rect width="100%" height="100%" fill="white"/>""");
        AppendAxes(svg);
        for (int i = 0; i < results.Count; i++) AppendLine(svg, results[i], s_lines[i % s_lines.Length], i);
        return svg.AppendLine("</svg>").ToString();
    }

    private static void AppendAxes(StringBuilder svg)
    {
        foreach (int multiple in new[] { 1, 10, 100 })
        {
            double x = X(multiple);
            double y = Y(multiple);
            svg.AppendLine(CultureInfo.InvariantCulture, $"""
                <line x1="{x:0}" y1="{Y(100):0}" x2="{x:0}" y2="{Bottom}" stroke="#ccc"/>
                <line x1="{Left}" y1="{y:0}" x2="{X(100):0}" y2="{y:0}" stroke="#ccc"/>
                <text x="{x:0}" y="{Bottom + 18}" text-anchor="middle">{multiple} ×</text>
                <text x="{Left - 8}" y="{y + 4:0}" text-anchor="end">{multiple} ×</text>
                """);
        }
        svg.AppendLine(CultureInfo.InvariantCulture, $"""
            <line x1="{X(1):0}" y1="{Y(1):0}" x2="{X(100):0}" y2="{Y(100):0}" stroke="#888" stroke-width="6" opacity="0.35"/>
            <text x="{X(100) - 8:0}" y="{Y(100) - 8:0}" text-anchor="end" fill="#555">as the work</text>
            <text x="{X(10):0}" y="{Bottom + 40}" text-anchor="middle">work</text>
            <text x="18" y="{Y(10):0}" text-anchor="middle" transform="rotate(-90 18 {Y(10):0})">time</text>
            """);
    }

    private static void AppendLine(StringBuilder svg, ComparisonResult result, (string Colour, string Dashes) line, int place)
    {
        double[] medians = [.. result.Comparison.Contenders.Select(contender => Report.Median(result, contender.Name, Figure))];
        if (medians.Any(double.IsNaN)) return;
        string points = string.Join(' ', medians.Select((median, i) => string.Create(
            CultureInfo.InvariantCulture, $"{X(Math.Pow(10, i)):0.#},{Y(median / medians[0]):0.#}")));
        int y = 60 + (place * 44);
        string[] title = result.Comparison.Title.Split(", by ");
        svg.AppendLine(CultureInfo.InvariantCulture, $"""
            <polyline points="{points}" fill="none" stroke="{line.Colour}" stroke-width="2" stroke-dasharray="{line.Dashes}"/>
            <line x1="400" y1="{y}" x2="430" y2="{y}" stroke="{line.Colour}" stroke-width="2" stroke-dasharray="{line.Dashes}"/>
            <text x="438" y="{y}">{WebUtility.HtmlEncode(title[0])}</text>
            <text x="438" y="{y + 15}" fill="#555">100 × takes {medians[^1] / medians[0]:0.#} × as long</text>
            """);
    }

    private static double X(double multiple) => Left + (Decade * Math.Log10(multiple));

    private static double Y(double multiple) =>
        Bottom - (Decade * 0.95 * Math.Log10(Math.Max(multiple, LeastTime) / 1));
}
