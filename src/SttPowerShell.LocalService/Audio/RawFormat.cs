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

    public IReadOnlyList<string> MediaTypes { get; } = ["audio/l16", "audio/mulaw", "audio/alaw", "audio/basic"];

    public ValueTask<IPcmSource> OpenAsync(PipeReader audio, AudioContentType type, CancellationToken cancel) =>
        ValueTask.FromResult<IPcmSource>(type.MediaType switch
        {
            "audio/l16" => new EncodedSamples(
                audio, type.IsBigEndian() ? SampleEncoding.Int16BigEndian : SampleEncoding.Int16,
                type.RequiredRate(), Channels(type)),
            "audio/mulaw" => new EncodedSamples(audio, SampleEncoding.MuLaw, type.RequiredRate(), Channels(type)),
            "audio/alaw" => new EncodedSamples(audio, SampleEncoding.ALaw, type.RequiredRate(), Channels(type)),
            _ => new EncodedSamples(audio, SampleEncoding.MuLaw, rate: 8000, channels: 1),
        });

    private static int Channels(AudioContentType type) => type.Number("channels", 1, MaximumChannels) ?? 1;
}
