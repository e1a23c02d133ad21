namespace SttPowerShell.Client.Http;

/// <summary>
/// A stream that can be read once, so a request with it is never repeated. The caller owns the stream.
/// </summary>
internal sealed class OneShotBody : StreamedBody
{
    private readonly Stream _stream;
    private int _opened;

    public OneShotBody(Stream stream, IProgress<long>? sent = null)
        : base("The stream", sent)
    {
        _stream = stream;
        Length = stream.CanSeek ? stream.Length - stream.Position : null;
    }

    public override bool CanReplay => false;
    public override long? Length { get; }
    public override bool OwnsStream => false;
    public override Stream OpenStream() => _stream;

    public override void Prepare()
    {
        if (Interlocked.Exchange(ref _opened, 1) == 0) return;
        throw new SttTransportException(
            TransportFailure.Body, "The stream was sent already, and its bytes can't be read a second time.");
    }
}
