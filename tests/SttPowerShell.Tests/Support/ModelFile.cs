using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace SttPowerShell.Tests.Support;

/// <summary>Reads and makes .sttmodel files without the module's own code.</summary>
internal static class ModelFile
{
    public static JsonNode Manifest(string path) => JsonNode.Parse(Entry(path, "manifest.json"))!;

    public static byte[] Entry(string path, string name)
    {
        using ZipArchive archive = ZipFile.OpenRead(path);
        return Read(archive.GetEntry(name)!);
    }

    public static string[] Entries(string path)
    {
        using ZipArchive archive = ZipFile.OpenRead(path);
        return [.. archive.Entries.Select(e => e.FullName)];
    }

    public static string Sha256(byte[] bytes) => Convert.ToHexString(SHA256.HashData(bytes)).ToLowerInvariant();

    /// <summary>Copies a file with another manifest, whose hash is right.</summary>
    public static void Change(string from, string to, Action<JsonNode> change, Action<ZipArchive>? more = null)
    {
        File.Copy(from, to, true);
        JsonNode manifest = Manifest(from);
        change(manifest);
        byte[] json = Encoding.UTF8.GetBytes(manifest.ToJsonString());
        using ZipArchive archive = ZipFile.Open(to, ZipArchiveMode.Update);
        Replace(archive, "manifest.json", json);
        Replace(archive, "manifest.json.sha256", Encoding.ASCII.GetBytes($"{Sha256(json)}  manifest.json\n"));
        more?.Invoke(archive);
    }

    public static void Replace(ZipArchive archive, string name, byte[] bytes)
    {
        archive.GetEntry(name)?.Delete();
        using Stream entry = archive.CreateEntry(name).Open();
        entry.Write(bytes);
    }

    private static byte[] Read(ZipArchiveEntry entry)
    {
        using Stream stream = entry.Open();
        using MemoryStream bytes = new();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
