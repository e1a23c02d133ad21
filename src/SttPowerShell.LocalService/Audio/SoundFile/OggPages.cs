using System.Buffers.Binary;
using System.Runtime.Versioning;

namespace SttPowerShell.LocalService.Audio.SoundFile;

/// <summary>
/// Checks the pages of an Ogg file (RFC 3533 section 6). The libraries skip what is damaged or cut off, and would give
/// a shorter recording without a word.
/// </summary>
/// <remarks>A last page that isn't marked as such is accepted: live recordings end so (RFC 7845 section 3).</remarks>
[UnsupportedOSPlatform("windows")]
internal static class OggPages
{
    private const int HeaderSize = 27;
    private const int ChecksumOffset = 22;
    private const int LargestPage = HeaderSize + 255 + 255 * 255;

    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(Entry)];

    /// <summary>What is wrong with the file, or null.</summary>
    public static string? FindDamage(SpooledAudio file, CancellationToken cancel)
    {
        byte[] buffer = new byte[LargestPage];
        for (long offset = 0; offset < file.Length;)
        {
            cancel.ThrowIfCancellationRequested();
            Span<byte> page = buffer.AsSpan(0, file.Read(buffer, offset));
            if (!page.StartsWith("OggS"u8)) return $"there is no Ogg page at byte {offset}, where one should begin";
            int length = Length(page);
            if (length > page.Length) return $"it ends within the Ogg page at byte {offset}";
            if (!HasItsChecksum(page[..length])) return $"the Ogg page at byte {offset} is damaged";
            offset += length;
        }

        return null;
    }

    /// <summary>Header, table of segments, and segments; more than there is if the header is cut off.</summary>
    private static int Length(ReadOnlySpan<byte> page)
    {
        if (page.Length < HeaderSize) return int.MaxValue;
        int segments = page[HeaderSize - 1];
        if (page.Length < HeaderSize + segments) return int.MaxValue;
        int length = HeaderSize + segments;
        foreach (byte size in page.Slice(HeaderSize, segments)) length += size;
        return length;
    }

    /// <summary>The checksum counts as zero in what it is the checksum of.</summary>
    private static bool HasItsChecksum(Span<byte> page)
    {
        Span<byte> field = page.Slice(ChecksumOffset, sizeof(uint));
        uint expected = BinaryPrimitives.ReadUInt32LittleEndian(field);
        field.Clear();
        uint sum = 0;
        foreach (byte value in page) sum = (sum << 8) ^ Table[(sum >> 24) ^ value];
        return sum == expected;
    }

    /// <summary>A CRC with the polynomial 0x04C11DB7, not reflected, from 0: none of those that .NET has.</summary>
    private static uint Entry(int value)
    {
        uint sum = (uint)value << 24;
        for (int bit = 0; bit < 8; bit++) sum = (sum & 0x8000_0000) != 0 ? (sum << 1) ^ 0x04C1_1DB7 : sum << 1;
        return sum;
    }
}
