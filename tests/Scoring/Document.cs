using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace SttPowerShell.Scoring;

/// <summary>Writes docs/scoring.md.</summary>
internal static class Document
{
    public static void Write(string path, IReadOnlyList<Pair> pairs, int different, IEnumerable<string> rows,
        TestComparison tests)
    {
        StringBuilder text = new();
        text.AppendLine("# Word errors beside sclite").AppendLine();
        text.AppendLine("`Measure-SttWordError` beside NIST's sclite 2.10 of Debian's package sctk. "
            + "Written by `./build.ps1 -Task Scoring`.").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture,
            $"{DateTime.UtcNow:yyyy-MM-dd}, {Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription}.")
            .AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture,
            $"Differences from sclite in {pairs.Count} generated pairs: {different}. They have "
                + $"{pairs.Sum(pair => pair.Reference.Length)} words of several scripts, few of them different, so that "
                + $"many alignments weigh the same. Compared are the alignment of words, word by word (sclite -s), and "
                + $"the numbers of characters and of wrong ones (sclite -s -c).").AppendLine();
        text.AppendLine("| texts | cmdlet, words | cmdlet, words and characters | sclite, words |")
            .AppendLine("|---|---:|---:|---:|");
        foreach (string row in rows) text.AppendLine(row);
        text.AppendLine().AppendLine("The best of three. The cmdlet runs in a shell that is open and gets texts through "
            + "the pipeline; sclite is a program that is started and reads two files.");
        text.AppendLine().AppendLine("## Significance beside sc_stats").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture,
            $"`Compare-SttModel` beside sc_stats of the same package (`-t mapsswe`), through a service that gives generated "
                + $"texts: {tests.Contests} comparisons of two recognitions of 2 to 120 texts. In {tests.Different} of them "
                + $"the number of segments or Z, to the three decimals that sc_stats prints, is another.").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture,
            $"Both find {tests.BothSignificant} of the differences significant at 5 %, sc_stats alone "
                + $"{tests.StricterThanTheirs}, `Compare-SttModel` alone {tests.LaxerThanTheirs}. Those that sc_stats alone "
                + $"finds are of few segments, for which it takes the normal distribution as well.");
        File.WriteAllText(path, text.ToString());
    }

    /// <summary>
    /// Writes contests, each as a line of what sc_stats says and a line for each text: said, heard by the baseline,
    /// heard by the candidate.
    /// </summary>
    public static void WriteExpected(string path, IEnumerable<(Contest Contest, TestResult Result)> contests)
        => File.WriteAllLines(path, contests.SelectMany(of => of.Contest.Baseline
            .Zip(of.Contest.Candidate, (baseline, candidate) => string.Join('\t',
                baseline.ReferenceText, baseline.HypothesisText, candidate.HypothesisText))
            .Prepend(string.Create(CultureInfo.InvariantCulture, $"= {of.Result.Segments} {of.Result.Z}"))));

    /// <summary>Writes texts and what sclite counts in them: matches, substitutions, insertions, deletions.</summary>
    public static void WriteExpected(
        string path, IReadOnlyList<Pair> pairs, IReadOnlyList<string> words, IReadOnlyList<string> characters)
        => File.WriteAllLines(path, pairs.Select((pair, i) => string.Join('\t',
            [pair.ReferenceText, pair.HypothesisText, .. Counts(words[i]), .. Counts(characters[i])])));

    private static IEnumerable<string> Counts(string alignment)
    {
        string[] steps = alignment.Split(':', StringSplitOptions.RemoveEmptyEntries);
        return "CSID".Select(kind => steps.Count(step => step[0] == kind).ToString(CultureInfo.InvariantCulture));
    }
}
