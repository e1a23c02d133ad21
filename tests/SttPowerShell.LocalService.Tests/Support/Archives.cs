using System.Formats.Tar;
using System.IO.Compression;

namespace SttPowerShell.LocalService.Tests.Support;

/// <summary>Makes archives for tests, good and bad ones.</summary>
internal static class Archives
{
    public const string ZipType = "application/zip";
    public const string GzipType = "application/gzip";

    public static byte[] Zip(params (string Name, byte[] Content)[] files) => Zip(null, files);

    public static byte[] Zip(Action<ZipArchiveEntry>? change, params (string Name, byte[] Content)[] files)
    {
        using MemoryStream written = new();
        using (ZipArchive archive = new(written, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] content) in files)
            {
                ZipArchiveEntry entry = archive.CreateEntry(name, CompressionLevel.Fastest);
                change?.Invoke(entry);
                using Stream open = entry.Open();
                open.Write(content);
            }
        }
        return written.ToArray();
    }

    public static byte[] TarGzip(params (string Name, byte[] Content)[] files)
        => TarGzip([.. files.Select(file => new PaxTarEntry(TarEntryType.RegularFile, file.Name)
        {
            DataStream = new MemoryStream(file.Content),
        })]);

    public static byte[] TarGzip(params TarEntry[] entries) => Gzip(Tar(entries));

    public static byte[] Tar(params TarEntry[] entries)
    {
        using MemoryStream written = new();
        using (TarWriter archive = new(written, leaveOpen: true))
        {
            foreach (TarEntry entry in entries) archive.WriteEntry(entry);
        }
        return written.ToArray();
    }

    public static byte[] Gzip(byte[] content)
    {
        using MemoryStream written = new();
        using (GZipStream gzip = new(written, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(content);
        return written.ToArray();
    }
}
