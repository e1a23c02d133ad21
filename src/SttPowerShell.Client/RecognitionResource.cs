using SttPowerShell.Client.Http;
using SttPowerShell.Client.Wire;

namespace SttPowerShell.Client;

/// <summary>Synchronous recognition: <c>POST /v1/recognize</c>.</summary>
internal sealed class RecognitionResource
{
    /// <summary>Sends audio and gives the whole result. A null content type lets the service find out.</summary>
    public Task<Answer<SpeechRecognitionResults>> RecognizeAsync(
        RequestBody audio, string? contentType, RecognitionParameters parameters, CancellationToken cancel)
        => throw new NotSupportedException();

    /// <summary>The same, with the service's own JSON text, checked to be whole.</summary>
    public Task<Answer<string>> RecognizeRawAsync(
        RequestBody audio, string? contentType, RecognitionParameters parameters, CancellationToken cancel)
        => throw new NotSupportedException();
}
