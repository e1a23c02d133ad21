using System.Buffers.Text;

namespace SttPowerShell.LocalService.Customization.Acoustic.Archives;

/// <summary>
/// Follows a tar archive on its way to the library, which would read a long name or extended header of any announced
/// size into memory (POSIX.1-2017, pax, "ustar Interchange Format" and "pax Extended Header").
/// </summary>
internal sealed class TarGuard
{
    private const int BlockSize = 512;
    private const int SizeOffset = 124;
    private const int SizeLength = 12;
    private const int TypeOffset = 156;

    /// <summary>Bytes of a long name or of an extended header.</summary>
    private const long LargestExtension = 64 * 1024;

    private readonly byte[] _header = new byte[BlockSize];
    private readonly List<byte> _extended = [];
    private int _filled;
    private long _content;
    private long _padding;
    private bool _ended;

    /// <summary>Takes the next bytes.</summary>
    /// <exception cref="ArchiveRejectedException">They are nothing that the library may see.</exception>
    public void Follow(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            int taken = _ended ? CheckZero(bytes)
                : _content > 0 ? TakeContent(bytes)
                : _padding > 0 ? Skip(bytes.Length, ref _padding)
                : TakeHeader(bytes);
            bytes = bytes[taken..];
        }
    }

    /// <summary>A block of zeros is the end, and only more of them may follow.</summary>
    private static int CheckZero(ReadOnlySpan<byte> bytes) => !bytes.ContainsAnyExcept((byte)0)
        ? bytes.Length
        : throw ArchiveRejectedException.Damaged("bytes follow its end");

    private static int Skip(int available, ref long rest)
    {
        int skipped = (int)Math.Min(available, rest);
        rest -= skipped;
        return skipped;
    }

    private int TakeHeader(ReadOnlySpan<byte> bytes)
    {
        int taken = Math.Min(BlockSize - _filled, bytes.Length);
        bytes[..taken].CopyTo(_header.AsSpan(_filled));
        _filled += taken;
        if (_filled < BlockSize) return taken;
        _filled = 0;
        _ended = !_header.AsSpan().ContainsAnyExcept((byte)0);
        if (!_ended) ReadHeader();
        return taken;
    }

    private void ReadHeader()
    {
        _content = Size();
        _padding = (BlockSize - _content % BlockSize) % BlockSize;
        switch ((char)_header[TypeOffset])
        {
            case 'x' or 'g' or 'L' or 'K' when _content > LargestExtension:
                throw ArchiveRejectedException.Damaged("a name or header in it is too long");
            case >= '1' and <= '6' when _content > 0:
                throw ArchiveRejectedException.Damaged("a folder or link in it has content");
        }
    }

    /// <summary>Octal digits among blanks. The form for 8 GB and more isn't needed.</summary>
    private long Size()
    {
        ReadOnlySpan<byte> field = _header.AsSpan(SizeOffset, SizeLength).Trim(" \0"u8);
        long size = 0;
        foreach (byte digit in field)
        {
            if (digit is < (byte)'0' or > (byte)'7') throw ArchiveRejectedException.Damaged("a size in it is wrong");
            size = size * 8 + digit - '0';
        }
        return size;
    }

    private int TakeContent(ReadOnlySpan<byte> bytes)
    {
        int taken = Skip(bytes.Length, ref _content);
        if ((char)_header[TypeOffset] is not ('x' or 'g')) return taken;
        _extended.AddRange(bytes[..taken]);
        if (_content > 0) return taken;
        if (SetsSize([.. _extended]))
        {
            throw ArchiveRejectedException.Damaged("an extended header in it sets a size");
        }
        _extended.Clear();
        return taken;
    }

    /// <summary>
    /// Whether an extended header's records, each "length key=value" and a line feed, set the size of the next file,
    /// which would then not be what its own header says.
    /// </summary>
    private static bool SetsSize(ReadOnlySpan<byte> records)
    {
        while (Utf8Parser.TryParse(records, out int length, out int digits)
            && digits < length && length <= records.Length)
        {
            if (records[digits..length].StartsWith(" size="u8)) return true;
            records = records[length..];
        }
        return false;
    }
}
