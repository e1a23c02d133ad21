using System.Globalization;
using SttPowerShell.Accuracy;

namespace SttPowerShell.Commands;

/// <summary>What a custom model changes in the texts of recordings, and whether that is for the better.</summary>
internal sealed class EffectCheck
{
    private int _words;
    private int _with;
    private int _without;
    private bool _differs;

    /// <summary>How many recordings were compared.</summary>
    public int Count { get; private set; }

    /// <summary>Takes the texts of one recording.</summary>
    /// <param name="reference">What was said, if known.</param>
    /// <param name="with">What was recognised with the model.</param>
    /// <param name="without">What was recognised without it.</param>
    public void Add(string? reference, string with, string without)
    {
        Count++;
        _differs |= !SpokenWords.Of(with).SequenceEqual(SpokenWords.Of(without));
        if (reference is null) return;
        WordAlignment good = WordAlignment.Of(reference, with);
        _words += good.Words;
        _with += good.Errors;
        _without += WordAlignment.Of(reference, without).Errors;
    }

    /// <summary>Whether the model changes anything; for recordings of which nobody knows what was said.</summary>
    public Finding Effect() => _differs
        ? new Finding("Effect", null, "The text is another with the model than without it.",
            "Give what was said with -Reference to learn which is better.")
        : new Finding("Effect", false, "The text is the same with the model and without it.",
            "Train it with data that is more like the recording.");

    /// <summary>Whether there are fewer errors with the model than without it.</summary>
    public Finding WordErrors() => new(
        "WordErrors", _with < _without || _with == 0,
        string.Create(CultureInfo.InvariantCulture,
            $"{_with} of {_words} words are wrong with the model ({Rate(_with):0.0} %), "
            + $"{_without} without it ({Rate(_without):0.0} %)."),
        _with < _without || _with == 0
            ? null
            : "Train it with more data that is like the recordings: for an acoustic model audio of the same voices, "
                + "lines and noises, and a language model with transcripts (Start-SttTraining -LanguageModel).");

    private double Rate(int errors) => _words == 0 ? 0 : 100.0 * errors / _words;
}
