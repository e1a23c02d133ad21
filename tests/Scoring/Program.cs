using System.Globalization;
using System.Reflection;
using SttPowerShell.Scoring;

// Compares Measure-SttWordError with NIST's sclite, pair by pair and word by word, and writes docs/scoring.md; and what
// sclite counts in a few pairs, which the tests expect.
string root = typeof(Pair).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
    .Single(a => a.Key == "RepositoryRoot").Value!;
DirectoryInfo folder = Directory.CreateTempSubdirectory("stt-scoring-");
try
{
    Sclite sclite = await Sclite.FindAsync(folder.FullName, CancellationToken.None);
    using Cmdlet cmdlet = new(Path.Combine(root, "SttPowerShell.psd1"));
    List<string> rows = [];
    int different = 0;

    IReadOnlyList<Pair> pairs = Pairs.Many(10_000, seed: 2024);
    sclite.Write(pairs);
    (IReadOnlyList<dynamic> results, _) = cmdlet.Measure(pairs);
    different += Comparison.Words(pairs, results, await sclite.AlignAsync(characters: false));
    different += Comparison.Characters(results, await sclite.AlignAsync(characters: true));
    rows.Add(await TimedAsync("10,000 pairs of several scripts, 0 to 120 words", pairs));

    IReadOnlyList<Pair> few = Pairs.Many(200, seed: 7);
    sclite.Write(few);
    Document.WriteExpected(Path.Combine(root, "tests", "SttPowerShell.Tests", "Data", "sclite.tsv"), few,
        await sclite.AlignAsync(characters: false), await sclite.AlignAsync(characters: true));

    Pair[] sentences = [.. Enumerable.Range(0, 10_000).Select(i => Pairs.Long(10, 0.15, 2000, i))];
    rows.Add(await TimedAsync("100,000 words, 15 % errors, as 10,000 sentences", sentences));
    rows.Add(await TimedAsync("one hour: 9,000 words in one text, 15 % errors", [Pairs.Long(9_000, 0.15, 2000, 1)]));
    Pair[] long100 = [Pairs.Long(100_000, 0.15, 10_000, 1)];
    cmdlet.Measure([long100[0] with { Reference = [], Hypothesis = [] }]);
    TimeSpan alone = cmdlet.Measure(long100, "-WordsOnly").Time;
    rows.Add(string.Create(CultureInfo.InvariantCulture,
        $"| 100,000 words in one text, 15 % errors | {alone.TotalSeconds:0.00} s | | needs about 120 GB |"));

    TestComparison tests = new(cmdlet, sclite, folder.FullName);
    await tests.RunAsync(Contest.Many(100, most: 120, seed: 2024));
    await tests.RunAsync(Contest.Many(100, most: 8, seed: 2025));
    List<(Contest, TestResult)> expected = [];
    foreach (Contest contest in Contest.Many(6, most: 40, seed: 3))
    {
        expected.Add((contest, await sclite.TestAsync(contest)));
    }
    Document.WriteExpected(Path.Combine(root, "tests", "SttPowerShell.Tests", "Data", "mapsswe.tsv"), expected);

    Document.Write(Path.Combine(root, "docs", "scoring.md"), pairs, different, rows, tests);
    Console.WriteLine($"{different} of {pairs.Count} pairs and {tests.Different} of {tests.Contests} tests differ.");
    return different + tests.Different + tests.LaxerThanTheirs == 0 ? 0 : 1;

    // The better of three each, in turn.
    async Task<string> TimedAsync(string name, IReadOnlyList<Pair> texts)
    {
        sclite.Write(texts);
        List<double> words = [];
        List<double> both = [];
        List<double> theirs = [];
        for (int i = 0; i < 3; i++)
        {
            words.Add(cmdlet.Measure(texts, "-WordsOnly").Time.TotalSeconds);
            both.Add(cmdlet.Measure(texts).Time.TotalSeconds);
            theirs.Add((await sclite.TimeAsync()).TotalSeconds);
        }
        string row = string.Create(CultureInfo.InvariantCulture,
            $"| {name} | {words.Min():0.00} s | {both.Min():0.00} s | {theirs.Min():0.00} s |");
        Console.WriteLine(row);
        return row;
    }
}
finally
{
    folder.Delete(recursive: true);
}
