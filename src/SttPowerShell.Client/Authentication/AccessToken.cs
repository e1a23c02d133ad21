namespace SttPowerShell.Client.Authentication;

/// <summary>A token and the two moments that matter.</summary>
/// <param name="Value">The token itself: a secret.</param>
/// <param name="RefreshAt">From when a new one should be fetched, while this one is still good.</param>
/// <param name="ExpiresAt">From when it is not used any more.</param>
internal sealed record AccessToken(string Value, DateTimeOffset RefreshAt, DateTimeOffset ExpiresAt)
{
    /// <summary>A year: no token lives longer, and dates can be counted on from there.</summary>
    private const double LongestSeconds = 365 * 24 * 3600;

    /// <summary>Renewed at 80 % of its life, dead 10 s before its end (contract section 2).</summary>
    public static AccessToken Issue(string value, DateTimeOffset issued, TimeSpan lifetime)
        => new(value, issued + (lifetime * 0.8), issued + lifetime - TimeSpan.FromSeconds(10));

    /// <summary>The same for a lifetime in seconds that came from elsewhere, whatever number it is.</summary>
    public static AccessToken Issue(string value, DateTimeOffset issued, double seconds)
        => Issue(value, issued, TimeSpan.FromSeconds(Math.Clamp(seconds, 0, LongestSeconds)));

    /// <summary>Without the token: a record prints its members otherwise.</summary>
    public override string ToString() => $"token until {ExpiresAt:O}";
}
