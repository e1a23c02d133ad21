namespace SttPowerShell.Benchmarks;

/// <summary>Something that can be measured: ours, or a peer. Each run gives figures by name, such as "ms a call".</summary>
internal sealed record Contender(string Name, Func<CancellationToken, Task<IReadOnlyDictionary<string, double>>>? Run, string? Missing = null)
{
    public static Contender Skipped(string name, string why) => new(name, null, why);
}

/// <summary>What the last column of a table has: how a contender's median stands to another's.</summary>
internal enum Ratio
{
    /// <summary>Ours, which is the first, in parts of each other's.</summary>
    OursToIt,
    /// <summary>Each in parts of the first.</summary>
    ItToFirst,
    /// <summary>Each in parts of the one before: contenders are the same at growing sizes.</summary>
    ItToPrevious,
}

/// <summary>Contenders at one task. The first is ours.</summary>
internal sealed record Comparison(string Name, string Title, string Goal, IReadOnlyList<Contender> Contenders)
{
    public Ratio Ratio { get; init; }

    /// <summary>Runs all contenders in turn, round by round, so that a machine that slows down slows all of them.</summary>
    public async Task<ComparisonResult> RunAsync(int rounds, CancellationToken cancel)
    {
        Dictionary<string, List<IReadOnlyDictionary<string, double>>> runs = Contenders.ToDictionary(c => c.Name, _ => new List<IReadOnlyDictionary<string, double>>());
        for (int round = 0; round < rounds; round++)
        {
            foreach (Contender contender in Contenders.Where(c => c.Run is not null))
            {
                IReadOnlyDictionary<string, double> figures = await contender.Run!(cancel);
                runs[contender.Name].Add(figures);
                Console.WriteLine($"  {round + 1}/{rounds} {contender.Name}: {string.Join(", ", figures.Select(f => $"{f.Value:0.###} {f.Key}"))}");
            }
        }
        return new ComparisonResult(this, runs);
    }
}

/// <summary>All runs of a comparison by contender.</summary>
internal sealed record ComparisonResult(Comparison Comparison, IReadOnlyDictionary<string, List<IReadOnlyDictionary<string, double>>> Runs);
