using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using SttPowerShell.Client.Wire;

namespace SttPowerShell;

/// <summary>
/// The answer to a recognition request over HTTP. Its results become segments while they are read: with all of the
/// wire's objects before, 100 MB of results took twice the time and three times the memory.
/// </summary>
internal sealed record RecognizedSpeech : SpeechRecognitionResults<RecognizedPhrase>
{
    /// <summary>How to read it.</summary>
    public static JsonTypeInfo<RecognizedSpeech> Json { get; } = new RecognizedJson(WireJson.NewOptions()).RecognizedSpeech;
}

/// <summary>A result of it.</summary>
/// <param name="Segment">The phrase; null of a result that has none.</param>
/// <param name="Begin">Where speech begins, in seconds, if that is what the result tells.</param>
[JsonConverter(typeof(RecognizedPhraseConverter))]
internal readonly record struct RecognizedPhrase(SttTranscriptSegment? Segment, double? Begin);

[JsonSerializable(typeof(RecognizedSpeech))]
internal sealed partial class RecognizedJson : JsonSerializerContext;
