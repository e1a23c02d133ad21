using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SttPowerShell.Examples.StandIns;

/// <summary>A certificate of an hour's life for the hosts that examples name, which only who is told trusts.</summary>
internal static class HostCertificate
{
    private static readonly string[] Hosts =
    [
        "iam.cloud.ibm.com", "api.us-south.speech-to-text.watson.cloud.ibm.com",
        "api.eu-de.speech-to-text.watson.cloud.ibm.com", "cluster.example.com", "example.com",
    ];

    public static X509Certificate2 Create()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=SttPowerShell examples", key, HashAlgorithmName.SHA256);
        SubjectAlternativeNameBuilder names = new();
        foreach (string host in Hosts) names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using X509Certificate2 made = request.CreateSelfSigned(
            DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow.AddHours(1));
        // Kestrel wants a key that isn't ephemeral on Windows.
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }
}
