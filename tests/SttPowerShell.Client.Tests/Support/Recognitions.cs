using SttPowerShell.Client.Http;
using SttPowerShell.Client.Wire;

namespace SttPowerShell.Client.Tests.Support;

/// <summary>Recognition into what is on the wire.</summary>
internal static class Recognitions
{
    public static Task<Answer<SpeechRecognitionResults>> RecognizeAsync(
        this RecognitionResource recognition,
        RequestBody audio,
        string? contentType,
        RecognitionParameters parameters,
        CancellationToken cancel)
        => recognition.RecognizeAsync(
            audio, contentType, parameters, WireJson.Plain.SpeechRecognitionResults, cancel);
}
