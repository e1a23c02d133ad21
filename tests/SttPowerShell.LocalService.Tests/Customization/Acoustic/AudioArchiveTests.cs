using System.Formats.Tar;
using System.IO.Pipelines;
using System.Text;
using SttPowerShell.LocalService.Customization.Acoustic.Archives;
using SttPowerShell.LocalService.Tests.Support;

namespace SttPowerShell.LocalService.Tests.Customization.Acoustic;

/// <summary>Archives as they come from strangers.</summary>
public sealed class AudioArchiveTests
{
    private static readonly byte[] One = Content(1, 3000);
    private static readonly byte[] Two = Content(2, 70_000);
    private static readonly byte[] Empty = [];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Files_come_in_their_order_and_whole(bool zip)
    {
        byte[] archive = Pack(zip, ("b/two.wav", Two), ("a/one.wav", One), ("none", Empty));
        AssertFiles([("b/two.wav", Two), ("a/one.wav", One), ("none", Empty)], await ReadAsync(zip, archive));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_file_that_is_not_read_to_its_end_is_skipped(bool zip)
    {
        byte[] archive = Pack(zip, ("two.wav", Two), ("one.wav", One));
        List<string> names = [];
        await foreach (ArchiveMember member in AudioArchive.ReadAsync(new MemoryStream(archive), Compression(zip), default))
        {
            names.Add(member.Name);
        }
        Assert.Equal(["two.wav", "one.wav"], names);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Folders_and_what_systems_add_are_left_out(bool zip)
    {
        byte[] archive = Pack(zip, ("x/.DS_Store", One), ("__MACOSX/x/._one.wav", One), ("x/._one.wav", One),
            ("x/Thumbs.db", One), ("Desktop.ini", One), ("./x/one.wav", One), ("y\\two.wav", Two));
        AssertFiles([("x/one.wav", One), ("y/two.wav", Two)], await ReadAsync(zip, archive));
        byte[] folders = zip
            ? Archives.Zip(("x/", Empty), ("x/one.wav", One))
            : Archives.TarGzip(new PaxTarEntry(TarEntryType.Directory, "./"),
                new UstarTarEntry(TarEntryType.Directory, "x"),
                new GnuTarEntry(TarEntryType.RegularFile, "x/one.wav") { DataStream = new MemoryStream(One) },
                new PaxGlobalExtendedAttributesTarEntry([new("comment", "of git")]));
        AssertFiles([("x/one.wav", One)], await ReadAsync(zip, folders));
    }

    [Theory]
    [InlineData("../one.wav", "leads out of the archive")]
    [InlineData("x/../../one.wav", "leads out of the archive")]
    [InlineData("..\\one.wav", "leads out of the archive")]
    [InlineData("/etc/one.wav", "leads out of the archive")]
    [InlineData("\\\\server\\one.wav", "leads out of the archive")]
    [InlineData("C:\\one.wav", "leads out of the archive")]
    [InlineData("c:one.wav", "leads out of the archive")]
    [InlineData("__MACOSX/../../one.wav", "leads out of the archive")]
    [InlineData("one\u0001.wav", "has a control character")]
    public async Task Names_that_are_no_accident_are_refused(string name, string reason)
    {
        foreach (bool zip in (bool[])[true, false])
        {
            await RefusedAsync(zip, Pack(zip, ("good.wav", One), (name, One)), reason);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Names_have_at_most_128_characters_and_come_once(bool zip)
    {
        string longest = $"{new string('d', 60)}/{new string('n', 67)}";
        Assert.Equal(longest, Assert.Single(await ReadAsync(zip, Pack(zip, (longest, One)))).Name);
        await RefusedAsync(zip, Pack(zip, (longest + "n", One)), "has 129 characters; at most 128 are allowed");
        await RefusedAsync(zip, Pack(zip, ("one.wav", One), ("one.wav", Two)), "two files of the name 'one.wav'");
        await RefusedAsync(zip, Pack(zip, ("x/one.wav", One), ("./x\\one.wav", Two)), "two files of the name");
        await RefusedAsync(zip, Pack(zip, (new string('n', 30_000), One)), "has 30000 characters");
    }

    [Theory]
    [InlineData(0xA1FF)]
    [InlineData(0x21B6)]
    [InlineData(0x61B6)]
    [InlineData(0x11B6)]
    [InlineData(0xC1B6)]
    public async Task A_zip_archive_has_no_links_and_devices(int mode)
        => await RefusedAsync(true,
            Archives.Zip(entry => entry.ExternalAttributes = mode << 16, ("one.wav", "/etc/passwd"u8.ToArray())),
            "'one.wav' in it is a link or a device");

    [Fact]
    public async Task A_tar_archive_has_no_links_and_devices()
    {
        TarEntry[] bad =
        [
            new PaxTarEntry(TarEntryType.SymbolicLink, "one.wav") { LinkName = "/etc/passwd" },
            new PaxTarEntry(TarEntryType.HardLink, "one.wav") { LinkName = "good.wav" },
            new GnuTarEntry(TarEntryType.SymbolicLink, "one.wav") { LinkName = new string('k', 300) },
            new PaxTarEntry(TarEntryType.CharacterDevice, "one.wav"),
            new PaxTarEntry(TarEntryType.BlockDevice, "one.wav"),
            new PaxTarEntry(TarEntryType.Fifo, "one.wav"),
        ];
        foreach (TarEntry entry in bad)
        {
            await RefusedAsync(false, Archives.TarGzip(entry), "'one.wav' in it is a link or a device");
        }
    }

    [Fact]
    public async Task Archives_in_archives_are_refused()
    {
        byte[] tar = Archives.Tar(new UstarTarEntry(TarEntryType.RegularFile, "x") { DataStream = new MemoryStream(One) });
        byte[][] inner = [Archives.Zip(("x", One)), Archives.Zip(), Archives.Gzip(One), tar, [.. "Rar!"u8, .. One]];
        foreach (byte[] archive in inner)
        {
            await RefusedAsync(true, Archives.Zip(("x.wav", archive)), "'x.wav' in it is an archive");
            await RefusedAsync(false, Archives.TarGzip(("x.wav", archive)), "'x.wav' in it is an archive");
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Bombs_are_refused_long_before_they_are_unpacked(bool zip)
    {
        byte[] bomb = Pack(zip, ("silence.wav", new byte[30 * 1024 * 1024]));
        Assert.InRange(bomb.Length, 1, 300 * 1024);
        long read = 0;
        ArchiveRejectedException refused = await Assert.ThrowsAsync<ArchiveRejectedException>(async () =>
        {
            await foreach (ArchiveMember member in
                AudioArchive.ReadAsync(new MemoryStream(bomb), Compression(zip), default))
            {
                read += await CountAsync(member.Content);
            }
        });
        Assert.Contains("at most 100 times its size", refused.Message, StringComparison.Ordinal);
        Assert.InRange(read, 0, 16 * 1024 * 1024);
        Assert.Single(await ReadAsync(zip, Pack(zip, ("silence.wav", new byte[15 * 1024 * 1024]))));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_archive_has_at_most_10000_entries(bool zip)
    {
        (string, byte[])[] files = [.. Enumerable.Range(0, 10_001).Select(i => ($"{i}.wav", Empty))];
        Assert.Equal(10_000, (await ReadAsync(zip, Pack(zip, files[1..]))).Count);
        await RefusedAsync(zip, Pack(zip, files), "It has more than 10000 files and folders");
        byte[] folders = zip
            ? Archives.Zip([.. files.Select(file => ($"{file.Item1}/", Empty))])
            : Archives.TarGzip([.. files.Select(file => new UstarTarEntry(TarEntryType.Directory, file.Item1))]);
        await RefusedAsync(zip, folders, "It has more than 10000 files and folders");
    }

    [Fact]
    public async Task A_zip_archive_that_hides_entries_from_the_count_is_refused()
    {
        byte[] archive = Archives.Zip([.. Enumerable.Range(0, 300).Select(i => ($"{i}.wav", Empty))]);
        int end = archive.AsSpan().LastIndexOf("PK\x5\x6"u8);
        (archive[end + 8], archive[end + 9], archive[end + 10], archive[end + 11]) = (1, 0, 1, 0);
        await RefusedAsync(true, archive, "doesn't have the entries that it announces");
    }

    [Fact]
    public async Task Encrypted_files_are_refused()
    {
        byte[] archive = Archives.Zip(("one.wav", One));
        // Bit 0 of the general flags, in the local header and in the directory (APPNOTE section 4.4.4).
        archive[6] |= 1;
        archive[archive.AsSpan().LastIndexOf("PK\x1\x2"u8) + 8] |= 1;
        await RefusedAsync(true, archive, "'one.wav' in it is encrypted. Pack the files without a password.");
    }

    [Fact]
    public async Task A_file_that_is_not_what_the_directory_says_is_damaged()
    {
        byte[] stored = Archives.Zip(("one.wav", One));
        int directory = stored.AsSpan().LastIndexOf("PK\x1\x2"u8);
        foreach (int field in (int[])[16, 24])
        {
            byte[] wrong = [.. stored];
            wrong[directory + field] ^= 1;
            await RefusedAsync(true, wrong, "damaged");
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Empty_archives_and_what_is_none_are_refused(bool zip)
    {
        await RefusedAsync(zip, Pack(zip), zip ? "It has no files." : "");
        await RefusedAsync(zip, Pack(zip, ("x/.DS_Store", One)), "It has no files.");
        foreach (byte[] none in (byte[][])[[], [1], One, new byte[5000], Pack(!zip, ("one.wav", One))])
        {
            await RefusedAsync(zip, none, "It isn't an archive as its content type says, or is damaged");
        }
        await RefusedAsync(false, Archives.Gzip(One), "or is damaged");
        await RefusedAsync(false, Archives.Gzip(new byte[10_240]), "It has no files.");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Nothing_may_follow_the_end(bool zip)
    {
        byte[] archive = Pack(zip, ("one.wav", One));
        await RefusedAsync(zip, [.. archive, 0], "bytes follow its end");
        await RefusedAsync(zip, [.. archive, .. archive], "");
        await RefusedAsync(zip, [.. archive, .. "a second secret"u8], "bytes follow its end");
        byte[] tar = Archives.Tar(new UstarTarEntry(TarEntryType.RegularFile, "x") { DataStream = new MemoryStream(One) });
        await RefusedAsync(false, Archives.Gzip([.. tar, .. One]), "bytes follow its end");
        Assert.Single(await ReadAsync(false, Archives.Gzip([.. tar, .. new byte[20_000]])));
    }

    [Theory]
    [InlineData('x')]
    [InlineData('g')]
    [InlineData('L')]
    [InlineData('K')]
    public async Task Long_headers_of_tar_are_not_read_into_memory(char type)
    {
        byte[] tar = Archives.Tar(new UstarTarEntry(TarEntryType.RegularFile, "x") { DataStream = new MemoryStream(One) });
        byte[] bomb = [.. Header(type, 1 << 30), .. new byte[1024], .. tar];
        long before = GC.GetAllocatedBytesForCurrentThread();
        await RefusedAsync(false, Archives.Gzip(bomb), "a name or header in it is too long");
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10 * 1024 * 1024);
    }

    [Fact]
    public async Task Sizes_that_contradict_each_other_are_refused()
    {
        byte[] tar = Archives.Tar(new UstarTarEntry(TarEntryType.RegularFile, "x") { DataStream = new MemoryStream(One) });
        byte[] record = new byte[512];
        "9 path=y\n12 size=100\n"u8.CopyTo(record);
        await RefusedAsync(
            false, Archives.Gzip([.. Header('x', 21), .. record, .. tar]), "an extended header in it sets a size");
        await RefusedAsync(
            false, Archives.Gzip([.. Header('5', 512), .. record, .. tar]), "a folder or link in it has content");
        byte[] binary = Header('0', 0);
        binary[124] = 0x80;
        await RefusedAsync(false, Archives.Gzip([.. binary, .. tar]), "a size in it is wrong");
    }

    /// <summary>An archive that breaks off anywhere is refused, and so is one with a wrong byte that matters.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_archive_cut_anywhere_is_refused(bool zip)
    {
        byte[] archive = Pack(zip, ("x/two.wav", Content(3, 900)), ("one.wav", Content(4, 700)));
        for (int length = 0; length < archive.Length; length += 1 + length / 97)
        {
            await RefusedAsync(zip, archive[..length], "");
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_wrong_byte_anywhere_is_refused_or_changes_nothing_that_is_read(bool zip)
    {
        (string Name, byte[] Content)[] files = [("x/two.wav", Content(3, 900)), ("one.wav", Content(4, 700))];
        byte[] archive = Pack(zip, files);
        Random random = new(7);
        int refused = 0, rounds = 600;
        for (int round = 0; round < rounds; round++)
        {
            byte[] wrong = [.. archive];
            for (int bytes = round % 3; bytes >= 0; bytes--) wrong[random.Next(wrong.Length)] ^= (byte)random.Next(1, 256);
            try
            {
                IEnumerable<byte[]> read = (await ReadAsync(zip, wrong)).Select(file => file.Content);
                Assert.All(read, content => Assert.Contains(files, file => file.Content.SequenceEqual(content)));
            }
            catch (ArchiveRejectedException)
            {
                refused++;
            }
        }
        Assert.InRange(refused, rounds / 2, rounds);
    }

    [Fact]
    public async Task Reading_can_be_cancelled()
    {
        using CancellationTokenSource stop = new();
        await using IAsyncEnumerator<ArchiveMember> reading = AudioArchive.ReadAsync(
            new MemoryStream(Pack(false, ("two.wav", Two), ("one.wav", One))), ArchiveCompression.Gzip, stop.Token)
            .GetAsyncEnumerator(CancellationToken.None);
        Assert.True(await reading.MoveNextAsync());
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await reading.MoveNextAsync());
    }

    private static async Task<long> CountAsync(PipeReader content)
    {
        long count = 0;
        ReadResult result;
        do
        {
            result = await content.ReadAsync();
            count += result.Buffer.Length;
            content.AdvanceTo(result.Buffer.End);
        }
        while (!result.IsCompleted);
        return count;
    }

    private static byte[] Content(int seed, int length)
    {
        byte[] content = new byte[length];
        new Random(seed).NextBytes(content);
        return content;
    }

    private static byte[] Header(char type, int size)
    {
        byte[] header = new byte[512];
        "x"u8.CopyTo(header);
        Encoding.ASCII.GetBytes(Convert.ToString(size, 8).PadLeft(11, '0')).CopyTo(header, 124);
        "        "u8.CopyTo(header.AsSpan(148));
        header[156] = (byte)type;
        "ustar\0"u8.CopyTo(header.AsSpan(257));
        "00"u8.CopyTo(header.AsSpan(263));
        Encoding.ASCII.GetBytes(Convert.ToString(header.Sum(one => one), 8).PadLeft(6, '0')).CopyTo(header, 148);
        header[154] = 0;
        return header;
    }

    private static byte[] Pack(bool zip, params (string Name, byte[] Content)[] files)
        => zip ? Archives.Zip(files) : Archives.TarGzip(files);

    private static ArchiveCompression Compression(bool zip) => zip ? ArchiveCompression.Zip : ArchiveCompression.Gzip;

    private static async Task<List<(string Name, byte[] Content)>> ReadAsync(bool zip, byte[] archive)
    {
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(30));
        List<(string, byte[])> files = [];
        await foreach (ArchiveMember member in
            AudioArchive.ReadAsync(new MemoryStream(archive), Compression(zip), limit.Token))
        {
            using MemoryStream content = new();
            await member.Content.CopyToAsync(content, limit.Token);
            files.Add((member.Name, content.ToArray()));
        }
        return files;
    }

    private static void AssertFiles(
        (string Name, byte[] Content)[] expected, IReadOnlyList<(string Name, byte[] Content)> actual)
    {
        Assert.Equal(expected.Select(file => file.Name), actual.Select(file => file.Name));
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First.Content, pair.Second.Content));
    }

    private static async Task RefusedAsync(bool zip, byte[] archive, string reason)
    {
        ArchiveRejectedException refused =
            await Assert.ThrowsAsync<ArchiveRejectedException>(() => ReadAsync(zip, archive));
        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
    }
}
