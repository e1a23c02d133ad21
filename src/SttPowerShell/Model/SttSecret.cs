using System.Security;

namespace SttPowerShell;

/// <summary>
/// A secret that an object carries: a SecureString wherever one is wanted. Serialised, for a job, another machine or a
/// file, a SecureString is only protected on Windows; this has no property, so nothing of it leaves the process.
/// </summary>
/// <remarks>Types.ps1xml can keep a property back too, but costs each import 11 ms.</remarks>
public sealed class SttSecret
{
    private readonly SecureString _value;

    internal SttSecret(SecureString value) => _value = value;

    /// <summary>The SecureString, which PowerShell makes of it by itself.</summary>
    public static implicit operator SecureString(SttSecret secret)
    {
        ArgumentNullException.ThrowIfNull(secret);
        return secret.ToSecureString();
    }

    /// <summary>The SecureString.</summary>
    public SecureString ToSecureString() => _value;

    /// <summary>Stars.</summary>
    public override string ToString() => "***";
}
