namespace SttPowerShell.Client.Http;

/// <summary>Bytes in memory.</summary>
internal sealed class BytesBody(byte[] bytes, IProgress<long>? sent = null) : RequestBody
{
    public override bool CanReplay => true;
    public override long? Length => bytes.Length;
    public override HttpContent Open() => throw new NotSupportedException(sent?.ToString());
}
