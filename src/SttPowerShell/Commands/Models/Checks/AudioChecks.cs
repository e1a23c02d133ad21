using System.Globalization;
using System.Net.Http.Headers;

namespace SttPowerShell.Commands;

/// <summary>Checks whether a recording fits a base model.</summary>
internal static class AudioChecks
{
    /// <param name="source">The recording.</param>
    /// <param name="contentType">Its type, if that was given.</param>
    /// <param name="name">The base model's name.</param>
    /// <param name="needed">The base model's rate in Hz, if known.</param>
    public static Finding Fit(AudioSource source, string? contentType, string? name, int? needed)
    {
        string? type = contentType ?? source.Format.ContentType;
        if (source.Length is < AudioLimits.LeastBytes or > AudioLimits.MostBytes)
        {
            return new Finding("Audio", false,
                Format($"{source.Name} has {source.Length} bytes; one request carries 100 bytes to 100 MB."),
                "Take a whole recording, or a part of a long one.");
        }
        if (Rate(source, contentType) is not int rate)
        {
            return new Finding("Audio", null, $"{source.Name} ({type ?? "type unknown"}) doesn't tell its sampling rate.",
                source.Format.NeedsRate ? $"Give it with -ContentType, for instance -ContentType '{type};rate=16000'."
                    : null);
        }
        if (needed is null) return new Finding("Audio", null, Format($"{source.Name} has {rate} Hz."));
        return rate < needed
            ? new Finding("Audio", false, Format($"{source.Name} has {rate} Hz, and {name} needs {needed} Hz at least."),
                "Record with a higher rate, or make a model for a narrowband base model: converting it adds nothing.")
            : new Finding("Audio", true, Format($"{source.Name} has {rate} Hz")
                + (rate > needed ? Format($", which the service brings down to the {needed} Hz of {name}.")
                    : Format($", as {name} needs.")));
    }

    private static int? Rate(AudioSource source, string? contentType)
    {
        if (contentType is null) return source.Format.Rate;
        NameValueHeaderValue? rate = MediaTypeHeaderValue.Parse(contentType).Parameters
            .FirstOrDefault(p => p.Name.Equals("rate", StringComparison.OrdinalIgnoreCase));
        return int.TryParse(rate?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out int hertz)
            ? hertz
            : source.Format.Rate;
    }

    private static string Format(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
