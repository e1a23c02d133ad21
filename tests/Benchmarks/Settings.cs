using System.Globalization;

namespace SttPowerShell.Benchmarks;

/// <summary>What to run and how often.</summary>
/// <param name="Rounds">Null for as often as each part needs.</param>
/// <param name="Names">Of parts or of single comparisons; none for all.</param>
internal sealed record Settings(int? Rounds, IReadOnlyList<string> Names)
{
    public static Settings Parse(string[] args)
    {
        int option = Array.IndexOf(args, "--rounds");
        int? rounds = option < 0 ? null : int.Parse(args[option + 1], CultureInfo.InvariantCulture);
        return new Settings(rounds, [.. args.Where((_, i) => option < 0 || (i != option && i != option + 1))]);
    }

    /// <summary>Whether all of a part is run.</summary>
    public bool WantsAll(Part part) => Names.Count == 0 || Has(part.Name);

    public bool Wants(Part part, Comparison comparison) => WantsAll(part) || Has(comparison.Name);

    private bool Has(string name) => Names.Contains(name, StringComparer.OrdinalIgnoreCase);
}
