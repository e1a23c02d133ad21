namespace SttPowerShell.Client.Streaming;

/// <summary>How much audio is held, sent at once, and sent in one request; in bytes.</summary>
internal sealed record StreamingLimits
{
    /// <summary>The service ends a request at 100 MB (contract section 6).</summary>
    public long Request { get; init; } = 100 * 1024 * 1024;

    /// <summary>The least that the service takes for audio (contract section 6).</summary>
    public int LeastRequest { get; init; } = 100;

    /// <summary>
    /// How much of a live source is kept to be sent again: four minutes of 16 kHz samples of 16 bits.
    /// </summary>
    public int History { get; init; } = 8 * 1024 * 1024;

    /// <summary>The most that goes into one frame. A live source is sent as it comes, in smaller ones.</summary>
    public int Piece { get; init; } = 16 * 1024;
}
