using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace SttPowerShell.Scoring;

/// <summary>Writes docs/scoring.md.</summary>
internal static class Document
{
    public static void Write(string path, IReadOnlyList<Pair> pairs, int different, IEnumerable<string> rows)
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
        File.WriteAllText(path, text.ToString());
    }

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
