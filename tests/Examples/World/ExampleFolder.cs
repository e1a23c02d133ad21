using System.Formats.Tar;
using System.IO.Compression;

namespace SttPowerShell.Examples;

/// <summary>The files that examples may name, written into an empty folder.</summary>
public static class ExampleFolder
{
    /// <param name="folder">Where the examples run.</param>
    /// <param name="speech">Three recordings: a call, a talk, and a card that is named; WAV, 16 bits, mono, 16 kHz.</param>
    public static void Write(string folder, Wave[] speech)
    {
        Copy(Path.Combine(AppContext.BaseDirectory, "Files"), folder);
        (Wave call, Wave talk, Wave card) = (speech[0], speech[1], speech[2]);
        byte[] flac = Flac.Write(talk);
        foreach (string name in new[] { "calls", "recordings", "phone" }) Directory.CreateDirectory(Path.Combine(folder, name));

        Put("call.wav", call.ToFile());
        Put("order.wav", call.ToFile());
        Put("talk.wav", talk.ToFile());
        Put("card.wav", card.ToFile());
        Put("phone/call.wav", call.Halved().ToFile());
        Put("meeting.flac", flac);
        Put("calls/monday.flac", flac);
        Put("calls/tuesday.flac", flac);
        Put("recordings/first.wav", call.ToFile());
        Put("recordings/second.wav", talk.ToFile());
        Zip(Path.Combine(folder, "april.zip"), ("monday.wav", call.ToFile()), ("tuesday.wav", talk.ToFile()));
        Tar(Path.Combine(folder, "may.tar.gz"), ("monday.l16", call.Samples), ("tuesday.l16", talk.Samples));

        void Put(string name, byte[] content) => File.WriteAllBytes(Path.Combine(folder, name), content);
    }

    private static void Copy(string source, string target)
    {
        foreach (string file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(target, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    private static void Zip(string path, params (string Name, byte[] Content)[] files)
    {
        using ZipArchive archive = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach ((string name, byte[] content) in files)
        {
            using Stream entry = archive.CreateEntry(name).Open();
            entry.Write(content);
        }
    }

    private static void Tar(string path, params (string Name, byte[] Content)[] files)
    {
        using FileStream file = File.Create(path);
        using GZipStream packed = new(file, CompressionLevel.Fastest);
        using TarWriter archive = new(packed);
        foreach ((string name, byte[] content) in files)
        {
            archive.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) });
        }
    }
}
