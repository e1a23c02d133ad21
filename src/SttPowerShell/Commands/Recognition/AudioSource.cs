using SttPowerShell.Client.Http;

namespace SttPowerShell.Commands;

/// <summary>A recording to be sent: a file, bytes, or a stream that is read once and stays its owner's.</summary>
internal sealed class AudioSource
{
    private readonly Func<IProgress<long>, RequestBody> _open;

    private AudioSource(
        object target, string name, string? path, long? length, byte[] head, Func<IProgress<long>, RequestBody> open)
    {
        Target = target;
        Name = name;
        FilePath = path;
        Length = length;
        Format = AudioFormat.Detect(head, length, path);
        _open = open;
    }

    /// <summary>What errors are about.</summary>
    public object Target { get; }

    /// <summary>What messages call it.</summary>
    public string Name { get; }

    /// <summary>The full path, if it is a file.</summary>
    public string? FilePath { get; }

    /// <summary>Bytes, if known.</summary>
    public long? Length { get; }

    public AudioFormat Format { get; }

    /// <summary>Makes the request's body.</summary>
    public RequestBody Open(IProgress<long> sent) => _open(sent);

    /// <exception cref="IOException">The file can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static async Task<AudioSource> OfFileAsync(string path, CancellationToken cancel)
    {
        // Others may write to it or delete it; the body notices a change.
        await using FileStream file = new(
            path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1, FileOptions.Asynchronous);
        byte[] head = await HeadAsync(file, cancel);
        return new AudioSource(path, Path.GetFileName(path), path, file.Length, head, sent => new FileBody(path, sent));
    }

    public static AudioSource OfBytes(byte[] bytes)
        => new("bytes", "the audio in memory", null, bytes.Length,
            bytes[..Math.Min(bytes.Length, AudioFormat.HeaderSize)],
            sent => new BytesBody(bytes, sent));

    /// <exception cref="IOException">The stream can't be read.</exception>
    public static async Task<AudioSource> OfStreamAsync(Stream stream, CancellationToken cancel)
    {
        byte[] head = [];
        long? length = null;
        if (stream.CanSeek)
        {
            long start = stream.Position;
            length = stream.Length - start;
            head = await HeadAsync(stream, cancel);
            stream.Position = start;
        }
        string? path = (stream as FileStream)?.Name;
        string name = path is null ? "stream" : Path.GetFileName(path);
        return new AudioSource(stream, name, path, length, head, sent => new OneShotBody(stream, sent));
    }

    private static async Task<byte[]> HeadAsync(Stream stream, CancellationToken cancel)
    {
        byte[] head = new byte[AudioFormat.HeaderSize];
        int read = await stream.ReadAtLeastAsync(head, head.Length, false, cancel);
        return head[..read];
    }
}
