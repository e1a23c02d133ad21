using System.Formats.Tar;
using System.IO.Compression;
using FsCheck;
using FsCheck.Fluent;
using SttPowerShell.Fuzzing;
using SttPowerShell.LocalService.Customization.Acoustic.Archives;
using SttPowerShell.LocalService.Tests.Support;

namespace SttPowerShell.LocalService.Tests.Fuzzing;

/// <summary>Archives of audio: all of their files, or a refusal.</summary>
public sealed class ArchiveFuzzTests
{
    private static readonly byte[] One = [.. Enumerable.Range(0, 700).Select(i => (byte)(i * 7))];

    [Fact]
    public void Any_zip_archive_is_read_or_refused()
        => new Fuzz("zip", e => e is ArchiveRejectedException).Run(
            Inputs.Damaged(Archives.Zip(("a.wav", One), ("x/b.wav", One)), Stored(("a.wav", One), ("b.wav", [1]))),
            archive => Read(archive, ArchiveCompression.Zip));

    [Fact]
    public void Any_tar_archive_is_read_or_refused()
    {
        TarEntry[] entries =
        [
            new PaxTarEntry(TarEntryType.RegularFile, new string('p', 120)) { DataStream = new MemoryStream(One) },
            new GnuTarEntry(TarEntryType.RegularFile, new string('g', 120)) { DataStream = new MemoryStream(One) },
            new UstarTarEntry(TarEntryType.Directory, "x"), new V7TarEntry(TarEntryType.V7RegularFile, "v7"),
        ];
        byte[] tar = Archives.Tar(entries);
        Fuzz fuzz = new("tar-gzip", e => e is ArchiveRejectedException);

        fuzz.Run(Inputs.Damaged(Archives.Gzip(tar), Archives.Gzip(One)), archive => Read(archive, ArchiveCompression.Gzip));
        // Whole gzip, so that what is damaged isn't found by its checksum.
        new Fuzz("tar", e => e is ArchiveRejectedException).Run(
            Inputs.Damaged(tar), damaged => Read(Archives.Gzip(damaged), ArchiveCompression.Gzip));
    }

    [Fact]
    public void What_was_packed_comes_back()
    {
        Gen<(string, byte[])> file =
            from letters in Gen.Elements('a', 'B', '7', '.', '-', ' ', 'ü', '漢').NonEmptyListOf()
            from content in Gen.Choose(0, 255).Select(b => (byte)b).ListOf()
            select (Name(letters), content.ToArray());
        Prop.ForAll(file.NonEmptyListOf().ToArbitrary(), files =>
        {
            (string Name, byte[] Content)[] different = [.. files.DistinctBy(f => f.Item1)];
            foreach (ArchiveCompression compression in Enum.GetValues<ArchiveCompression>())
            {
                byte[] archive = compression == ArchiveCompression.Zip ? Archives.Zip(different) : Archives.TarGzip(different);
                List<(string Name, byte[] Content)> read = Read(archive, compression);
                Assert.Equal(different.Select(f => f.Name), read.Select(f => f.Name));
                Assert.All(different.Zip(read), pair => Assert.Equal(pair.First.Content, pair.Second.Content));
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(50));
    }

    // What a system adds by itself is left out, and a space at a name's end is not.
    private static string Name(IEnumerable<char> letters)
    {
        string name = string.Concat(letters.Take(60));
        return $"f{name}.wav";
    }

    private static List<(string Name, byte[] Content)> Read(byte[] archive, ArchiveCompression compression)
        => ReadAsync(archive, compression).GetAwaiter().GetResult();

    private static async Task<List<(string Name, byte[] Content)>> ReadAsync(byte[] archive, ArchiveCompression compression)
    {
        List<(string, byte[])> files = [];
        await foreach (ArchiveMember member in AudioArchive.ReadAsync(new MemoryStream(archive), compression, default))
        {
            using MemoryStream content = new();
            await member.Content.CopyToAsync(content);
            // A bomb may unpack to 16 MB, which are not kept.
            files.Add((member.Name, content.Length < 100_000 ? content.ToArray() : []));
        }
        return files;
    }

    private static byte[] Stored(params (string Name, byte[] Content)[] files)
    {
        using MemoryStream written = new();
        using (ZipArchive archive = new(written, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] content) in files)
            {
                using Stream open = archive.CreateEntry(name, CompressionLevel.NoCompression).Open();
                open.Write(content);
            }
        }
        return written.ToArray();
    }
}
