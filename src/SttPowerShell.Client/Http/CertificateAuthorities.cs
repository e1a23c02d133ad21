using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SttPowerShell.Client.Http;

/// <summary>
/// Certificates that vouch for servers in place of the system's: roots, and perhaps what leads from them to a server.
/// Everything else is checked as ever: names, dates, signatures, purposes.
/// </summary>
internal sealed class CertificateAuthorities
{
    private const long LongestFile = 4 * 1024 * 1024;

    private readonly X509Certificate2Collection _certificates;

    private CertificateAuthorities(X509Certificate2Collection certificates) => _certificates = certificates;

    /// <summary>Reads a file of certificates in PEM, as curl's --cacert takes it.</summary>
    /// <exception cref="InvalidDataException">It holds none that can vouch for others.</exception>
    /// <exception cref="IOException">It can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static CertificateAuthorities Read(string path)
    {
        FileInfo file = new(path);
        if (file.Length > LongestFile) throw new InvalidDataException("it is too large to be a file of certificates");
        return Parse(File.ReadAllText(path));
    }

    /// <summary>The same from its text.</summary>
    /// <exception cref="InvalidDataException">It holds none that can vouch for others.</exception>
    public static CertificateAuthorities Parse(string pem)
    {
        X509Certificate2Collection certificates = [];
        try
        {
            certificates.ImportFromPem(pem);
        }
        catch (CryptographicException e)
        {
            throw new InvalidDataException($"it holds a certificate that can't be read: {e.Message.TrimEnd('.')}", e);
        }

        if (certificates.Count == 0)
        {
            throw new InvalidDataException("it holds no certificate in PEM (-----BEGIN CERTIFICATE-----)");
        }

        // A chain ends at a root, which names itself as its issuer; .NET takes nothing less for an end.
        if (!certificates.Any(static c => c.SubjectName.RawData.AsSpan().SequenceEqual(c.IssuerName.RawData)))
        {
            throw new InvalidDataException(
                "it holds no root certificate, only such as are themselves vouched for: the last is by "
                + certificates[^1].Issuer);
        }

        return new CertificateAuthorities(certificates);
    }

    /// <summary>
    /// How chains are built. Without lists of revoked certificates, which aren't looked at with the system's roots
    /// either, and which a cluster's own authority rarely has.
    /// </summary>
    public X509ChainPolicy Policy()
    {
        X509ChainPolicy policy = new()
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.CustomTrustStore.AddRange(_certificates);
        return policy;
    }
}
