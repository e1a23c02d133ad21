using SttPowerShell.Client.Http;

namespace SttPowerShell.Client.Streaming;

/// <summary>
/// A stream that can be read once. What has no final result yet is kept in a ring, up to a limit, beyond which the
/// oldest audio goes. A read that nobody waits for any more goes on, and the next one to ask gets its bytes.
/// </summary>
internal sealed class LiveFeed(StreamedBody body, StreamingLimits limits) : AudioFeed(body, limits)
{
    private readonly Stream _source = body.OpenStream();
    private byte[] _ring = new byte[Math.Min(limits.History, 4 * limits.Piece)];
    private Task<int>? _reading;
    private long _start;
    private long _end;
    private long _released;
    private bool _sourceEnded;

    public override long Start => _start;

    public override bool Ended => _sourceEnded && Position == _end;

    public override async ValueTask WaitAsync(CancellationToken cancel)
    {
        if (Position == _end && !_sourceEnded) await FillAsync(cancel).ConfigureAwait(false);
    }

    public override void Seek(long position) => Position = Math.Clamp(position, _start, _end);

    public override void Release(long position)
    {
        long released = Interlocked.Read(ref _released);
        if (position > released) Interlocked.Exchange(ref _released, position);
    }

    /// <summary>The stream is its owner's unless the body says otherwise. A read that hangs isn't waited for.</summary>
    public override ValueTask DisposeAsync() => Body.OwnsStream ? _source.DisposeAsync() : ValueTask.CompletedTask;

    protected override async ValueTask<ReadOnlyMemory<byte>> ReadAsync(int most, CancellationToken cancel)
    {
        await WaitAsync(cancel).ConfigureAwait(false);
        int at = (int)(Position % _ring.Length);
        int count = (int)Math.Min(Math.Min(most, _end - Position), _ring.Length - at);
        Position += count;
        return _ring.AsMemory(at, count);
    }

    private async Task FillAsync(CancellationToken cancel)
    {
        if (_reading is null)
        {
            MakeRoom();
            int at = (int)(_end % _ring.Length);
            Memory<byte> free = _ring.AsMemory(at, Math.Min(Limits.Piece, _ring.Length - at));

            // Some streams block in a read, and some don't heed its cancellation.
            _reading = Task.Run(
                async () => await Body.ReadAsync(_source, free, _end, CancellationToken.None).ConfigureAwait(false),
                CancellationToken.None);
        }

        int read = await _reading.WaitAsync(cancel).ConfigureAwait(false);
        _reading = null;
        _end += read;
        _sourceEnded = read == 0;
        Body.CheckLength(Length, _end, _sourceEnded);
    }

    /// <summary>Makes room for a piece: of what is not needed, else in a greater ring, else of the oldest.</summary>
    private void MakeRoom()
    {
        _start = Math.Max(_start, Math.Min(Interlocked.Read(ref _released), Position));
        if (_end - _start + Limits.Piece <= _ring.Length) return;
        if (_ring.Length < Limits.History) Grow();
        _start = Math.Max(_start, _end + Limits.Piece - _ring.Length);
    }

    private void Grow()
    {
        byte[] greater = new byte[Math.Min(Limits.History, _ring.Length * 2)];
        for (long at = _start; at < _end;)
        {
            int from = (int)(at % _ring.Length);
            int to = (int)(at % greater.Length);
            int count = (int)Math.Min(_end - at, Math.Min(_ring.Length - from, greater.Length - to));
            _ring.AsSpan(from, count).CopyTo(greater.AsSpan(to));
            at += count;
        }

        _ring = greater;
    }
}
