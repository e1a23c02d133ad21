using System.Buffers.Binary;

namespace SttPowerShell.LocalService.Customization.Acoustic.Archives;

/// <summary>
/// Checks a zip archive's directory before the library reads all of it into memory, whatever its size (PKWARE,
/// .ZIP File Format Specification 6.3, sections 4.3.12 and 4.3.16).
/// </summary>
internal static class ZipDirectory
{
    private const int EndSize = 22;
    private const int LongestComment = ushort.MaxValue;
    private const int HeaderSize = 46;

    /// <summary>Bytes; names and extra fields of 10,000 files have a tenth of it.</summary>
    private const long Largest = 16 * 1024 * 1024;

    /// <exception cref="ArchiveRejectedException">
    /// It isn't a zip archive, it is cut short, something follows it, or it has too many entries.
    /// </exception>
    public static async Task CheckAsync(Stream file, CancellationToken cancel)
    {
        byte[] end = await ReadAsync(
            file, Math.Max(0, file.Length - EndSize - LongestComment), file.Length, cancel).ConfigureAwait(false);
        int at = end.AsSpan().LastIndexOf("PK\x5\x6"u8);
        if (at < 0 || at + EndSize > end.Length)
        {
            throw ArchiveRejectedException.Damaged("the directory at its end is missing");
        }
        int comment = Number16(end, at + 20);
        if (at + EndSize + comment != end.Length)
        {
            throw ArchiveRejectedException.Damaged("bytes follow its end");
        }
        // ZIP64, which nothing of 100 MB needs, has numbers here that fit nothing below.
        int entries = Number16(end, at + 10);
        if (entries > ArchiveBudget.MostEntries) throw ArchiveBudget.TooMany();
        (long size, long offset) = (Number32(end, at + 12), Number32(end, at + 16));
        long most = file.Length - end.Length + at;
        if (offset + size > most || size > Largest)
        {
            throw ArchiveRejectedException.Damaged("its directory lies beyond its end, or is too large");
        }
        byte[] directory = await ReadAsync(file, offset, offset + size, cancel).ConfigureAwait(false);
        if (!HasEntries(directory, entries))
        {
            throw ArchiveRejectedException.Damaged("its directory doesn't have the entries that it announces");
        }
    }

    private static bool HasEntries(ReadOnlySpan<byte> directory, int entries)
    {
        for (; entries > 0; entries--)
        {
            if (directory.Length < HeaderSize || !directory.StartsWith("PK\x1\x2"u8)) return false;
            int length = HeaderSize + Number16(directory, 28) + Number16(directory, 30) + Number16(directory, 32);
            if (length > directory.Length) return false;
            directory = directory[length..];
        }
        return directory.IsEmpty;
    }

    private static async Task<byte[]> ReadAsync(Stream file, long from, long to, CancellationToken cancel)
    {
        byte[] bytes = new byte[to - from];
        file.Position = from;
        await file.ReadExactlyAsync(bytes, cancel).ConfigureAwait(false);
        return bytes;
    }

    private static int Number16(ReadOnlySpan<byte> bytes, int offset)
        => BinaryPrimitives.ReadUInt16LittleEndian(bytes[offset..]);

    private static long Number32(ReadOnlySpan<byte> bytes, int offset)
        => BinaryPrimitives.ReadUInt32LittleEndian(bytes[offset..]);
}
