using SttPowerShell.Client.Streaming;
using SttPowerShell.Client.Wire;
using SttPowerShell.Commands;

namespace SttPowerShell.Bulk;

/// <summary>Has the service recognise one recording, over either interface.</summary>
/// <param name="file">The recording.</param>
/// <param name="source">Its audio.</param>
/// <param name="contentType">The type to send.</param>
/// <param name="progress">What is told how far it is.</param>
internal sealed class BulkTranscription(
    BulkFile file, AudioSource source, string? contentType, WorkerProgress progress)
{
    private readonly RecognitionParameters _parameters = file.Settings.Parameters;

    /// <summary>Over HTTP.</summary>
    public async Task<SttTranscript> PostAsync(CancellationToken cancel)
    {
        progress.Begin(source.Name, "sending", source.Length ?? 0);
        var answer = await file.Settings.Session.Client.Recognition.RecognizeAsync(
            source.Open(progress), contentType, _parameters, RecognizedPhraseReader.Read, cancel);
        return source.Transcript(
            TranscriptContent.Of(answer.Value), answer.TransactionId, _parameters, file.Reference);
    }

    /// <summary>Over a WebSocket.</summary>
    public async Task<SttTranscript> StreamAsync(CancellationToken cancel)
    {
        progress.Begin(source.Name, "sending", source.Length ?? 0);
        LiveTranscript transcript = new(source.FilePath);
        LiveRecognition recognition = file.Settings.Session.Client.Streaming.Recognize(
            source.Open(progress), contentType, _parameters);
        await foreach (StreamedResults message in recognition.ResultsAsync(cancel))
        {
            transcript.Take(message);
            progress.Recognized(transcript.Recognized, source.Format.Duration);
        }
        return source.Transcript(transcript.Content, recognition.TransactionId, _parameters, file.Reference);
    }
}
