using System.Globalization;
using SttPowerShell.Client.Wire;

namespace SttPowerShell;

/// <summary>A recognised word.</summary>
/// <remarks>
/// Of a long recording's results, words are the most. As a value, without nullable fields, one takes 32 bytes; as an
/// object with them it would take 80, and the collector's time.
/// </remarks>
public readonly record struct SttTranscriptWord
{
    private readonly double _start = double.NaN;
    private readonly double _end = double.NaN;
    private readonly double _confidence = double.NaN;

    /// <summary>A word of which nothing else is known.</summary>
    public SttTranscriptWord()
    {
    }

    /// <summary>The word.</summary>
    public required string Word { get; init; }

    /// <summary>Where it starts, in seconds from the beginning of the audio; with -Timestamps.</summary>
    public double? Start { get => Known(_start); init => _start = value ?? double.NaN; }

    /// <summary>Where it ends, in seconds from the beginning of the audio; with -Timestamps.</summary>
    public double? End { get => Known(_end); init => _end = value ?? double.NaN; }

    /// <summary>How sure the recogniser is, 0 to 1; with -WordConfidence.</summary>
    public double? Confidence { get => Known(_confidence); init => _confidence = value ?? double.NaN; }

    /// <summary>The word and its times.</summary>
    public override string ToString() => Start is null
        ? Word
        : string.Create(CultureInfo.InvariantCulture, $"{Word} ({Start:0.00}-{End:0.00} s)");

    /// <summary>The words of a reading, whose times and confidences come as two arrays over the same words.</summary>
    internal static SttTranscriptWord[] Join(
        IReadOnlyList<WordTimestamp> times, IReadOnlyList<WordConfidence> confidences)
    {
        SttTranscriptWord[] words = new SttTranscriptWord[Math.Max(times.Count, confidences.Count)];
        for (int i = 0; i < words.Length; i++)
        {
            words[i] = new SttTranscriptWord
            {
                Word = i < times.Count ? times[i].Word : confidences[i].Word,
                Start = i < times.Count ? times[i].Start : null,
                End = i < times.Count ? times[i].End : null,
                Confidence = i < confidences.Count ? confidences[i].Confidence : null,
            };
        }
        return words;
    }

    private static double? Known(double value) => double.IsNaN(value) ? null : value;
}
