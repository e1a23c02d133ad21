namespace SttPowerShell.Client.Streaming;

/// <summary>The part of the audio that one request carries: from a position to the end, or as far as a request goes.</summary>
internal sealed class AudioSegment
{
    private readonly AudioFeed _feed;
    private readonly SampleLayout? _layout;
    private readonly StreamingLimits _limits;
    private readonly string? _contentType;
    private ReadOnlyMemory<byte> _header;
    private long _sent;

    /// <param name="feed">Where the audio comes from; it is set to the position.</param>
    /// <param name="contentType">The type of the whole audio; null if the service is to find out.</param>
    /// <param name="position">Its first byte. Within the audio there must be a layout.</param>
    /// <param name="layout">If it is known already, and may be used.</param>
    /// <param name="limits">How much a request carries.</param>
    public AudioSegment(
        AudioFeed feed, string? contentType, long position, SampleLayout? layout, StreamingLimits limits)
    {
        (_feed, _contentType, _layout, _limits) = (feed, contentType, layout, limits);
        Start = position;
        _header = position > 0 ? layout!.Header : [];
        feed.Seek(position);
    }

    /// <summary>The position of the first byte.</summary>
    public long Start { get; }

    /// <summary>Whether it ended because a request may carry no more.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Whether its request has less audio than the service takes.</summary>
    public bool IsTooShort => _sent < _limits.LeastRequest;

    /// <summary>The next piece; empty at the end.</summary>
    /// <exception cref="SttTransportException">The audio can't be read, or must be cut and can't.</exception>
    public async ValueTask<ReadOnlyMemory<byte>> NextAsync(CancellationToken cancel)
    {
        ReadOnlyMemory<byte> piece = _header;
        if (piece.IsEmpty)
        {
            long room = Room();
            if (room <= 0 && !await IsAtEndAsync(cancel).ConfigureAwait(false))
            {
                RequireLayout();
                IsCut = true;
                return default;
            }

            piece = await _feed.NextAsync(Math.Max(room, 1), cancel).ConfigureAwait(false);
        }

        _header = default;
        _sent += piece.Length;
        return piece;
    }

    private long Room()
    {
        long left = _limits.Request - _sent;
        if (left > _limits.Piece) return left - _limits.Piece;
        SampleLayout? layout = _layout ?? SampleLayout.Find(_contentType, _feed.Head);
        return layout is null ? left : layout.CutBefore(_feed.Position + left) - _feed.Position;
    }

    private async ValueTask<bool> IsAtEndAsync(CancellationToken cancel)
    {
        if (_feed.Length is { } length) return _feed.Position >= length;
        await _feed.WaitAsync(cancel).ConfigureAwait(false);
        return _feed.Ended;
    }

    private void RequireLayout()
    {
        if ((_layout ?? SampleLayout.Find(_contentType, _feed.Head)) is not null) return;
        throw new SttTransportException(
            TransportFailure.TooLong,
            $"{_feed.Name} is longer than the {_limits.Request} bytes that one request may carry, and audio of the "
            + $"type {_contentType ?? "that it has"} can't be cut and continued in another: only WAV and raw samples can.");
    }
}
