using SttPowerShell.Client.Http;

namespace SttPowerShell.Client.Streaming;

/// <summary>A file or bytes in memory: all of it can be sent again.</summary>
internal sealed class ReplayableFeed : AudioFeed
{
    private readonly Stream _source;
    private readonly byte[] _piece;
    private bool _ended;

    public ReplayableFeed(StreamedBody body, StreamingLimits limits)
        : base(body, limits)
    {
        _source = body.OpenStream();
        _piece = new byte[limits.Piece];
    }

    public override long Start => 0;

    public override bool Ended => _ended;

    public override ValueTask WaitAsync(CancellationToken cancel) => ValueTask.CompletedTask;

    public override void Seek(long position)
    {
        _source.Position = position;
        Position = position;
        _ended = false;
    }

    public override void Release(long position)
    {
    }

    public override ValueTask DisposeAsync() => _source.DisposeAsync();

    protected override async ValueTask<ReadOnlyMemory<byte>> ReadAsync(int most, CancellationToken cancel)
    {
        int read = await Body.ReadAsync(_source, _piece.AsMemory(0, most), Position, cancel).ConfigureAwait(false);
        Position += read;
        _ended = read == 0 && most > 0;
        Body.CheckLength(Length, Position, _ended);
        return _piece.AsMemory(0, read);
    }
}
