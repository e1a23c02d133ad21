using SttPowerShell.LocalService.Customization;

namespace SttPowerShell.LocalService.Api;

/// <summary>
/// A request body, or a part of one, that may have so many bytes. Kestrel's own limit also counts what chunks have
/// around them, and after it Kestrel closes the connection under the client, which then sees a broken pipe and not the
/// answer. The stream below belongs to the server.
/// </summary>
internal sealed class LimitedBody(Stream body, long limit) : ReadOnceStream
{
    private long _read;

    /// <summary>A request's whole body.</summary>
    /// <exception cref="RequestRefusedException">It is announced to be too large.</exception>
    public static LimitedBody Of(HttpRequest request, long limit) => request.ContentLength > limit
        ? throw TooLarge(limit)
        : new LimitedBody(request.Body, limit);

    /// <summary>The answer to a longer body.</summary>
    public static RequestRefusedException TooLarge(long limit)
        => new(StatusCodes.Status413PayloadTooLarge, $"Payload exceeds the {limit} bytes limit.");

    /// <summary>The answer to a body that breaks off, or is compressed or cut into parts wrongly.</summary>
    public static RequestRefusedException Unreadable(Exception failure)
        => new(StatusCodes.Status400BadRequest, $"The request's body can't be read to its end: {failure.Message}");

    /// <summary>
    /// Whether reading a body failed because of the body. Kestrel's own refusals have a status already.
    /// </summary>
    public static bool IsUnreadable(Exception failure)
        => failure is InvalidDataException or (IOException and not BadHttpRequestException);

    /// <exception cref="RequestRefusedException">The body is longer than the limit, or can't be read.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int read;
        try
        {
            read = await body.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (IsUnreadable(failure))
        {
            throw Unreadable(failure);
        }
        _read += read;
        return _read <= limit ? read : throw TooLarge(limit);
    }
}
