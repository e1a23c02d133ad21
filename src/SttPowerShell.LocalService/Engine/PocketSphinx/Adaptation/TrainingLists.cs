namespace SttPowerShell.LocalService.Engine.PocketSphinx.Adaptation;

/// <summary>The text files that tell SphinxTrain what to learn from.</summary>
/// <param name="Names">The file with an utterance's name a line.</param>
/// <param name="Transcripts">The file with the words of each, in the same order.</param>
/// <param name="Dictionary">The file with the words' pronunciations.</param>
internal sealed record TrainingLists(string Names, string Transcripts, string Dictionary)
{
    /// <summary>Writes them into a folder.</summary>
    public static TrainingLists Write(AdaptationData data, string folder)
    {
        TrainingLists lists = new(
            Path.Combine(folder, "names"), Path.Combine(folder, "transcripts"), Path.Combine(folder, "dictionary"));
        File.WriteAllLines(lists.Names, data.Utterances.Select(utterance => utterance.Name));
        File.WriteAllLines(lists.Transcripts, data.Utterances.Select(Transcript));
        File.WriteAllLines(
            lists.Dictionary,
            data.Pronunciations.OrderBy(word => word.Key, StringComparer.Ordinal)
                .Select(word => $"{word.Key} {word.Value}"));
        return lists;
    }

    private static string Transcript(AdaptationUtterance utterance)
        => $"<s> {string.Join(' ', utterance.Words)} </s> ({utterance.Name})";
}
