namespace SttPowerShell.LocalService.Engine.PocketSphinx;

/// <summary>
/// Up to so many decoders, loaded when they are first needed and lent to one user at a time. Whoever comes when all
/// are lent waits.
/// </summary>
internal sealed class DecoderPool : IAsyncDisposable
{
    private readonly Func<Decoder> _load;
    private readonly SemaphoreSlim _places;
    private readonly int _size;
    private readonly Stack<Decoder> _idle = [];
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _closing = new();
    private int _disposed;

    public DecoderPool(int size, Func<Decoder> load)
    {
        _size = size;
        _load = load;
        _places = new SemaphoreSlim(size);
    }

    /// <summary>Waits for a decoder; disposing the lease gives it back.</summary>
    /// <exception cref="ObjectDisposedException">The pool is closed, or is being closed while waiting.</exception>
    public async Task<DecoderLease> LeaseAsync(CancellationToken cancel)
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposed) != 0, this);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancel, _closing.Token);
        try
        {
            await _places.WaitAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new ObjectDisposedException(nameof(DecoderPool));
        }
        return new DecoderLease(this);
    }

    /// <summary>Waits for the decoders that are lent, because to free one in use kills the process, and frees all.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0) return;
        await _closing.CancelAsync().ConfigureAwait(false);
        for (int taken = 0; taken < _size; taken++) await _places.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        foreach (Decoder decoder in _idle) decoder.Dispose();
    }

    internal Decoder Take()
    {
        lock (_gate)
        {
            if (_idle.TryPop(out Decoder? idle)) return idle;
        }
        return _load();
    }

    internal void Return(Decoder? decoder)
    {
        if (decoder is not null)
        {
            lock (_gate) _idle.Push(decoder);
        }
        _places.Release();
    }
}

/// <summary>The right to use one decoder of a pool until it is disposed.</summary>
internal sealed class DecoderLease : IDisposable
{
    private readonly DecoderPool _pool;
    private Decoder? _decoder;
    private int _returned;

    internal DecoderLease(DecoderPool pool) => _pool = pool;

    /// <summary>The decoder. The first use may load it, which takes a moment and blocks.</summary>
    /// <exception cref="ObjectDisposedException">It has been given back.</exception>
    public Decoder Decoder
    {
        get
        {
            ObjectDisposedException.ThrowIf(Volatile.Read(ref _returned) != 0, this);
            return _decoder ??= _pool.Take();
        }
    }

    /// <summary>Frees the decoder instead of giving it back: after a failure its state isn't known.</summary>
    public void Discard()
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _returned) != 0, this);
        _decoder?.Dispose();
        _decoder = null;
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _returned, 1) == 0) _pool.Return(_decoder);
    }
}
