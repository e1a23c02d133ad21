using SttPowerShell.LocalService.Customization;

namespace SttPowerShell.LocalService.Api;

/// <summary>
/// A body whose sender may pause, but not for ever: after 30 s without a byte the session has timed out (contract section
/// 5.3). Only waiting counts, not the time in which nobody reads. The stream below belongs to the server.
/// </summary>
internal sealed class AwaitedBody : ReadOnceStream
{
    internal static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly Stream _body;
    private readonly CancellationTokenSource _late = new();
    private readonly ITimer _timer;

    public AwaitedBody(Stream body, TimeProvider clock)
    {
        _body = body;
        _timer = clock.CreateTimer(_ => _late.Cancel(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <exception cref="RequestRefusedException">Nothing came for too long.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        using CancellationTokenSource either =
            CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _late.Token);
        _timer.Change(Limit, Timeout.InfiniteTimeSpan);
        try
        {
            return await _body.ReadAsync(buffer, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (
            _late.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new RequestRefusedException(StatusCodes.Status408RequestTimeout,
                $"Session timed out, no data received in the last {Limit.TotalSeconds} seconds.");
        }
        finally
        {
            _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _timer.Dispose();
            _late.Dispose();
        }
        base.Dispose(disposing);
    }
}
