using SttPowerShell.LocalService.Customization.Language.Text;
using SttPowerShell.LocalService.Engine;

namespace SttPowerShell.LocalService.Customization.Acoustic;

/// <summary>
/// Decides what is said in utterances: what a corpus has, where the first pass heard nearly that, else what it heard
/// if it is sure enough of that.
/// </summary>
internal sealed class Transcripts
{
    /// <summary>
    /// The confidence, 0 to 1, from which on what was heard is taken for what was said. On eleven minutes of telephone
    /// prompts a tenth of the utterances is below it, and without them a model makes 17.6 % word errors instead of
    /// 18.4 %; of the same prompts at 8 kHz it is a fifth, and 25.9 % instead of 26.8 %.
    /// </summary>
    private const double LeastConfidence = 0.5;

    private Transcripts(IReadOnlyList<AdaptationUtterance> utterances, int matched)
    {
        Utterances = utterances;
        Matched = matched;
    }

    /// <summary>Those whose words are known.</summary>
    public IReadOnlyList<AdaptationUtterance> Utterances { get; }

    /// <summary>How many of them have their words from a corpus.</summary>
    public int Matched { get; }

    /// <param name="heard">What was heard.</param>
    /// <param name="corpora">Open texts that have been read out, perhaps; each is read once.</param>
    /// <param name="lexicon">Names and pronounces the words.</param>
    /// <param name="cancel">Stops it soon.</param>
    public static Transcripts Choose(
        IReadOnlyList<HeardUtterance> heard, IEnumerable<Func<TextReader>> corpora, AdaptationLexicon lexicon,
        CancellationToken cancel)
    {
        CorpusMatches matches = new();
        foreach (HeardUtterance utterance in heard)
        {
            matches.Add(utterance.Reading.Words.Select(word => WordKey.OfToken(word.Text)));
        }
        foreach (Func<TextReader> open in corpora)
        {
            using TextReader corpus = open();
            foreach (IReadOnlyList<string> line in CorpusText.Lines(corpus, lexicon.IsKnown))
            {
                cancel.ThrowIfCancellationRequested();
                matches.Read(line);
            }
        }
        List<AdaptationUtterance> chosen = [];
        int matched = 0;
        for (int i = 0; i < heard.Count; i++)
        {
            HeardUtterance utterance = heard[i];
            IReadOnlyList<string>? written = matches.Match(i);
            if (written is null && utterance.Reading.Confidence < LeastConfidence) continue;
            string[] words = written is null
                ? [.. utterance.Reading.Words.Select(word => lexicon.NameOfHeard(word.Text)).OfType<string>()]
                : [.. written.Select(lexicon.NameOfWritten).OfType<string>()];
            if (words.Length == 0) continue;
            if (written is not null) matched++;
            chosen.Add(new AdaptationUtterance(utterance.Name, utterance.Seconds, words));
        }
        return new Transcripts(chosen, matched);
    }
}
