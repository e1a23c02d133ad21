using SttPowerShell.LocalService.Customization.Language.Ngrams;
using SttPowerShell.LocalService.Customization.Language.Text;

namespace SttPowerShell.LocalService.Customization.Language.Training;

/// <summary>Corpora as rows of numbers: what n-grams are counted in.</summary>
internal sealed class CorpusSymbols
{
    /// <summary>The numbers of a sentence's begin and end.</summary>
    public const int Start = 1;
    public const int End = 2;

    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<string> _names = ["", "<s>", "</s>"];

    public SymbolSequence Sequence { get; } = new();

    /// <summary>The engine's names of the symbols, by number.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>The number of a token, a new one if it hasn't any.</summary>
    public int NumberOf(string token)
    {
        if (_numbers.TryGetValue(token, out int number)) return number;
        _numbers.Add(token, _names.Count);
        _names.Add(token);
        return _names.Count - 1;
    }

    /// <summary>Reads a corpus. No n-gram reaches across a word that the vocabulary lacks.</summary>
    public void Add(TextReader corpus, TrainingVocabulary vocabulary, CancellationToken cancel)
    {
        // Looking a word up by its token takes longer than all else here.
        Dictionary<string, int> known = new(StringComparer.Ordinal);
        foreach (IReadOnlyList<string> sentence in CorpusText.Sentences(corpus, vocabulary.IsWord))
        {
            cancel.ThrowIfCancellationRequested();
            Sequence.Add(Start);
            foreach (string word in sentence)
            {
                if (known.TryGetValue(word, out int number))
                {
                    Sequence.Add(number);
                }
                else if (vocabulary.TokenOf(word) is { } token)
                {
                    Sequence.Add(known[word] = NumberOf(token));
                }
                else
                {
                    Sequence.AddBreak();
                }
            }
            Sequence.Add(End);
            Sequence.AddBreak();
        }
    }
}
