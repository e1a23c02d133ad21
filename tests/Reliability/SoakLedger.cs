using System.Collections.Concurrent;

namespace SttPowerShell.Reliability;

/// <summary>How the calls of a soak ended, and what the service has acknowledged and nobody has taken back.</summary>
internal sealed class SoakLedger
{
    public const string Result = "a result";
    public const string Hang = "no end";
    public const string Wrong = "neither its result nor an error of the module";

    /// <summary>How often a call ended how.</summary>
    public ConcurrentDictionary<(string Call, string Outcome), int> Outcomes { get; } = new();

    /// <summary>The words of each model.</summary>
    public ConcurrentDictionary<string, ConcurrentBag<string>> Models { get; } = new();

    public void Count(string call, string outcome) => Outcomes.AddOrUpdate((call, outcome), 1, (_, count) => count + 1);

    public static bool IsDishonest(string outcome)
        => outcome == Hang || outcome.StartsWith(Wrong, StringComparison.Ordinal);
}
