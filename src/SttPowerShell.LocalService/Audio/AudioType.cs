using System.Globalization;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace SttPowerShell.LocalService.Audio;

/// <summary>What the sender says the audio is.</summary>
/// <param name="MediaType">Without parameters, in lower case; for error texts.</param>
/// <param name="Raw">The format of headerless audio; null if a header in the audio tells it.</param>
/// <param name="DetectByteOrder">Whether 16-bit samples may be in either byte order.</param>
internal sealed record AudioType(string MediaType, AudioFormat? Raw = null, bool DetectByteOrder = false)
{
    public const string Wav = "audio/wav";
    private const string OctetStream = "application/octet-stream";
    private const int MaximumRawChannels = 16;

    /// <summary>Whether the audio's first bytes have to tell what it is.</summary>
    public bool IsUnknown => MediaType == OctetStream;

    /// <summary>Reads a Content-Type header; none means that the audio's first bytes tell its type.</summary>
    /// <exception cref="Recognition.AudioRejectedException">It is malformed, or not among the supported types.</exception>
    public static AudioType Parse(string? contentType)
    {
        if (string.IsNullOrWhiteSpace(contentType)) return new AudioType(OctetStream);
        if (!MediaTypeHeaderValue.TryParse(contentType, out MediaTypeHeaderValue? header))
        {
            throw AudioErrors.MalformedType(contentType, "it is not of the form type/subtype;parameter=value.");
        }
        string mediaType = header.MediaType.ToString().ToLowerInvariant();
        return mediaType switch
        {
            OctetStream or Wav => new AudioType(mediaType),
            "audio/l16" => Linear16(mediaType, contentType, header),
            "audio/mulaw" => new AudioType(mediaType, new AudioFormat(SampleEncoding.MuLaw, Rate(contentType, header), 1)),
            "audio/alaw" => new AudioType(mediaType, new AudioFormat(SampleEncoding.ALaw, Rate(contentType, header), 1)),
            // RFC 2046 section 4.3: 8-bit µ-law at 8000 Hz, one channel.
            "audio/basic" => new AudioType(mediaType, new AudioFormat(SampleEncoding.MuLaw, 8000, 1)),
            _ => throw AudioErrors.UnsupportedType(mediaType),
        };
    }

    /// <summary>The type of audio that begins with these bytes; null if it isn't known.</summary>
    public static string? Detect(ReadOnlySpan<byte> start) => start switch
    {
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'A', (byte)'V', (byte)'E', ..] => Wav,
        [(byte)'f', (byte)'L', (byte)'a', (byte)'C', ..] => "audio/flac",
        [(byte)'O', (byte)'g', (byte)'g', (byte)'S', ..] => "audio/ogg",
        [0x1A, 0x45, 0xDF, 0xA3, ..] => "audio/webm",
        [(byte)'I', (byte)'D', (byte)'3', ..] => "audio/mp3",
        // The frame header of MPEG audio layer III: eleven bits set, then version and layer.
        [0xFF, byte second, ..] when (second & 0xE6) == 0xE2 => "audio/mp3",
        _ => null,
    };

    private static AudioType Linear16(string mediaType, string contentType, MediaTypeHeaderValue header)
    {
        int channels = Number(contentType, header, "channels", 1, MaximumRawChannels) ?? 1;
        string? order = Parameter(header, "endianness")?.ToLowerInvariant();
        SampleEncoding encoding = order switch
        {
            null or "little-endian" => SampleEncoding.Pcm16,
            "big-endian" => SampleEncoding.Pcm16BigEndian,
            _ => throw AudioErrors.MalformedType(contentType, "endianness is little-endian or big-endian."),
        };
        return new AudioType(mediaType, new AudioFormat(encoding, Rate(contentType, header), channels), order is null);
    }

    private static int Rate(string contentType, MediaTypeHeaderValue header) =>
        Number(contentType, header, "rate", 1, AudioFormat.MaximumRate)
        ?? throw AudioErrors.MalformedType(contentType, "it needs the sample rate in Hz, as in ';rate=16000'.");

    private static int? Number(string contentType, MediaTypeHeaderValue header, string name, int least, int most)
    {
        if (Parameter(header, name) is not { } text) return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value)
            && value >= least && value <= most
            ? value
            : throw AudioErrors.MalformedType(contentType, $"{name} is a whole number from {least} to {most}.");
    }

    private static string? Parameter(MediaTypeHeaderValue header, string name)
    {
        NameValueHeaderValue? parameter = header.Parameters.FirstOrDefault(
            candidate => candidate.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        StringSegment value = HeaderUtilities.RemoveQuotes(parameter?.Value ?? StringSegment.Empty);
        return value.HasValue && value.Length > 0 ? value.ToString() : null;
    }
}
