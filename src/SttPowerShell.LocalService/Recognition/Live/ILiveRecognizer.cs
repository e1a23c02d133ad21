using SttPowerShell.Client.Wire;

namespace SttPowerShell.LocalService.Recognition.Live;

/// <summary>Recognises audio while it is still being sent.</summary>
internal interface ILiveRecognizer
{
    /// <summary>
    /// Reads audio until its end. Results come in the recording's order, each with its index, as soon as they are
    /// known and those before them are; with <c>interim_results</c> at least one draft of each phrase before it, with
    /// <c>speech_begin_event</c> where each begins.
    /// </summary>
    /// <returns>
    /// One phrase at a time. The first may have nothing but warnings, the last nothing but audio metrics. A reader that
    /// is slow slows down the reading of the audio.
    /// </returns>
    /// <exception cref="AudioRejectedException">The audio can't be used; the message is the contract's.</exception>
    IAsyncEnumerable<SpeechRecognitionResults> RecognizeLiveAsync(
        Stream audio, string? contentType, RecognitionRequest request, RecognitionProgress progress,
        CancellationToken cancel);
}
