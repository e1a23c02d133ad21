using System.Text.Json;
using SttPowerShell.Client.Http;
using SttPowerShell.Client.Wire;

namespace SttPowerShell.Client.Tests.Support;

/// <summary>Recognition into what is on the wire.</summary>
internal static class Recognitions
{
    public static async Task<Answer<SpeechRecognitionResults>> RecognizeAsync(
        this RecognitionResource recognition,
        RequestBody audio,
        string? contentType,
        RecognitionParameters parameters,
        CancellationToken cancel)
    {
        var answer = await recognition.RecognizeAsync(
            audio, contentType, parameters,
            (ref reader) => JsonSerializer.Deserialize(ref reader, WireJson.Plain.SpeechRecognitionResult)!, cancel);
        return new(answer.Value.Frame with { Results = answer.Value.Elements }, answer.TransactionId);
    }
}
