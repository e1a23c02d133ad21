using System.Buffers.Binary;
using System.Net.Http.Headers;
using System.Text;

namespace SttPowerShell.Commands;

/// <summary>What the first bytes of a recording, or else its name, tell about its format.</summary>
/// <param name="ContentType">The content type to send; null if unknown, so that the service finds out.</param>
/// <param name="NeedsRate">Whether the type is of a raw format, which needs a sampling rate beside it.</param>
/// <param name="Duration">Seconds, where the header tells.</param>
/// <param name="Rate">The sampling rate in Hz, where the header or the type tells.</param>
internal sealed record AudioFormat(
    string? ContentType, bool NeedsRate = false, double? Duration = null, int? Rate = null)
{
    /// <summary>Whether it is an archive, in which recordings may be.</summary>
    public bool IsArchive => ContentType is "application/zip" or "application/gzip";

    /// <summary>How many first bytes <see cref="Detect"/> looks at.</summary>
    public const int HeaderSize = 4096;

    /// <summary>Looks at the header first, then at the extension.</summary>
    /// <param name="head">The first bytes, fewer than <see cref="HeaderSize"/> only if there are no more.</param>
    /// <param name="length">Bytes in all, if known.</param>
    /// <param name="name">The file's name, if it has one.</param>
    public static AudioFormat Detect(ReadOnlySpan<byte> head, long? length, string? name)
    {
        AudioFormat byName = OfExtension(Path.GetExtension(name)?.ToUpperInvariant());
        // Raw samples may look like anything.
        return byName.NeedsRate ? byName : OfHeader(head, length) ?? byName;
    }

    /// <summary>Whether a content type is of raw audio and doesn't tell the sampling rate.</summary>
    public static bool LacksRate(string? contentType)
        => MediaTypeHeaderValue.TryParse(contentType, out MediaTypeHeaderValue? type)
            && type.MediaType?.ToUpperInvariant() is "AUDIO/L16" or "AUDIO/MULAW" or "AUDIO/ALAW"
            && !type.Parameters.Any(p => p.Name.Equals("rate", StringComparison.OrdinalIgnoreCase));

    private static AudioFormat? OfHeader(ReadOnlySpan<byte> head, long? length)
    {
        if (head.Length >= 12 && head.StartsWith("RIFF"u8) && head[8..].StartsWith("WAVE"u8))
        {
            return new AudioFormat("audio/wav", false, WaveDuration(head, length), WaveRate(head));
        }
        if (head.StartsWith("fLaC"u8)) return new AudioFormat("audio/flac", false, FlacDuration(head), FlacRate(head));
        if (head.StartsWith("OggS"u8)) return new AudioFormat(OggType(head));
        if (head.StartsWith((ReadOnlySpan<byte>)[0x1A, 0x45, 0xDF, 0xA3])) return new AudioFormat("audio/webm");
        // PKWARE's APPNOTE 4.3.7, RFC 1952 section 2.3.1.
        if (head.StartsWith("PK\x3\x4"u8)) return new AudioFormat("application/zip");
        if (head.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B])) return new AudioFormat("application/gzip");
        if (head.StartsWith("ID3"u8) || IsMpegFrame(head)) return new AudioFormat("audio/mp3");
        return null;
    }

    // ISO/IEC 11172-3: 11 bits of sync, then a version that isn't the reserved 01, and layer III (01) or II (10).
    private static bool IsMpegFrame(ReadOnlySpan<byte> head)
        => head.Length >= 4 && head[0] == 0xFF && (head[1] & 0xE0) == 0xE0 && (head[1] & 0x18) != 0x08
            && ((head[1] & 0x06) is 0x02 or 0x04) && (head[2] & 0xF0) != 0xF0 && (head[2] & 0x0C) != 0x0C;

    private static AudioFormat OfExtension(string? extension) => extension switch
    {
        ".WAV" => new AudioFormat("audio/wav"),
        ".FLAC" => new AudioFormat("audio/flac"),
        ".OGG" or ".OGA" => new AudioFormat("audio/ogg"),
        ".OPUS" => new AudioFormat("audio/ogg;codecs=opus"),
        ".WEBM" => new AudioFormat("audio/webm"),
        ".MP3" => new AudioFormat("audio/mp3"),
        ".MPEG" or ".MPGA" => new AudioFormat("audio/mpeg"),
        ".AU" or ".SND" => new AudioFormat("audio/basic", Rate: 8000),
        ".G729" => new AudioFormat("audio/g729", Rate: 8000),
        ".RAW" or ".PCM" or ".L16" or ".SW" => new AudioFormat("audio/l16", true),
        ".ULAW" or ".MULAW" or ".UL" => new AudioFormat("audio/mulaw", true),
        ".ALAW" or ".AL" => new AudioFormat("audio/alaw", true),
        _ => new AudioFormat(ContentType: null),
    };

    private static string OggType(ReadOnlySpan<byte> head)
    {
        if (head.IndexOf("OpusHead"u8) >= 0) return "audio/ogg;codecs=opus";
        return head.IndexOf("vorbis"u8) >= 0 ? "audio/ogg;codecs=vorbis" : "audio/ogg";
    }

    // RIFF: chunks of a four-letter id, a 32-bit little-endian size and as many bytes, padded to an even number.
    private static double? WaveDuration(ReadOnlySpan<byte> head, long? length)
    {
        uint bytesPerSecond = 0;
        int at = 12;
        while (at + 8 <= head.Length)
        {
            string id = Encoding.ASCII.GetString(head.Slice(at, 4));
            uint size = BinaryPrimitives.ReadUInt32LittleEndian(head[(at + 4)..]);
            if (id == "fmt " && at + 20 <= head.Length)
            {
                bytesPerSecond = BinaryPrimitives.ReadUInt32LittleEndian(head[(at + 16)..]);
            }
            else if (id == "data")
            {
                // A size of 0 or of all ones is what a program writes that can't go back to fill it in.
                // A file that has become shorter since its head was read has no data.
                long rest = length is long all ? Math.Max(0, all - at - 8) : long.MaxValue;
                long data = size is 0 or uint.MaxValue ? rest : Math.Min(size, rest);
                return bytesPerSecond > 0 && data != long.MaxValue ? (double)data / bytesPerSecond : null;
            }
            long next = at + 8L + size + (size & 1);
            if (next > head.Length) return null;
            at = (int)next;
        }
        return null;
    }

    // The format chunk comes first in practice; bytes 4 to 7 of it are the rate.
    private static int? WaveRate(ReadOnlySpan<byte> head)
    {
        int at = head.IndexOf("fmt "u8);
        if (at < 0 || at + 16 > head.Length) return null;
        uint rate = BinaryPrimitives.ReadUInt32LittleEndian(head[(at + 12)..]);
        return rate is > 0 and < int.MaxValue ? (int)rate : null;
    }

    private static int? FlacRate(ReadOnlySpan<byte> head)
    {
        if (head.Length < 26) return null;
        int rate = (int)(BinaryPrimitives.ReadUInt64BigEndian(head[18..]) >> 44);
        return rate > 0 ? rate : null;
    }

    // RFC 9639, section 8.2: STREAMINFO is the first block; 20 bits of rate, 8 of others, 36 of the number of samples.
    private static double? FlacDuration(ReadOnlySpan<byte> head)
    {
        if (head.Length < 26) return null;
        ulong bits = BinaryPrimitives.ReadUInt64BigEndian(head[18..]);
        uint rate = (uint)(bits >> 44);
        ulong samples = bits & 0xF_FFFF_FFFF;
        return rate > 0 && samples > 0 ? (double)samples / rate : null;
    }
}
