using System.Threading.Channels;
using SttPowerShell.Client.Wire;

namespace SttPowerShell.LocalService.Recognition.Live;

/// <summary>
/// One utterance on its way from speech to its result. Samples come in while it is spoken, drafts come out, and at last
/// the result. Its memory is level: an utterance has a greatest length, and of the drafts only the newest is kept.
/// </summary>
/// <param name="firstSample">Where it begins in the audio.</param>
/// <param name="onset">The sample at which speech begins; null if it goes on from the phrase before.</param>
internal sealed class Phrase(long firstSample, long? onset)
{
    private readonly Channel<short[]> _samples = Channel.CreateUnbounded<short[]>(
        new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });

    private readonly Channel<IReadOnlyList<string>> _drafts = Channel.CreateBounded<IReadOnlyList<string>>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });

    private readonly TaskCompletionSource<DecodedPhrase> _decoded =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private volatile bool _ended;

    public long FirstSample { get; } = firstSample;

    /// <summary>The sample at which speech begins; null if it goes on from the phrase before.</summary>
    public long? Onset { get; } = onset;

    /// <summary>The sample after the last one that it was given.</summary>
    public long End { get; private set; } = firstSample;

    /// <summary>Whether its speech is over, so that drafts are not worth their work any more.</summary>
    public bool HasEnded => _ended;

    /// <summary>Samples to make drafts from.</summary>
    public ChannelReader<short[]> Samples => _samples.Reader;

    /// <summary>The words so far, again and again; the channel ends with the drafts.</summary>
    public ChannelReader<IReadOnlyList<string>> Drafts => _drafts.Reader;

    /// <summary>What it is in the end.</summary>
    public Task<DecodedPhrase> Decoded => _decoded.Task;

    /// <summary>More of it was spoken.</summary>
    public void Hear(short[] samples)
    {
        if (samples.Length == 0) return;
        End += samples.Length;
        _samples.Writer.TryWrite(samples);
    }

    /// <summary>All of it was spoken.</summary>
    public void EndSpeech()
    {
        _ended = true;
        _samples.Writer.TryComplete();
    }

    public void Draft(IReadOnlyList<string> words) => _drafts.Writer.TryWrite(words);

    public void EndDrafts() => _drafts.Writer.TryComplete();

    public void Decode(DecodedPhrase decoded) => _decoded.TrySetResult(decoded);
}

/// <summary>An utterance that was decoded.</summary>
/// <param name="Words">The engine's words of the best reading.</param>
/// <param name="Result">The final result; null if there is nothing to tell.</param>
/// <param name="End">Where it ends in the audio, in seconds.</param>
internal sealed record DecodedPhrase(IReadOnlyList<string> Words, SpeechRecognitionResult? Result, double End);
