using SttPowerShell.Client.Wire;

namespace SttPowerShell.LocalService.Recognition;

/// <summary>Recognises a whole recording: audio format, endpointing, decoding and the assembly of results.</summary>
internal interface IRecognizer
{
    /// <summary>Reads audio until its end and gives all final results.</summary>
    /// <exception cref="AudioRejectedException">The audio can't be used; the message is the contract's.</exception>
    Task<SpeechRecognitionResults> RecognizeAsync(
        Stream audio, string? contentType, RecognitionRequest request, CancellationToken cancel);
}
