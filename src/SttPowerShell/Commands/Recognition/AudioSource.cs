using SttPowerShell.Client.Http;
using SttPowerShell.Client.Streaming;
using SttPowerShell.Client.Wire;

namespace SttPowerShell.Commands;

/// <summary>A recording to be sent: a file, bytes, or a stream that is read once and stays its owner's.</summary>
internal sealed class AudioSource : IDisposable
{
    private readonly Func<IProgress<long>, StreamedBody> _open;
    private readonly byte[] _head;
    private FileStream? _owned;

    private AudioSource(
        object target, string name, string? path, long? length, byte[] head, Func<IProgress<long>, StreamedBody> open)
    {
        Target = target;
        Name = name;
        FilePath = path;
        Length = length;
        Format = AudioFormat.Detect(head, length, path);
        _head = head;
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

    /// <summary>Whether it comes at its own pace and has no known end, as from a pipe.</summary>
    public bool IsLive => Length is null;

    /// <summary>Whether one request after the other can carry it, given its content type.</summary>
    public bool CanBeCut(string? contentType) => SampleLayout.Find(contentType, _head) is not null;

    /// <summary>Makes the request's body.</summary>
    public StreamedBody Open(IProgress<long> sent) => _open(sent);

    /// <summary>Its transcript, from what the service has answered.</summary>
    public SttTranscript Transcript(
        TranscriptContent content, string? transactionId, RecognitionParameters parameters, string? reference)
        => content.ToTranscript() with
        {
            Path = FilePath,
            Duration = Format.Duration,
            BaseModel = parameters.Model,
            LanguageModelId = parameters.LanguageCustomizationId,
            AcousticModelId = parameters.AcousticCustomizationId,
            CustomizationWeight = parameters.CustomizationWeight,
            Reference = reference,
            TransactionId = transactionId,
        };

    /// <exception cref="IOException">The file can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static async Task<AudioSource> OfFileAsync(string path, CancellationToken cancel)
    {
        FileStream file = await OpenFileAsync(path, cancel);
        if (!file.CanSeek)
        {
            return new AudioSource(path, Path.GetFileName(path), path, null, [], sent => new OneShotBody(file, sent))
            {
                _owned = file,
            };
        }
        await using (file)
        {
            byte[] head = await HeadAsync(file, cancel);
            return new AudioSource(
                path, Path.GetFileName(path), path, file.Length, head, sent => new FileBody(path, sent));
        }
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

    /// <summary>Closes what it opened; a read that hangs isn't waited for.</summary>
    public void Dispose() => _owned?.Dispose();

    private static async Task<FileStream> OpenFileAsync(string path, CancellationToken cancel)
    {
        // Others may write to it or delete it; the body notices a change. To open a named pipe waits for a writer.
        Task<FileStream> opening = Task.Run(
            () => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1,
                FileOptions.Asynchronous), cancel);
        try
        {
            return await opening.WaitAsync(cancel);
        }
        catch (OperationCanceledException)
        {
            _ = opening.ContinueWith(opened => opened.Result.Dispose(), CancellationToken.None,
                TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
            throw;
        }
    }

    private static async Task<byte[]> HeadAsync(Stream stream, CancellationToken cancel)
    {
        byte[] head = new byte[AudioFormat.HeaderSize];
        int read = await stream.ReadAtLeastAsync(head, head.Length, false, cancel);
        return head[..read];
    }
}
