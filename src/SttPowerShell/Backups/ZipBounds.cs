using System.Buffers.Binary;

namespace SttPowerShell.Backups;

/// <summary>
/// Looks at the end of a zip archive before the library reads its whole directory into memory, whatever its size
/// (PKWARE, .ZIP File Format Specification 6.3, sections 4.3.14 to 4.3.16).
/// </summary>
internal static class ZipBounds
{
    private const int EndSize = 22;
    private const int LocatorSize = 20;
    private const int LargeEndSize = 56;

    /// <summary>What doesn't fit into 16 and 32 bits stands in the ZIP64 record.</summary>
    private const int Elsewhere16 = ushort.MaxValue;
    private const long Elsewhere32 = uint.MaxValue;

    /// <summary>More than a model's corpora, grammars and audio are.</summary>
    private const long MostEntries = 100_000;

    /// <summary>Bytes; names of that many entries have less.</summary>
    private const long LargestDirectory = 32 * 1024 * 1024;

    /// <exception cref="ModelFileException">It is no such archive, is cut off, or has too many entries.</exception>
    /// <exception cref="IOException">It can't be read.</exception>
    public static async Task CheckAsync(Stream file, CancellationToken cancel)
    {
        // What this module writes ends without a comment.
        if (file.Length < EndSize) throw Damaged();
        byte[] end = await ReadAsync(file, file.Length - EndSize, EndSize, cancel).ConfigureAwait(false);
        if (!end.AsSpan().StartsWith("PK\x5\x6"u8)) throw Damaged();
        long entries = BinaryPrimitives.ReadUInt16LittleEndian(end.AsSpan(10));
        long size = BinaryPrimitives.ReadUInt32LittleEndian(end.AsSpan(12));
        long offset = BinaryPrimitives.ReadUInt32LittleEndian(end.AsSpan(16));
        long endsAt = file.Length - EndSize;
        if (entries == Elsewhere16 || size == Elsewhere32 || offset == Elsewhere32)
        {
            (entries, size, offset, endsAt) = await LargeEndAsync(file, cancel).ConfigureAwait(false);
        }
        if (entries is < 0 or > MostEntries || size is < 0 or > LargestDirectory)
        {
            throw new ModelFileException($"it has {entries} entries, and no model has more than {MostEntries}");
        }
        if (offset < 0 || offset != endsAt - size) throw Damaged();
    }

    private static async Task<(long Entries, long Size, long Offset, long EndsAt)> LargeEndAsync(
        Stream file, CancellationToken cancel)
    {
        long locatorAt = file.Length - EndSize - LocatorSize;
        if (locatorAt < 0) throw Damaged();
        byte[] locator = await ReadAsync(file, locatorAt, LocatorSize, cancel).ConfigureAwait(false);
        long endAt = BinaryPrimitives.ReadInt64LittleEndian(locator.AsSpan(8));
        bool isThere = locator.AsSpan().StartsWith("PK\x6\x7"u8) && endAt >= 0 && endAt <= locatorAt - LargeEndSize;
        if (!isThere) throw Damaged();
        byte[] end = await ReadAsync(file, endAt, LargeEndSize, cancel).ConfigureAwait(false);
        if (!end.AsSpan().StartsWith("PK\x6\x6"u8)) throw Damaged();
        return (BinaryPrimitives.ReadInt64LittleEndian(end.AsSpan(32)),
            BinaryPrimitives.ReadInt64LittleEndian(end.AsSpan(40)),
            BinaryPrimitives.ReadInt64LittleEndian(end.AsSpan(48)),
            endAt);
    }

    private static async Task<byte[]> ReadAsync(Stream file, long from, int count, CancellationToken cancel)
    {
        byte[] bytes = new byte[count];
        file.Position = from;
        await file.ReadExactlyAsync(bytes, cancel).ConfigureAwait(false);
        return bytes;
    }

    private static ModelFileException Damaged()
        => new("it isn't a zip archive, or its end is missing");
}
