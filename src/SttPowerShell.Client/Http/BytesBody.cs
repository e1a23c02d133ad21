namespace SttPowerShell.Client.Http;

/// <summary>Bytes in memory.</summary>
internal sealed class BytesBody(byte[] bytes, IProgress<long>? sent = null) : StreamedBody("The data", sent)
{
    public override bool CanReplay => true;
    public override long? Length => bytes.Length;
    public override bool OwnsStream => true;
    public override Stream OpenStream() => new MemoryStream(bytes, writable: false);
}
