namespace SttPowerShell.Client.Http;

/// <summary>
/// A file, opened anew for each attempt; an error if it changed since the first look, which the constructor takes.
/// A missing file shows when the body is used.
/// </summary>
internal sealed class FileBody : StreamedBody
{
    private readonly FileInfo _first;

    public FileBody(string path, IProgress<long>? sent = null)
        : base($"The file '{path}'", sent)
    {
        _first = new FileInfo(path);
        _first.Refresh();
    }

    public override bool CanReplay => true;
    public override bool OwnsStream => true;

    public override long? Length
    {
        get
        {
            RequireFile(_first);
            return _first.Length;
        }
    }

    public override void Prepare()
    {
        RequireFile(_first);
        Verify();
    }

    public override void Verify()
    {
        FileInfo now = new(_first.FullName);
        RequireFile(now);
        if (now.Length == _first.Length && now.LastWriteTimeUtc == _first.LastWriteTimeUtc) return;
        throw new SttTransportException(
            TransportFailure.Body,
            $"{Name} changed while it was being sent: it had {_first.Length} bytes and now has {now.Length}. "
            + "Send it again when nothing writes to it any more.");
    }

    public override Stream OpenStream()
    {
        try
        {
            return new FileStream(_first.FullName, new FileStreamOptions
            {
                Access = FileAccess.Read,
                Share = FileShare.Read | FileShare.Delete,
                BufferSize = 0,
                Options = FileOptions.Asynchronous | FileOptions.SequentialScan,
            });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SttTransportException(TransportFailure.Body, $"{Name} can't be opened: {e.Message}", e);
        }
    }

    private void RequireFile(FileInfo file)
    {
        if (file.Exists) return;
        string problem = Directory.Exists(file.FullName) ? "is a directory" : "does not exist";
        throw new SttTransportException(TransportFailure.Body, $"{Name} {problem}.");
    }
}
