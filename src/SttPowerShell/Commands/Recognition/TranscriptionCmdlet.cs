using System.Management.Automation;
using SttPowerShell.Errors;

namespace SttPowerShell.Commands;

/// <summary>
/// A cmdlet that sends recordings and waits for their transcripts, over HTTP or over a WebSocket, whichever suits.
/// </summary>
public abstract class TranscriptionCmdlet : RecognitionParametersCmdlet
{
    private const long MostBytesOfRequest = 100 * 1024 * 1024;

    /// <summary>
    /// How audio is sent. Without it: over a WebSocket where interim results or processing metrics are wanted, for a
    /// source of unknown length such as a named pipe or the standard input, and for WAV and raw samples over 100 MB;
    /// else over HTTP.
    /// </summary>
    [Parameter]
    public SttTransport? Transport { get; set; }

    /// <summary>Over WebSockets some audio may go beyond it; <see cref="Refusal"/> knows which.</summary>
    private protected override long MostBytes => long.MaxValue;

    /// <summary>Whether what is too long for one request may go on in further ones.</summary>
    private protected virtual bool GoesOn => true;

    /// <summary>Whether something is wanted that only a WebSocket has.</summary>
    private protected virtual bool NeedsWebSocket => ProcessingMetrics || ProcessingMetricsInterval is not null;

    private protected override async Task BeginAsync(CancellationToken cancel)
    {
        if (Transport == SttTransport.Http && (ProcessingMetrics || ProcessingMetricsInterval is not null))
        {
            ThrowTerminatingError(RecognitionErrors.OverHttp("ProcessingMetrics"));
        }
        await base.BeginAsync(cancel);
    }

    private protected override ErrorRecord? Refusal(AudioSource source)
    {
        if (base.Refusal(source) is ErrorRecord refusal) return refusal;
        if (source.Length is not long length || length <= MostBytesOfRequest) return null;
        if (source.CanBeCut(ContentType) && GoesOn)
        {
            return IsStreamed(source) ? null : RecognitionErrors.TooLongForHttp(source.Target, source.Name, length);
        }
        return PathErrors.TooLong(source.Target, source.Name, length, MostBytesOfRequest);
    }

    private protected bool IsStreamed(AudioSource source) => Transport is SttTransport chosen
        ? chosen == SttTransport.WebSocket
        : NeedsWebSocket || source.IsLive || (source.Length > MostBytesOfRequest && source.CanBeCut(ContentType));

    private protected string? ContentTypeOf(AudioSource source) => ContentType ?? source.Format.ContentType;
}
