using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SttPowerShell.Faults;

/// <summary>A certificate authority of a test's own, which no system trusts.</summary>
public sealed class TestAuthority : IDisposable
{
    private static readonly Oid ServerAuthentication = new("1.3.6.1.5.5.7.3.1");

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 _root;

    public TestAuthority()
    {
        CertificateRequest request = new($"CN=Test authority {Guid.NewGuid():N}", _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        _root = request.CreateSelfSigned(DateTimeOffset.Now.AddDays(-9), DateTimeOffset.Now.AddDays(9));
    }

    /// <summary>Its certificate as a file has it.</summary>
    public string Pem => _root.ExportCertificatePem();

    /// <summary>A server's certificate, with its key.</summary>
    /// <param name="until">When it ends; null for tomorrow.</param>
    /// <param name="hosts">The hosts that it is for; none for 127.0.0.1.</param>
    public X509Certificate2 Issue(DateTimeOffset? until = null, params string[] hosts)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using X509Certificate2 bare = Request(hosts.Length > 0 ? hosts : ["127.0.0.1"], key).Create(
            _root, DateTimeOffset.Now.AddDays(-2), until ?? DateTimeOffset.Now.AddDays(1), [1, 2, 3, 4]);
        return bare.CopyWithPrivateKey(key);
    }

    /// <summary>A server's certificate that only the server itself vouches for.</summary>
    public static X509Certificate2 SelfSigned()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        DateTimeOffset now = DateTimeOffset.Now;
        return Request(["127.0.0.1"], key).CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }

    public void Dispose()
    {
        _root.Dispose();
        _key.Dispose();
    }

    private static CertificateRequest Request(string[] hosts, ECDsa key)
    {
        SubjectAlternativeNameBuilder names = new();
        foreach (string host in hosts)
        {
            if (IPAddress.TryParse(host, out IPAddress? address)) names.AddIpAddress(address);
            else names.AddDnsName(host);
        }
        CertificateRequest request = new("CN=Test server", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([ServerAuthentication], false));
        return request;
    }
}
