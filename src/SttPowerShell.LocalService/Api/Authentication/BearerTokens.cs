using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using SttPowerShell.Client.Wire;

namespace SttPowerShell.LocalService.Api.Authentication;

/// <summary>
/// Issues and checks bearer tokens: JSON web tokens in compact form (RFC 7519, HS256), which hold the instance's owner
/// and their own end. The key is derived from the data directory's and from the instance's API key, so that tokens
/// outlive a restart, but not a change of the API key.
/// </summary>
internal sealed class BearerTokens(Instances instances, byte[] key, TimeSpan lifetime, TimeProvider clock)
{
    private static readonly string Header = Base64Url.EncodeToString("""{"typ":"JWT","alg":"HS256"}"""u8);

    public IamToken Issue(Instance instance)
    {
        long now = clock.GetUtcNow().ToUnixTimeSeconds();
        TokenClaims claims = new(instance.Owner, now, now + (long)lifetime.TotalSeconds);
        byte[] content = JsonSerializer.SerializeToUtf8Bytes(claims, ServiceJson.Default.TokenClaims);
        string signed = $"{Header}.{Base64Url.EncodeToString(content)}";
        return new IamToken
        {
            AccessToken = $"{signed}.{Base64Url.EncodeToString(Sign(instance, signed))}",
            RefreshToken = "not_supported",
            TokenType = "Bearer",
            ExpiresIn = claims.Expires - claims.Issued,
            Expiration = claims.Expires,
            Scope = "ibm openid",
        };
    }

    /// <summary>The instance that the token was issued to; null if it is not ours or has ended.</summary>
    public Instance? Check(string token)
    {
        string[] parts = token.Split('.');
        if (parts.Length != 3 || parts[0] != Header) return null;
        try
        {
            TokenClaims? claims = JsonSerializer.Deserialize(
                Base64Url.DecodeFromChars(parts[1]), ServiceJson.Default.TokenClaims);
            if (claims is null || instances.FindByOwner(claims.Owner) is not Instance instance) return null;
            byte[] signature = Base64Url.DecodeFromChars(parts[2]);
            bool valid = CryptographicOperations.FixedTimeEquals(signature, Sign(instance, $"{parts[0]}.{parts[1]}"));
            return valid && clock.GetUtcNow().ToUnixTimeSeconds() < claims.Expires ? instance : null;
        }
        catch (Exception malformed) when (malformed is FormatException or JsonException)
        {
            return null;
        }
    }

    private byte[] Sign(Instance instance, string text)
    {
        byte[] ownKey = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{instance.Owner}:{instance.ApiKey}"));
        return HMACSHA256.HashData(ownKey, Encoding.UTF8.GetBytes(text));
    }
}

/// <summary>What a token says; times are Unix times in seconds.</summary>
internal sealed record TokenClaims(
    [property: JsonPropertyName("sub")] Guid Owner,
    [property: JsonPropertyName("iat")] long Issued,
    [property: JsonPropertyName("exp")] long Expires);
