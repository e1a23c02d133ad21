using SttPowerShell.Client.Http;
using SttPowerShell.Client.Wire;

namespace SttPowerShell.Client.Streaming;

/// <summary>Recognition over WebSockets: <c>wss://…/v1/recognize</c>.</summary>
internal sealed class StreamingResource(SpeechToTextOptions options, RequestPipeline pipeline)
{
    /// <summary>
    /// Recognises audio while it is sent, over as many connections as it takes. A null content type lets the service
    /// find out. Nothing happens before the results are read.
    /// </summary>
    public LiveRecognition Recognize(StreamedBody audio, string? contentType, RecognitionParameters parameters)
        => new(options, pipeline, audio, contentType, parameters, raw: false);

    /// <summary>
    /// The same over one connection, with the service's messages as they came: nothing is put together, so what is
    /// lost is an error.
    /// </summary>
    public LiveRecognition RecognizeRaw(StreamedBody audio, string? contentType, RecognitionParameters parameters)
        => new(options, pipeline, audio, contentType, parameters, raw: true);
}
