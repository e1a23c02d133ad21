using System.Buffers.Binary;
using System.Globalization;
using System.Net.Http.Headers;

namespace SttPowerShell.Client.Streaming;

/// <summary>
/// How samples lie in audio that has them one after the other: such audio can be cut between any two and be continued
/// in another request. Compressed formats can't.
/// </summary>
/// <param name="BytesPerSecond">Of all channels.</param>
/// <param name="BlockSize">Bytes of one sample of all channels.</param>
/// <param name="DataStart">Where the samples begin: behind a header, if there is one.</param>
/// <param name="Header">What makes WAV of samples without a known end; empty for raw samples.</param>
internal sealed record SampleLayout(long BytesPerSecond, int BlockSize, long DataStart, byte[] Header)
{
    /// <summary>How many first bytes <see cref="Find"/> looks at.</summary>
    public const int HeadSize = 4096;

    /// <summary>The layout; null if the audio can't be cut, or if its first bytes don't show where its samples begin.</summary>
    /// <param name="contentType">As it is sent; null if the service is to find out.</param>
    /// <param name="head">The first bytes of the audio.</param>
    public static SampleLayout? Find(string? contentType, ReadOnlySpan<byte> head)
    {
        if (head.Length >= 12 && head.StartsWith("RIFF"u8) && head[8..].StartsWith("WAVE"u8)) return OfWave(head);
        if (!MediaTypeHeaderValue.TryParse(contentType, out MediaTypeHeaderValue? type)) return null;
        return type.MediaType?.ToUpperInvariant() switch
        {
            "AUDIO/L16" => Raw(2, Number(type, "rate"), Number(type, "channels") ?? 1),
            "AUDIO/MULAW" or "AUDIO/ALAW" => Raw(1, Number(type, "rate"), Number(type, "channels") ?? 1),
            // RFC 2046, section 4.3; but a file of that type may begin with a header of Sun's.
            "AUDIO/BASIC" when !head.StartsWith(".snd"u8) => Raw(1, 8000, 1),
            _ => null,
        };
    }

    /// <summary>Seconds of audio before a position in bytes.</summary>
    public double TimeAt(long position) => Math.Max(0, position - DataStart) / (double)BytesPerSecond;

    /// <summary>The position of the sample at so many seconds.</summary>
    public long PositionAt(double seconds) => DataStart + Whole((long)(seconds * BytesPerSecond));

    /// <summary>The first position from a given one on at which the audio may be cut.</summary>
    public long CutFrom(long position)
        => position <= DataStart ? DataStart : DataStart + Whole(position - DataStart + BlockSize - 1);

    /// <summary>The last one up to a given one.</summary>
    public long CutBefore(long position) => DataStart + Whole(Math.Max(0, position - DataStart));

    private long Whole(long bytes) => bytes / BlockSize * BlockSize;

    private static SampleLayout? Raw(int bytes, long? rate, long channels)
        => rate is > 0 and <= 1_000_000 && channels is > 0 and <= 16
            ? new SampleLayout(bytes * rate.Value * channels, (int)(bytes * channels), 0, [])
            : null;

    private static long? Number(MediaTypeHeaderValue type, string name)
    {
        string? text = type.Parameters.FirstOrDefault(p => p.Name.Equals(name, StringComparison.OrdinalIgnoreCase))?.Value;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long value) ? value : null;
    }

    // RIFF: chunks of a four-letter id, a 32-bit little-endian size and as many bytes, padded to an even number.
    private static SampleLayout? OfWave(ReadOnlySpan<byte> head)
    {
        ReadOnlySpan<byte> format = [];
        long at = 12;
        while (at + 8 <= head.Length)
        {
            ReadOnlySpan<byte> chunk = head[(int)at..];
            long size = BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]);
            if (chunk.StartsWith("data"u8)) return OfWave(format, at + 8);
            if (chunk.StartsWith("fmt "u8) && size is >= 16 and <= 64 && chunk.Length >= 8 + size)
            {
                format = chunk.Slice(8, (int)size);
            }

            at += 8 + size + (size & 1);
        }

        return null;
    }

    private static SampleLayout? OfWave(ReadOnlySpan<byte> format, long dataStart)
    {
        if (format.Length < 16) return null;

        // PCM, floating point, A-law, µ-law, or one of them behind WAVE_FORMAT_EXTENSIBLE's GUID: others have blocks
        // of many samples, or no fixed ones.
        int tag = BinaryPrimitives.ReadUInt16LittleEndian(format);
        if (tag == 0xFFFE && format.Length >= 26) tag = BinaryPrimitives.ReadUInt16LittleEndian(format[24..]);
        long bytesPerSecond = BinaryPrimitives.ReadUInt32LittleEndian(format[8..]);
        int block = BinaryPrimitives.ReadUInt16LittleEndian(format[12..]);
        return tag is 1 or 3 or 6 or 7 && bytesPerSecond > 0 && block > 0
            ? new SampleLayout(bytesPerSecond, block, dataStart, Endless(format))
            : null;
    }

    /// <summary>A header with the sizes of a program that writes into a pipe and can't come back to enter them.</summary>
    private static byte[] Endless(ReadOnlySpan<byte> format)
    {
        const uint Unknown = uint.MaxValue;
        int padded = format.Length + (format.Length & 1);
        byte[] header = new byte[12 + 8 + padded + 8];
        "RIFF"u8.CopyTo(header);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(4), Unknown);
        "WAVEfmt "u8.CopyTo(header.AsSpan(8));
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(16), (uint)format.Length);
        format.CopyTo(header.AsSpan(20));
        "data"u8.CopyTo(header.AsSpan(20 + padded));
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(24 + padded), Unknown);
        return header;
    }
}
