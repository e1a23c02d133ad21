using System.Security.Cryptography;
using System.Text;

namespace SttPowerShell.Client.Local;

/// <summary>
/// How a local service proves that it is the one that wrote the endpoint file, before any credential is sent to it:
/// HMAC-SHA256 under the API key over a nonce of the client's.
/// </summary>
internal static class ReadyProof
{
    /// <summary>A nonce for one question.</summary>
    public static string NewNonce() => Convert.ToHexString(RandomNumberGenerator.GetBytes(32));

    public static string Compute(string apiKey, string nonce) => Convert.ToBase64String(Hash(apiKey, nonce));

    public static bool Verify(string apiKey, string nonce, string? proof)
    {
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        return proof is not null
            && Convert.TryFromBase64String(proof, given, out int length)
            && length == given.Length
            && CryptographicOperations.FixedTimeEquals(given, Hash(apiKey, nonce));
    }

    private static byte[] Hash(string apiKey, string nonce)
        => HMACSHA256.HashData(Encoding.UTF8.GetBytes(apiKey), Encoding.UTF8.GetBytes(nonce));
}
