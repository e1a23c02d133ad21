namespace SttPowerShell.Scoring;

/// <summary>Compares results with sclite's, and tells of each that is another.</summary>
internal static class Comparison
{
    /// <summary>How many pairs have another alignment, word by word.</summary>
    public static int Words(
        IReadOnlyList<Pair> pairs, IReadOnlyList<dynamic> results, IReadOnlyList<string> alignments)
    {
        Check(results, alignments);
        int different = 0;
        for (int i = 0; i < pairs.Count; i++)
        {
            List<string> steps = [];
            foreach (dynamic step in results[i].Alignment)
            {
                string kind = step.Change.ToString() switch
                {
                    "Match" => "C",
                    "Substitution" => "S",
                    "Insertion" => "I",
                    _ => "D",
                };
                steps.Add($"{kind},{Quoted(step.Reference)},{Quoted(step.Hypothesis)}");
            }
            if (string.Join(':', steps) == alignments[i]) continue;
            different++;
            Console.WriteLine($"{pairs[i].ReferenceText} | {pairs[i].HypothesisText}\n  {string.Join(':', steps)}\n"
                + $"  {alignments[i]}");
        }
        return different;
    }

    /// <summary>How many pairs have another number of characters or of errors in them.</summary>
    public static int Characters(IReadOnlyList<dynamic> results, IReadOnlyList<string> alignments)
    {
        Check(results, alignments);
        int different = 0;
        for (int i = 0; i < results.Count; i++)
        {
            string[] steps = alignments[i].Split(':', StringSplitOptions.RemoveEmptyEntries);
            int characters = steps.Count(step => step[0] != 'I');
            int errors = steps.Count(step => step[0] != 'C');
            if (results[i].Characters == characters && results[i].CharacterErrors == errors) continue;
            different++;
            Console.WriteLine($"characters: {results[i].CharacterErrors} of {results[i].Characters}, "
                + $"sclite {errors} of {characters}: {alignments[i]}");
        }
        return different;
    }

    private static string Quoted(string? word) => word is null ? "" : $"\"{word}\"";

    private static void Check(IReadOnlyList<dynamic> results, IReadOnlyList<string> alignments)
    {
        if (results.Count != alignments.Count)
        {
            throw new InvalidOperationException($"{results.Count} results, and sclite gave {alignments.Count}.");
        }
    }
}
