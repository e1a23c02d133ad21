namespace SttPowerShell.LocalService.Engine;

/// <summary>An utterance that is heard while it is being spoken. It holds a decoder until it is disposed.</summary>
internal interface ILiveUtterance : IAsyncDisposable
{
    /// <summary>Hears the next samples; one call at a time.</summary>
    /// <returns>The words so far, all of which may still change.</returns>
    Task<IReadOnlyList<string>> WriteAsync(ReadOnlyMemory<short> samples, CancellationToken cancel);
}
