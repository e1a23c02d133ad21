namespace SttPowerShell.Accuracy;

/// <summary>The standard normal distribution, which .NET doesn't have.</summary>
internal static class NormalDistribution
{
    // Where the series takes as many terms as the fraction (Abramowitz and Stegun, 26.2.11 and 26.2.14).
    private const double SeriesEnd = 3;
    private const int Terms = 60;

    /// <summary>How likely a value is at least as far from 0 as this one, on either side.</summary>
    public static double TwoSided(double z)
    {
        double x = Math.Abs(z);
        double density = Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);
        return x < SeriesEnd ? 1 - (2 * density * Series(x)) : 2 * density / Fraction(x);
    }

    private static double Series(double x)
    {
        double term = x;
        double sum = x;
        for (int i = 1; i <= Terms; i++)
        {
            term *= x * x / ((2 * i) + 1);
            sum += term;
        }
        return sum;
    }

    private static double Fraction(double x)
    {
        double value = x;
        for (int i = Terms; i > 0; i--) value = x + (i / value);
        return value;
    }
}
