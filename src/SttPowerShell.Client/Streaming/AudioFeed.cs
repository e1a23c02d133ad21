using SttPowerShell.Client.Http;

namespace SttPowerShell.Client.Streaming;

/// <summary>
/// The audio of one recognition, over however many connections it is sent: read from the position on, which can be set
/// back as far as <see cref="Start"/>. One task at a time uses it; <see cref="Release"/> may come from any.
/// </summary>
internal abstract class AudioFeed(StreamedBody body, StreamingLimits limits) : IAsyncDisposable
{
    private readonly byte[] _head = new byte[SampleLayout.HeadSize];
    private int _headCount;
    private long _reported;

    /// <summary>The next byte to be sent.</summary>
    public long Position { get; protected set; }

    /// <summary>The first byte that can still be sent.</summary>
    public abstract long Start { get; }

    /// <summary>Whether everything up to the end of the source has been given.</summary>
    public abstract bool Ended { get; }

    /// <summary>Bytes in all, if known before the end.</summary>
    public long? Length { get; } = body.Length;

    /// <summary>What the source is, for errors.</summary>
    public string Name => body.Name;

    /// <summary>The first bytes that have come so far, at most <see cref="SampleLayout.HeadSize"/>.</summary>
    public ReadOnlySpan<byte> Head => _head.AsSpan(0, _headCount);

    protected StreamedBody Body => body;

    protected StreamingLimits Limits => limits;

    /// <summary>A source that can be opened again is read again; of any other the last part is kept.</summary>
    /// <exception cref="SttTransportException">The audio can't be read.</exception>
    public static AudioFeed Open(StreamedBody body, StreamingLimits limits)
    {
        body.Prepare();
        return body.CanReplay ? new ReplayableFeed(body, limits) : new LiveFeed(body, limits);
    }

    /// <summary>
    /// The next piece as soon as there is one, good until the next call; empty at the end. Giving up the wait loses
    /// nothing.
    /// </summary>
    /// <param name="most">Bytes that it may have.</param>
    /// <param name="cancel">Ends the wait, even for a source that doesn't heed it itself.</param>
    /// <exception cref="SttTransportException">The audio can't be read, or has changed.</exception>
    public async ValueTask<ReadOnlyMemory<byte>> NextAsync(long most, CancellationToken cancel)
    {
        long before = Position;
        ReadOnlyMemory<byte> piece =
            await ReadAsync((int)Math.Min(most, Limits.Piece), cancel).ConfigureAwait(false);
        Keep(before, piece.Span);
        if (Position <= _reported) return piece;
        _reported = Position;
        body.Sent?.Report(Position);
        return piece;
    }

    /// <summary>Waits until there is something to send, or nothing more will come.</summary>
    public abstract ValueTask WaitAsync(CancellationToken cancel);

    /// <summary>Goes back (or on) to a position that is still there.</summary>
    public abstract void Seek(long position);

    /// <summary>Says that nothing before a position is needed any more.</summary>
    public abstract void Release(long position);

    public abstract ValueTask DisposeAsync();

    protected abstract ValueTask<ReadOnlyMemory<byte>> ReadAsync(int most, CancellationToken cancel);

    private void Keep(long at, ReadOnlySpan<byte> piece)
    {
        if (at != _headCount || _headCount == _head.Length) return;
        int count = Math.Min(piece.Length, _head.Length - _headCount);
        piece[..count].CopyTo(_head.AsSpan(_headCount));
        _headCount += count;
    }
}
