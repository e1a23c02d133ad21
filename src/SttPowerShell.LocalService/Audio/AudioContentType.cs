using System.Globalization;
using Microsoft.Net.Http.Headers;
using SttPowerShell.LocalService.Recognition;

namespace SttPowerShell.LocalService.Audio;

/// <summary>A content type with the parameters that describe audio without a header of its own.</summary>
internal sealed class AudioContentType
{
    /// <summary>A rate above this is taken for a mistake; sound cards end at 384 kHz.</summary>
    public const int MaximumRate = 384_000;

    private readonly MediaTypeHeaderValue _value;

    private AudioContentType(MediaTypeHeaderValue value) => _value = value;

    /// <summary>The media type in lower case, without parameters.</summary>
    public string MediaType => _value.MediaType.Value!.ToLowerInvariant();

    /// <exception cref="AudioRejectedException">It isn't a content type.</exception>
    public static AudioContentType Parse(string contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out MediaTypeHeaderValue? value)
            ? new AudioContentType(value)
            : throw new AudioRejectedException(StatusCodes.Status400BadRequest,
                $"The content type '{contentType}' can't be read. Write it as in 'audio/l16; rate=16000; channels=1'.");

    /// <summary>The sample rate in Hz, for formats whose content type has to name it.</summary>
    /// <exception cref="AudioRejectedException">It is missing or no sensible number.</exception>
    public int RequiredRate() => Number("rate", 1, MaximumRate) ?? throw new AudioRejectedException(
        StatusCodes.Status400BadRequest,
        $"The parameter 'rate' is missing: {MediaType} has no header that tells its sample rate. "
        + $"Send the content type as '{MediaType};rate=16000'.");

    /// <summary>A whole number in the given range, or null if the parameter is missing.</summary>
    /// <exception cref="AudioRejectedException">It is no such number.</exception>
    public int? Number(string name, int least, int most)
    {
        if (Text(name) is not { } text) return null;
        bool valid = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number);
        return valid && number >= least && number <= most
            ? number
            : throw Invalid(name, text, $"a whole number from {least} to {most}");
    }

    /// <summary>Whether 16-bit samples are big-endian; see <see cref="RawFormat"/> for the default.</summary>
    /// <exception cref="AudioRejectedException">The parameter is neither of the two words.</exception>
    public bool IsBigEndian() => Text("endianness")?.ToLowerInvariant() switch
    {
        null or "little-endian" => false,
        "big-endian" => true,
        string other => throw Invalid("endianness", other, "little-endian or big-endian"),
    };

    /// <summary>What a container holds: <c>opus</c>, <c>vorbis</c>, or null if the type doesn't say.</summary>
    /// <exception cref="AudioRejectedException">The parameter is neither of the two.</exception>
    public string? Codec() => Text("codecs")?.ToLowerInvariant() switch
    {
        null => null,
        "opus" => "opus",
        "vorbis" => "vorbis",
        string other => throw Invalid("codecs", other, "opus or vorbis"),
    };

    private string? Text(string name)
    {
        NameValueHeaderValue? parameter = NameValueHeaderValue.Find(_value.Parameters, name);
        return parameter is null ? null : HeaderUtilities.RemoveQuotes(parameter.Value).ToString().Trim();
    }

    private AudioRejectedException Invalid(string name, string text, string expected) => new(
        StatusCodes.Status400BadRequest,
        $"The parameter '{name}' of the content type {MediaType} is '{text}' but must be {expected}.");

    public override string ToString() => _value.ToString();
}
