using SttPowerShell.LocalService.Recognition;

namespace SttPowerShell.LocalService.Audio;

/// <summary>The contract's error texts about audio.</summary>
internal static class AudioErrors
{
    /// <summary>What works, for an error about what doesn't.</summary>
    private const string Supported =
        "audio/wav, audio/l16;rate=16000, audio/mulaw;rate=8000, audio/alaw;rate=8000 and audio/basic";

    public static AudioRejectedException TooShort(long bytes) => new(400,
        $"Stream was {bytes} bytes but needs to be at least {AudioSource.MinimumBytes} bytes.");

    public static AudioRejectedException Undecodable(string mediaType, string why) => new(400,
        $"unable to transcode data stream {mediaType} -> audio/x-float-array: {why}");

    public static AudioRejectedException RateTooLow(int rate, int modelRate) => new(400,
        rate >= 8000 && modelRate > 8000
            ? $"This {rate}hz audio input requires a narrow band model. "
                + "See /v1/models for a list of available models."
            : $"This {rate}hz audio input is below {modelRate}hz, the least that the model takes.");

    public static AudioRejectedException UnsupportedType(string mediaType) => new(415,
        $"Unsupported audio type '{mediaType}'. Supported are {Supported}.");

    public static AudioRejectedException MalformedType(string contentType, string why) => new(400,
        $"Content type '{contentType}' can't be used: {why}");
}
