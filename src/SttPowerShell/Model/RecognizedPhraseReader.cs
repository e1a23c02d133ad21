using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using SttPowerShell.Client.Wire;

namespace SttPowerShell;

/// <summary>
/// Reads a result (<see cref="SpeechRecognitionResult"/>) as a segment, without the wire's objects in between: of 100 MB
/// of results they were half of what was allocated.
/// </summary>
internal static class RecognizedPhraseReader
{
    private static readonly SpeechRecognitionResult s_nothing = new();
    private static readonly WordTimestampsConverter s_timestamps = new();
    private static readonly WordConfidencesConverter s_confidences = new();

    [ThreadStatic]
    private static Readings? s_readings;

    /// <summary>Reads one as a <see cref="Client.Http.JsonElementReader{T}"/> does.</summary>
    public static RecognizedPhrase Read(ref Utf8JsonReader reader)
    {
        Require(ref reader, JsonTokenType.StartObject, "a result");
        Readings readings = s_readings ?? new Readings();
        s_readings = null;
        SpeechRecognitionResult others = s_nothing;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("alternatives"u8)) ReadAlternatives(ref reader, readings);
            else others = ReadOther(ref reader, others);
        }
        RecognizedPhrase phrase = new(readings.ToSegment(others), others.SpeechBeginEvent?.Begin);
        if (readings.Clear()) s_readings = readings;
        return phrase;
    }

    /// <summary>What few results have is read by the serializer.</summary>
    private static SpeechRecognitionResult ReadOther(ref Utf8JsonReader reader, SpeechRecognitionResult others)
    {
        WireJson wire = WireJson.Plain;
        if (reader.ValueTextEquals("keywords_result"u8))
        {
            return others with
            {
                KeywordsResult = Read(ref reader, wire.IReadOnlyDictionaryStringIReadOnlyListKeywordMatch),
            };
        }
        if (reader.ValueTextEquals("word_alternatives"u8))
        {
            IReadOnlyList<WordAlternatives>? bins = Read(ref reader, wire.IReadOnlyListWordAlternatives);
            WireList.RequireElements(bins);
            return others with { WordAlternatives = bins };
        }
        if (reader.ValueTextEquals("end_of_utterance"u8))
        {
            return others with { EndOfUtterance = Read(ref reader, wire.String) };
        }
        if (reader.ValueTextEquals("speech_begin_event"u8))
        {
            return others with { SpeechBeginEvent = Read(ref reader, wire.SpeechBeginEvent) };
        }
        reader.TrySkip();
        return others;
    }

    private static T? Read<T>(ref Utf8JsonReader reader, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(ref reader, type);
        }
        catch (JsonException e)
        {
            throw new JsonException(e.Message, e); // Its path begins here; without one it gets that of the result.
        }
    }

    private static void ReadAlternatives(ref Utf8JsonReader reader, Readings readings)
    {
        readings.Clear();
        WireText.Advance(ref reader);
        if (reader.TokenType == JsonTokenType.Null) return;
        Require(ref reader, JsonTokenType.StartArray, "an array of alternatives");
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) ReadAlternative(ref reader, readings);
    }

    /// <summary>Only the first, which is the best, has words.</summary>
    private static void ReadAlternative(ref Utf8JsonReader reader, Readings readings)
    {
        Require(ref reader, JsonTokenType.StartObject, "an alternative");
        bool isBest = readings.Alternatives.Count == 0;
        string transcript = "";
        double? confidence = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("transcript"u8))
            {
                WireText.Advance(ref reader);
                transcript = WireText.ReadTrimmed(ref reader) ?? "";
            }
            else if (reader.ValueTextEquals("confidence"u8))
            {
                WireText.Advance(ref reader);
                confidence = ReadConfidence(ref reader);
            }
            else if (isBest && reader.ValueTextEquals("timestamps"u8))
            {
                WireText.Advance(ref reader);
                readings.Timestamps.Clear();
                if (reader.TokenType != JsonTokenType.Null) s_timestamps.ReadInto(ref reader, readings.Timestamps);
            }
            else if (isBest && reader.ValueTextEquals("word_confidence"u8))
            {
                WireText.Advance(ref reader);
                readings.Confidences.Clear();
                if (reader.TokenType != JsonTokenType.Null) s_confidences.ReadInto(ref reader, readings.Confidences);
            }
            else
            {
                reader.TrySkip();
            }
        }
        readings.Alternatives.Add(new SttTranscriptAlternative { Transcript = transcript, Confidence = confidence });
    }

    private static double? ReadConfidence(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Null) return null;
        Require(ref reader, JsonTokenType.Number, "a confidence");
        return FiniteNumberConverter.Read(ref reader);
    }

    private static void Require(ref Utf8JsonReader reader, JsonTokenType type, string what)
    {
        if (reader.TokenType != type) throw new JsonException($"Expected {what}.");
    }

    /// <summary>A result's alternatives while they are read; used again and again.</summary>
    private sealed class Readings
    {
        private const int MostKept = 1024;

        public List<SttTranscriptAlternative> Alternatives { get; } = [];
        public List<WordTimestamp> Timestamps { get; } = [];
        public List<WordConfidence> Confidences { get; } = [];

        public SttTranscriptSegment? ToSegment(SpeechRecognitionResult others) => Alternatives.Count == 0 ? null
            : SttTranscriptSegment.Of(Alternatives, SttTranscriptWord.Join(Timestamps, Confidences), others);

        /// <summary>Whether it is small enough to be kept.</summary>
        public bool Clear()
        {
            Alternatives.Clear();
            Timestamps.Clear();
            Confidences.Clear();
            return Alternatives.Capacity + Timestamps.Capacity + Confidences.Capacity <= MostKept;
        }
    }
}
