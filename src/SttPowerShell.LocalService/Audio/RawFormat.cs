using System.IO.Pipelines;

namespace SttPowerShell.LocalService.Audio;

/// <summary>Samples without a header: the content type alone tells what they are.</summary>
/// <remarks>
/// <c>audio/l16</c> is little-endian unless <c>endianness=big-endian</c> is given. RFC 2586 has audio/L16 in network
/// byte order, but the contract lists little-endian first and its public samples send a sound card's own samples.
/// <c>audio/basic</c> is 8 kHz µ-law with one channel (RFC 2046 section 4.3).
/// </remarks>
internal sealed class RawFormat : IAudioFormat
{
    /// <summary>The contract's limit for audio/l16.</summary>
    private const int MaximumChannels = 16;

    /// <summary>The media types of samples without a header.</summary>
    public static IReadOnlyList<string> Types { get; } = ["audio/l16", "audio/mulaw", "audio/alaw", "audio/basic"];

    public IReadOnlyList<string> MediaTypes => Types;

    public void Check(AudioContentType type) => Read(type);

    public ValueTask<IPcmSource> OpenAsync(PipeReader audio, AudioContentType type, CancellationToken cancel)
    {
        (SampleEncoding encoding, int rate, int channels) = Read(type);
        return ValueTask.FromResult<IPcmSource>(new EncodedSamples(audio, encoding, rate, channels));
    }

    private static (SampleEncoding Encoding, int Rate, int Channels) Read(AudioContentType type)
        => type.MediaType switch
        {
            "audio/l16" => (
                type.IsBigEndian() ? SampleEncoding.Int16BigEndian : SampleEncoding.Int16,
                type.RequiredRate(), Channels(type)),
            "audio/mulaw" => (SampleEncoding.MuLaw, type.RequiredRate(), Channels(type)),
            "audio/alaw" => (SampleEncoding.ALaw, type.RequiredRate(), Channels(type)),
            _ => (SampleEncoding.MuLaw, 8000, 1),
        };

    private static int Channels(AudioContentType type) => type.Number("channels", 1, MaximumChannels) ?? 1;
}
