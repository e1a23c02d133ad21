namespace SttPowerShell.Client.Http;

/// <summary>A stream that can be read once, so a request with it is never repeated. The caller owns the stream.</summary>
internal sealed class OneShotBody(Stream stream, IProgress<long>? sent = null) : RequestBody
{
    public override bool CanReplay => false;
    public override long? Length => stream.CanSeek ? stream.Length - stream.Position : null;
    public override HttpContent Open() => throw new NotSupportedException(sent?.ToString());
}
