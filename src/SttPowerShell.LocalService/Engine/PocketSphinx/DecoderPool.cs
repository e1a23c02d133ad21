namespace SttPowerShell.LocalService.Engine.PocketSphinx;

/// <summary>
/// Decoders, loaded when they are first needed and lent to one user at a time. Whoever comes when as many are lent as
/// may be waits. A decoder is for the base model or one customization, and for one way to search; those that were used
/// last stay loaded.
/// </summary>
internal sealed class DecoderPool : IAsyncDisposable
{
    private readonly Func<EngineCustomization?, SearchProfile, Decoder> _load;
    private readonly SemaphoreSlim _places;
    private readonly int _size;
    private readonly int _resident;

    /// <summary>Loaded and not lent; the one that was used last is the last.</summary>
    private readonly List<Decoder> _idle = [];
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _closing = new();
    private int _lent;
    private int _disposed;

    /// <param name="size">How many may be lent at once.</param>
    /// <param name="resident">How many may be loaded at once, lent or not: at least <paramref name="size"/>.</param>
    /// <param name="load">Loads one for a customization (null: the base model) and a way to search.</param>
    public DecoderPool(int size, int resident, Func<EngineCustomization?, SearchProfile, Decoder> load)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(resident, size);
        _size = size;
        _resident = resident;
        _load = load;
        _places = new SemaphoreSlim(size);
    }

    /// <summary>Waits for a decoder; disposing the lease gives it back.</summary>
    /// <exception cref="ObjectDisposedException">The pool is closed, or is being closed while waiting.</exception>
    public async Task<DecoderLease> LeaseAsync(
        EngineCustomization? customization, SearchProfile profile, CancellationToken cancel)
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
        return new DecoderLease(this, customization, profile);
    }

    /// <summary>A decoder if one may be lent now, else null.</summary>
    public DecoderLease? TryLease(EngineCustomization? customization, SearchProfile profile)
        => Volatile.Read(ref _disposed) == 0 && _places.Wait(0) ? new(this, customization, profile) : null;

    /// <summary>
    /// Waits for the decoders that are lent, because to free one in use kills the process, and frees all.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0) return;
        await _closing.CancelAsync().ConfigureAwait(false);
        for (int taken = 0; taken < _size; taken++)
        {
            await _places.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        }
        foreach (Decoder decoder in _idle) decoder.Dispose();
    }

    internal Decoder Take(EngineCustomization? customization, SearchProfile profile)
    {
        Decoder? unused = null;
        lock (_gate)
        {
            int known = _idle.FindLastIndex(
                decoder => decoder.CustomizationKey == customization?.Key && decoder.Profile == profile);
            if (known >= 0) return TakeAt(known);
            // Counted before it is loaded, so that the others that load meanwhile know of it.
            _lent++;
            if (_lent + _idle.Count > _resident)
            {
                unused = _idle[0];
                _idle.RemoveAt(0);
            }
        }
        unused?.Dispose();
        try
        {
            return _load(customization, profile);
        }
        catch
        {
            lock (_gate) _lent--;
            throw;
        }
    }

    /// <summary>Takes back a decoder, or a place whose decoder was freed or never loaded.</summary>
    internal void Return(Decoder? decoder)
    {
        if (decoder is not null)
        {
            lock (_gate)
            {
                _lent--;
                _idle.Add(decoder);
            }
        }
        _places.Release();
    }

    /// <summary>Frees a decoder that was lent.</summary>
    internal void Discard(Decoder decoder)
    {
        decoder.Dispose();
        lock (_gate) _lent--;
    }

    private Decoder TakeAt(int index)
    {
        Decoder decoder = _idle[index];
        _idle.RemoveAt(index);
        _lent++;
        return decoder;
    }
}

/// <summary>The right to use one decoder of a pool until it is disposed.</summary>
internal sealed class DecoderLease : IDisposable
{
    private readonly DecoderPool _pool;
    private readonly EngineCustomization? _customization;
    private readonly SearchProfile _profile;
    private Decoder? _decoder;
    private int _returned;

    internal DecoderLease(DecoderPool pool, EngineCustomization? customization, SearchProfile profile)
    {
        _pool = pool;
        _customization = customization;
        _profile = profile;
    }

    /// <summary>The decoder. The first use may load it, which takes a moment and blocks.</summary>
    /// <exception cref="ObjectDisposedException">It has been given back.</exception>
    public Decoder Decoder
    {
        get
        {
            ObjectDisposedException.ThrowIf(Volatile.Read(ref _returned) != 0, this);
            return _decoder ??= _pool.Take(_customization, _profile);
        }
    }

    /// <summary>Frees the decoder instead of giving it back: after a failure its state isn't known.</summary>
    public void Discard()
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _returned) != 0, this);
        if (_decoder is null) return;
        _pool.Discard(_decoder);
        _decoder = null;
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _returned, 1) == 0) _pool.Return(_decoder);
    }
}
