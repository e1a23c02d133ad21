using System.IO.Compression;
using System.Text;
using System.Text.Json;
using SttPowerShell.Client.Wire;

namespace SttPowerShell.Backups;

/// <summary>
/// Writes a custom model's file, a zip archive: part after part as it comes, and at last the manifest, which has the
/// hash of each, and the manifest's own hash.
/// </summary>
internal sealed class ModelFileWriter : IDisposable
{
    private const int BufferSize = 128 * 1024;
    private const int LongestName = 64;

    private readonly ZipArchive _archive;
    private readonly List<ModelContent> _contents = [];

    /// <param name="file">Where to. It stays open.</param>
    public ModelFileWriter(Stream file) => _archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true);

    /// <summary>What was written.</summary>
    public IReadOnlyList<ModelContent> Contents => _contents;

    /// <summary>Writes the words as they arrive.</summary>
    public Task AddWordsAsync(IAsyncEnumerable<Word> words, Action<long> written, CancellationToken cancel)
        => AddAsync(
            new ModelContent { Path = "words.json", Kind = ModelManifest.Words },
            CompressionLevel.Optimal,
            async (entry, content) => content with
            {
                Count = await WordList.WriteAsync(entry, words, written, cancel),
            });

    /// <summary>Copies a file.</summary>
    /// <param name="content">What it is, as far as that is known before.</param>
    /// <param name="path">The file.</param>
    /// <param name="copied">Told the bytes so far.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="SourceFileException">It can't be read, or changes meanwhile.</exception>
    public Task AddFileAsync(ModelContent content, string path, Action<long> copied, CancellationToken cancel)
    {
        FileInfo source = new(path);
        ModelContent named = content with
        {
            Path = EntryName(content, source.Name), File = source.Name, Modified = source.LastWriteTimeUtc,
        };
        // Most recordings are compressed already, and samples hardly become less.
        bool isText = content.Kind != ModelManifest.Audio;
        return AddAsync(named, isText ? CompressionLevel.Optimal : CompressionLevel.NoCompression,
            async (entry, told) =>
            {
                await CopyAsync(source, entry, copied, cancel);
                return told;
            });
    }

    /// <summary>Writes the manifest, which gets the contents, and ends the archive.</summary>
    public async Task FinishAsync(ModelManifest manifest, CancellationToken cancel)
    {
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(
            manifest with { Contents = _contents }, BackupJson.Plain.ModelManifest);
        using HashingStream hashing = new(Stream.Null);
        hashing.Write(json);
        await WriteAsync(ModelManifest.Name, json, cancel);
        // The form of sha256sum, so that it can be checked without this module.
        await WriteAsync(ModelManifest.HashName,
            Encoding.ASCII.GetBytes($"{hashing.Sha256}  {ModelManifest.Name}\n"), cancel);
        _archive.Dispose();
    }

    /// <summary>Ends the archive, if it wasn't.</summary>
    public void Dispose() => _archive.Dispose();

    private async Task AddAsync(
        ModelContent content, CompressionLevel level, Func<Stream, ModelContent, Task<ModelContent>> write)
    {
        await using Stream entry = _archive.CreateEntry(content.Path!, level).Open();
        await using HashingStream hashing = new(entry);
        ModelContent told = await write(hashing, content);
        _contents.Add(told with { Size = hashing.Length, Sha256 = hashing.Sha256 });
    }

    private async Task WriteAsync(string name, byte[] bytes, CancellationToken cancel)
    {
        await using Stream entry = _archive.CreateEntry(name).Open();
        await entry.WriteAsync(bytes, cancel);
    }

    private static async Task CopyAsync(FileInfo source, Stream entry, Action<long> copied, CancellationToken cancel)
    {
        await using FileStream file = Open(source.FullName);
        byte[] buffer = new byte[BufferSize];
        long total = 0;
        while (await ReadAsync(file, buffer, cancel) is int read and > 0)
        {
            await entry.WriteAsync(buffer.AsMemory(0, read), cancel);
            copied(total += read);
        }
        FileInfo now = new(source.FullName);
        if (total == source.Length && now.LastWriteTimeUtc == source.LastWriteTimeUtc) return;
        throw new SourceFileException(source.FullName, "it changed while it was being read");
    }

    private static FileStream Open(string path)
    {
        try
        {
            return new FileStream(path, new FileStreamOptions
            {
                Share = FileShare.Read | FileShare.Delete,
                BufferSize = 0,
                Options = FileOptions.Asynchronous | FileOptions.SequentialScan,
            });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SourceFileException(path, e.Message, e);
        }
    }

    private static async ValueTask<int> ReadAsync(FileStream file, Memory<byte> buffer, CancellationToken cancel)
    {
        try
        {
            return await file.ReadAsync(buffer, cancel);
        }
        catch (IOException e)
        {
            throw new SourceFileException(file.Name, e.Message, e);
        }
    }

    /// <summary>A number, so that no two are alike, and of the file's name what every system takes.</summary>
    private string EntryName(ModelContent content, string fileName)
    {
        string folder = content.Kind switch
        {
            ModelManifest.Corpus => "corpora",
            ModelManifest.Grammar => "grammars",
            _ => "audio",
        };
        string readable = string.Concat(fileName.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' ? c : '_'));
        if (readable.Length > LongestName) readable = readable[^LongestName..];
        return string.Create(null, $"{folder}/{_contents.Count + 1:00000}-{readable}");
    }
}
