using System.Security.Cryptography;

namespace SttPowerShell.LocalService.Recognition.Jobs;

/// <summary>What can be configured about callbacks, under <c>Callbacks:</c>.</summary>
internal sealed class CallbackOptions
{
    /// <summary>
    /// How what callbacks get is signed. The API moved to SHA-256 in 2025; receivers that only know its former
    /// signature need SHA-1 (contract section 7.1).
    /// </summary>
    public SignatureAlgorithm Signature { get; set; } = SignatureAlgorithm.Sha256;
}

/// <summary>The hash that signatures are made with, by HMAC.</summary>
internal enum SignatureAlgorithm
{
    Sha256,
    Sha1,
}

/// <summary>What signatures need of the framework.</summary>
internal static class SignatureAlgorithms
{
    public static HashAlgorithmName Hash(this SignatureAlgorithm algorithm) => algorithm switch
    {
        SignatureAlgorithm.Sha256 => HashAlgorithmName.SHA256,
        SignatureAlgorithm.Sha1 => HashAlgorithmName.SHA1,
        _ => throw new ArgumentOutOfRangeException(nameof(algorithm)),
    };
}
