using SttPowerShell.LocalService.Customization.Language.Training;
using SttPowerShell.LocalService.Engine;

namespace SttPowerShell.LocalService.Recognition;

/// <summary>Writes the engine's words as a custom language model wants them written (display_as).</summary>
internal static class WrittenWords
{
    /// <summary>The reading in written words: one may stand for several, and may have several itself.</summary>
    public static Hypothesis Write(Hypothesis heard, TrainedLanguageModel model)
    {
        string[] tokens = [.. heard.Words.Select(word => word.Text)];
        List<HypothesisWord> written = [];
        for (int begin = 0; begin < tokens.Length;)
        {
            if (model.Mapping(tokens, begin, out int count) is { } text)
            {
                written.Add(Join(text, heard.Words.Skip(begin).Take(count)));
                begin += count;
            }
            else
            {
                written.Add(heard.Words[begin] with { Text = model.Display(tokens[begin]) });
                begin++;
            }
        }
        return heard with { Words = written };
    }

    private static HypothesisWord Join(string text, IEnumerable<HypothesisWord> words)
    {
        HypothesisWord[] all = [.. words];
        return new HypothesisWord(text, all[0].Start, all[^1].End, all.Average(word => word.Confidence));
    }
}
