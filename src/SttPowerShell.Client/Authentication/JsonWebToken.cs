using System.Text.Json;

namespace SttPowerShell.Client.Authentication;

/// <summary>
/// Reads how long a token lives, if it is a JSON Web Token (RFC 7519). Signatures are the service's business.
/// </summary>
internal static class JsonWebToken
{
    /// <summary>
    /// The life of a token whose lifetime isn't known: long enough not to ask for each request, short enough to be
    /// replaced before most end.
    /// </summary>
    private const double AssumedSeconds = 600;

    /// <summary>
    /// When the token is to be renewed. Its whole lifetime is counted from now where it was just issued (iat), since
    /// clocks differ between machines; without iat what is left of it by this machine's clock.
    /// </summary>
    public static AccessToken Issue(string token, DateTimeOffset now)
    {
        (double? issued, double? expires) = ReadTimes(token);
        double? left = expires - now.ToUnixTimeSeconds();
        double? whole = expires - issued;
        // A token that was supplied ready made may be old already: then less is left than its whole life, by more
        // than clocks of one purpose differ.
        const double Skew = 300;
        double? life = whole is null || left < whole - Skew ? left : whole;
        return AccessToken.Issue(token, now, life ?? AssumedSeconds);
    }

    private static (double? Issued, double? Expires) ReadTimes(string token)
    {
        string[] parts = token.Split('.');
        if (parts.Length != 3 || Decode(parts[1]) is not byte[] payload) return default;
        try
        {
            using JsonDocument claims = JsonDocument.Parse(payload);
            return claims.RootElement.ValueKind == JsonValueKind.Object
                ? (Seconds(claims.RootElement, "iat"), Seconds(claims.RootElement, "exp"))
                : default;
        }
        catch (JsonException)
        {
            return default;
        }
    }

    private static double? Seconds(JsonElement claims, string name)
        => claims.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number
            && value.TryGetDouble(out double seconds) && double.IsFinite(seconds)
            ? seconds
            : null;

    // Base64url without padding, RFC 7515 section 2.
    private static byte[]? Decode(string part)
    {
        string base64 = part.Replace('-', '+').Replace('_', '/');
        byte[] bytes = new byte[base64.Length];
        string padded = base64.PadRight((base64.Length + 3) / 4 * 4, '=');
        return Convert.TryFromBase64String(padded, bytes, out int length) ? bytes[..length] : null;
    }
}
