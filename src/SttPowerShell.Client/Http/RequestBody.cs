namespace SttPowerShell.Client.Http;

/// <summary>A request body that knows whether it can be sent once more.</summary>
internal abstract class RequestBody
{
    /// <summary>Whether <see cref="Open"/> gives the same bytes again.</summary>
    public abstract bool CanReplay { get; }

    /// <summary>Bytes, if known before sending.</summary>
    /// <exception cref="SttTransportException">The audio can't be read.</exception>
    public abstract long? Length { get; }

    /// <summary>Makes the content of one attempt.</summary>
    /// <exception cref="SttTransportException">
    /// The audio can't be read, or is not what it was at the first attempt.
    /// </exception>
    public abstract HttpContent Open();
}

/// <summary>A body that is read from a stream, piece by piece, so that memory does not grow with its length.</summary>
/// <param name="name">What it is, for errors.</param>
/// <param name="sent">Told the bytes sent so far in the current attempt; it begins again with each attempt.</param>
internal abstract class StreamedBody(string name, IProgress<long>? sent) : RequestBody
{
    public string Name { get; } = name;
    public IProgress<long>? Sent { get; } = sent;

    /// <summary>Whether the stream of one attempt is disposed after it.</summary>
    public abstract bool OwnsStream { get; }

    public sealed override HttpContent Open()
    {
        Prepare();
        return new BodyContent(this);
    }

    /// <summary>The bytes, from the first on.</summary>
    public abstract Stream OpenStream();

    /// <summary>Throws if the bytes can't be sent (again).</summary>
    public virtual void Prepare()
    {
    }

    /// <summary>Throws if the source changed while it was read.</summary>
    public virtual void Verify()
    {
    }

    /// <summary>Reads on; a failure of the source is told from the network's.</summary>
    /// <param name="source">What <see cref="OpenStream"/> gave.</param>
    /// <param name="buffer">Where to.</param>
    /// <param name="total">Bytes that were read before.</param>
    /// <param name="cancel">Ends the wait for a live source, if its stream heeds it.</param>
    public async ValueTask<int> ReadAsync(Stream source, Memory<byte> buffer, long total, CancellationToken cancel)
    {
        try
        {
            return await source.ReadAsync(buffer, cancel).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            throw new SttTransportException(
                TransportFailure.Body, $"{Name} could not be read on after {total} bytes: {e.Message}", e);
        }
    }

    /// <summary>
    /// Throws if the source has changed. Looked at before the last bytes go out, so that a service can't take a
    /// mixture for the whole.
    /// </summary>
    /// <param name="length">Bytes that it had at first, if known.</param>
    /// <param name="total">Bytes that were read until now.</param>
    /// <param name="ended">Whether there are no more.</param>
    public void CheckLength(long? length, long total, bool ended)
    {
        if (ended || total >= length) Verify();
        if (total > length)
        {
            throw new SttTransportException(
                TransportFailure.Body,
                $"{Name} is longer than the {length} bytes it had at first: it changed while it was being sent.");
        }

        if (!ended || length is null || total == length) return;
        throw new SttTransportException(
            TransportFailure.Body,
            $"{Name} ended after {total} of {length} bytes: it changed while it was being sent.");
    }
}
