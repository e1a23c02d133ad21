using System.Globalization;

namespace SttPowerShell.LocalService.Recognition;

/// <summary>Ends a request after so much audio without speech.</summary>
internal static class InactivityTimeout
{
    /// <summary>Seconds, where the request doesn't say (contract section 5.1).</summary>
    public const int Default = 30;

    /// <summary>
    /// The limit of a request, in seconds; null for none. Without the parameter it is one for live audio only, whose
    /// length isn't known before: a recording with a long pause is no speaker who walked away.
    /// </summary>
    public static int? Of(int? parameter, bool live) => parameter switch
    {
        -1 => null,
        null => live ? Default : null,
        int seconds => seconds,
    };

    /// <exception cref="AudioRejectedException">There was no speech for as long as the limit.</exception>
    public static void Check(double silence, int? limit)
    {
        if (limit is null || silence < limit) return;
        throw new AudioRejectedException(StatusCodes.Status400BadRequest, string.Create(
            CultureInfo.InvariantCulture, $"No speech detected for {limit}s."));
    }
}
