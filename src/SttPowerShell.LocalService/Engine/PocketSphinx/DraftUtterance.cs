namespace SttPowerShell.LocalService.Engine.PocketSphinx;

/// <summary>
/// An utterance that is decoded as it is spoken, with a decoder that is its own until it is disposed. Each step runs in
/// a thread of its own: seconds of computing would keep the thread pool's few threads from serving connections.
/// </summary>
internal sealed class DraftUtterance(DecoderLease lease, double weight) : ILiveUtterance
{
    private Task<IReadOnlyList<string>> _step = Task.FromResult<IReadOnlyList<string>>([]);
    private bool _begun;

    public async Task<IReadOnlyList<string>> WriteAsync(ReadOnlyMemory<short> samples, CancellationToken cancel)
    {
        _step = Task.Factory.StartNew(
            () => Hear(samples.Span), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        return await _step.WaitAsync(cancel).ConfigureAwait(false);
    }

    /// <summary>Waits for the step that goes on: a decoder can't be interrupted.</summary>
    public async ValueTask DisposeAsync()
    {
        await ((Task)_step).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        try
        {
            // After a failure its state isn't known.
            if (_step.IsFaulted) lease.Discard();
            else if (_begun) lease.Decoder.EndUtterance();
        }
        catch (InvalidOperationException)
        {
            lease.Discard();
        }
        finally
        {
            lease.Dispose();
        }
    }

    private IReadOnlyList<string> Hear(ReadOnlySpan<short> samples)
    {
        if (!_begun) lease.Decoder.BeginUtterance(weight);
        _begun = true;
        return lease.Decoder.Continue(samples);
    }
}
