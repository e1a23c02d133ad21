using System.Globalization;

namespace SttPowerShell.Benchmarks;

/// <summary>What to run and how often.</summary>
internal sealed record Settings(int Rounds, IReadOnlyList<string> Names)
{
    public static Settings Parse(string[] args)
    {
        int option = Array.IndexOf(args, "--rounds");
        int rounds = option < 0 ? 7 : int.Parse(args[option + 1], CultureInfo.InvariantCulture);
        return new Settings(rounds, [.. args.Where((_, i) => option < 0 || (i != option && i != option + 1))]);
    }

    public bool IsComplete => Names.Count == 0;

    public bool Wants(Comparison comparison) => IsComplete || Names.Contains(comparison.Name, StringComparer.OrdinalIgnoreCase);
}
