using System.Buffers.Binary;

namespace SttPowerShell.Examples;

/// <summary>
/// Writes FLAC (RFC 9639) without compressing: each frame holds its samples verbatim. So examples with .flac need no
/// encoder on the machine.
/// </summary>
internal static class Flac
{
    private const int BlockSize = 4096;
    private const int InfoLength = 34;

    public static byte[] Write(Wave wave)
    {
        int count = wave.Samples.Length / 2;
        using MemoryStream file = new();
        file.Write("fLaC"u8);
        file.Write([0x80, 0, 0, InfoLength]);
        file.Write(StreamInfo(wave, count));
        for (int first = 0, number = 0; first < count; first += BlockSize, number++)
        {
            file.Write(Frame(wave, first, Math.Min(BlockSize, count - first), number));
        }
        return file.ToArray();
    }

    private static byte[] StreamInfo(Wave wave, int count)
    {
        byte[] info = new byte[InfoLength];
        BinaryPrimitives.WriteUInt16BigEndian(info, BlockSize);
        BinaryPrimitives.WriteUInt16BigEndian(info.AsSpan(2), BlockSize);
        // 20 bits rate, 3 bits channels - 1, 5 bits sample size - 1, 36 bits count; frame sizes and MD5 stay unknown.
        ulong packed = ((ulong)wave.Rate << 44) | (15UL << 36) | (uint)count;
        BinaryPrimitives.WriteUInt64BigEndian(info.AsSpan(10), packed);
        return info;
    }

    private static byte[] Frame(Wave wave, int first, int count, int number)
    {
        using MemoryStream frame = new();
        // Sync code, fixed block size; block size in 16 bits at the end, rate as in the header; mono, 16 bits.
        frame.Write([0xFF, 0xF8, 0x70, 0x08]);
        frame.Write(Coded(number));
        frame.Write([(byte)((count - 1) >> 8), (byte)(count - 1)]);
        frame.WriteByte(Crc8(frame.ToArray()));
        // A subframe of type verbatim, then the samples, big-endian.
        frame.WriteByte(0x02);
        for (int i = first; i < first + count; i++)
        {
            frame.WriteByte(wave.Samples[2 * i + 1]);
            frame.WriteByte(wave.Samples[2 * i]);
        }
        ushort crc = Crc16(frame.ToArray());
        frame.Write([(byte)(crc >> 8), (byte)crc]);
        return frame.ToArray();
    }

    /// <summary>The frame's number, written as UTF-8 writes a character; up to 2047.</summary>
    private static byte[] Coded(int number) => number switch
    {
        < 0x80 => [(byte)number],
        < 0x800 => [(byte)(0xC0 | (number >> 6)), (byte)(0x80 | (number & 0x3F))],
        _ => throw new ArgumentOutOfRangeException(nameof(number), "More than eight million samples."),
    };

    private static byte Crc8(byte[] bytes) => (byte)Crc(bytes, 0x07, 8);

    private static ushort Crc16(byte[] bytes) => (ushort)Crc(bytes, 0x8005, 16);

    private static int Crc(byte[] bytes, int polynomial, int width)
    {
        int crc = 0;
        foreach (byte one in bytes)
        {
            crc ^= one << (width - 8);
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc << 1) ^ ((crc & (1 << (width - 1))) != 0 ? polynomial : 0);
            }
        }
        return crc & ((1 << width) - 1);
    }
}
