using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SttPowerShell.Client.Wire;

namespace SttPowerShell.Backups;

/// <summary>
/// Reads a custom model's file, which anybody may have made: nothing is unpacked to the disk, and nothing is read that
/// the manifest doesn't name, or beyond what it says.
/// </summary>
internal sealed class ModelFileReader : IDisposable
{
    private const int BufferSize = 128 * 1024;

    /// <summary>Bytes of a manifest: a hundred thousand entries with long names have less.</summary>
    private const int LargestManifest = 64 * 1024 * 1024;

    private readonly ZipArchive _archive;
    private readonly Dictionary<string, ZipArchiveEntry> _entries;

    private ModelFileReader(ZipArchive archive, Dictionary<string, ZipArchiveEntry> entries, ModelManifest manifest)
    {
        _archive = archive;
        _entries = entries;
        Manifest = manifest;
    }

    public ModelManifest Manifest { get; }

    /// <summary>Bytes of all contents together.</summary>
    public long Size => Manifest.Contents!.Sum(c => c.Size);

    /// <summary>Opens a file, and reads its manifest; the contents are not looked at.</summary>
    /// <exception cref="ModelFileException">It isn't a custom model's, or is damaged.</exception>
    /// <exception cref="IOException">It can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static async Task<ModelFileReader> OpenAsync(string path, CancellationToken cancel)
    {
        FileStream file = new(path, new FileStreamOptions
        {
            Share = FileShare.Read | FileShare.Delete, Options = FileOptions.Asynchronous,
        });
        try
        {
            return await OpenAsync(file, cancel);
        }
        catch (Exception e)
        {
            await file.DisposeAsync();
            if (IsDamage(e)) throw new ModelFileException($"it can't be read as a zip archive: {e.Message}", e);
            throw;
        }
    }

    /// <summary>Reads all contents, and compares their hashes.</summary>
    /// <param name="read">Told the bytes so far.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="ModelFileException">One isn't as it was written.</exception>
    public async Task VerifyAsync(Action<long> read, CancellationToken cancel)
    {
        byte[] buffer = new byte[BufferSize];
        long total = 0;
        foreach (ModelContent content in Manifest.Contents!.Where(c => c.Kind != ModelManifest.Words))
        {
            await using Stream bytes = Open(content);
            while (await bytes.ReadAsync(buffer, cancel) is int count and > 0) read(total += count);
        }
        // To their end, so that their hash is compared, and as words.
        await foreach (Word word in WordsAsync(cancel))
        {
            if (string.IsNullOrEmpty(word.Text)) throw new ModelFileException("one of its words is missing");
        }
    }

    /// <summary>The bytes of a content; what isn't as the manifest says is an exception while it is read.</summary>
    /// <exception cref="ModelFileException">It can't be unpacked.</exception>
    public Stream Open(ModelContent content)
    {
        try
        {
            return new ContentStream(_entries[content.Path!].Open(), content);
        }
        catch (Exception e) when (IsDamage(e))
        {
            throw new ModelFileException($"its {content} ({content.Path}) can't be unpacked: {e.Message}", e);
        }
    }

    /// <summary>The words, as they are read.</summary>
    /// <exception cref="ModelFileException">They can't be read.</exception>
    public async IAsyncEnumerable<Word> WordsAsync(
        [EnumeratorCancellation] CancellationToken cancel)
    {
        if (Manifest.Contents!.FirstOrDefault(c => c.Kind == ModelManifest.Words) is not ModelContent words) yield break;
        await using Stream file = Open(words);
        await foreach (Word word in WordList.ReadAsync(file, cancel)) yield return word;
    }

    public void Dispose() => _archive.Dispose();

    /// <summary>What the library throws at archives that aren't as they should be.</summary>
    public static bool IsDamage(Exception e)
        => e is InvalidDataException or EndOfStreamException or NotSupportedException or ArgumentException
            or OverflowException;

    private static async Task<ModelFileReader> OpenAsync(FileStream file, CancellationToken cancel)
    {
        await ZipBounds.CheckAsync(file, cancel);
        ZipArchive archive = new(file, ZipArchiveMode.Read);
        Dictionary<string, ZipArchiveEntry> entries = Entries(archive, file.Length);
        ModelManifest manifest = await ManifestAsync(entries, cancel);
        ManifestRules.Check(manifest, entries.Keys);
        return new ModelFileReader(archive, entries, manifest);
    }

    private static Dictionary<string, ZipArchiveEntry> Entries(ZipArchive archive, long length)
    {
        Dictionary<string, ZipArchiveEntry> entries = new(StringComparer.OrdinalIgnoreCase);
        long packed = 0;
        foreach (ZipArchiveEntry entry in archive.Entries)
        {
            if (!entries.TryAdd(entry.FullName, entry)) throw new ModelFileException($"it has '{entry.FullName}' twice");
            // The upper half is a mode of Unix, in which a regular file's type is 8; 0 is another system's.
            int type = entry.ExternalAttributes >> 28 & 0xF;
            if (type is not (0 or 8)) throw new ModelFileException($"its '{entry.FullName}' isn't a file");
            packed += entry.CompressedLength;
        }
        // Entries that share their bytes unpack to any size.
        if (packed > length) throw new ModelFileException("its entries have more bytes than the file");
        return entries;
    }

    private static async Task<ModelManifest> ManifestAsync(
        Dictionary<string, ZipArchiveEntry> entries, CancellationToken cancel)
    {
        byte[] json = await ReadAsync(entries, ModelManifest.Name, LargestManifest, cancel);
        byte[] told = await ReadAsync(entries, ModelManifest.HashName, 1024, cancel);
        string hash = Convert.ToHexString(SHA256.HashData(json));
        if (!Encoding.ASCII.GetString(told).StartsWith(hash, StringComparison.OrdinalIgnoreCase))
        {
            throw new ModelFileException($"its {ModelManifest.Name} isn't what was written: it has another SHA-256");
        }
        try
        {
            return JsonSerializer.Deserialize(json, BackupJson.Plain.ModelManifest)
                ?? throw new ModelFileException($"its {ModelManifest.Name} is empty");
        }
        catch (JsonException e)
        {
            throw new ModelFileException($"its {ModelManifest.Name} can't be read: {e.Message}", e);
        }
    }

    private static async Task<byte[]> ReadAsync(
        Dictionary<string, ZipArchiveEntry> entries, string name, int most, CancellationToken cancel)
    {
        if (!entries.TryGetValue(name, out ZipArchiveEntry? entry))
        {
            throw new ModelFileException($"it has no {name}, so that it isn't a custom model's file");
        }
        await using Stream unpacked = entry.Open();
        using MemoryStream bytes = new();
        byte[] buffer = new byte[BufferSize];
        while (await unpacked.ReadAsync(buffer, cancel) is int read and > 0)
        {
            if (bytes.Length + read > most) throw new ModelFileException($"its {name} is too large to be one");
            bytes.Write(buffer, 0, read);
        }
        return bytes.ToArray();
    }
}
