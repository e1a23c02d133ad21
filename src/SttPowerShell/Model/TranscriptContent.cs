using SttPowerShell.Client.Http;
using SttPowerShell.Client.Wire;

namespace SttPowerShell;

/// <summary>What the service has said of a recording: what a transcript is made of.</summary>
/// <remarks>Its lists are arrays, since PowerShell indexes those; of the compiler's own list it sees no indexer.</remarks>
internal sealed record TranscriptContent
{
    public required IReadOnlyList<SttTranscriptSegment> Segments { get; init; }
    public required IReadOnlyList<double> SpeechBegins { get; init; }
    public required IReadOnlyList<string> Warnings { get; init; }
    public AudioMetrics? AudioMetrics { get; init; }
    public ProcessingMetrics? ProcessingMetrics { get; init; }

    /// <summary>Of the one answer to a request over HTTP.</summary>
    public static TranscriptContent Of(ListAnswer<SpeechRecognitionResults, RecognizedPhrase> answer) => new()
    {
        Segments = (answer.Elements ?? []).Select(r => r.Segment).OfType<SttTranscriptSegment>().ToArray(),
        SpeechBegins = (answer.Elements ?? []).Select(r => r.Begin).OfType<double>().ToArray(),
        Warnings = answer.Frame.Warnings?.ToArray() ?? Array.Empty<string>(),
        AudioMetrics = answer.Frame.AudioMetrics,
        ProcessingMetrics = answer.Frame.ProcessingMetrics,
    };

    /// <summary>Of all the answers that a job has.</summary>
    public static TranscriptContent Of(IReadOnlyList<SpeechRecognitionResults> answers) => new()
    {
        Segments = answers.SelectMany(a => a.Results ?? []).Select(SttTranscriptSegment.Find)
            .OfType<SttTranscriptSegment>().ToArray(),
        SpeechBegins = BeginsOf(answers.SelectMany(a => a.Results ?? [])),
        Warnings = answers.SelectMany(a => a.Warnings ?? []).ToArray(),
        AudioMetrics = answers.LastOrDefault(a => a.AudioMetrics is not null)?.AudioMetrics,
        ProcessingMetrics = answers.LastOrDefault(a => a.ProcessingMetrics is not null)?.ProcessingMetrics,
    };

    /// <summary>Where speech begins, as the results tell.</summary>
    public static double[] BeginsOf(IEnumerable<SpeechRecognitionResult> results)
        => results.Select(r => r.SpeechBeginEvent).OfType<SpeechBeginEvent>().Select(e => e.Begin).ToArray();

    /// <summary>The transcript, which still lacks what only the one who asked knows.</summary>
    public SttTranscript ToTranscript() => new()
    {
        Transcript = SttTranscript.Text(Segments),
        Confidence = SttTranscript.MeanConfidence(Segments),
        Results = Segments,
        Warnings = Warnings,
        SpeechBegins = SpeechBegins,
        AudioMetrics = SttAudioMetrics.From(AudioMetrics),
        ProcessingMetrics = SttProcessingMetrics.From(ProcessingMetrics),
    };
}
