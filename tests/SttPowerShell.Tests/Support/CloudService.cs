using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Http;
using SttPowerShell.Faults;

namespace SttPowerShell.Tests.Support;

/// <summary>
/// IBM Cloud as a test sees it: one server with a certificate for the service's and the token service's hosts, which a
/// proxy leads to.
/// </summary>
internal sealed class CloudService : IAsyncDisposable
{
    public const string Instance = "0a1b2c3d-0000-4000-8000-111122223333";
    private const string Host = "api.us-south.speech-to-text.watson.cloud.ibm.com";

    private readonly TestAuthority _authority = new();
    private readonly X509Certificate2 _certificate;

    private CloudService() => _certificate = _authority.Issue(hosts: [Host, "iam.cloud.ibm.com"]);

    public FakeService Service { get; private set; } = null!;

    public ForwardProxy Proxy { get; private set; } = null!;

    public const string Uri = $"https://{Host}/instances/{Instance}";

    /// <summary>The authority's certificate.</summary>
    public string Pem => _authority.Pem;

    /// <param name="answer">What the service answers.</param>
    public static async Task<CloudService> StartAsync(Func<HttpContext, Task> answer)
    {
        CloudService cloud = new();
        cloud.Service = await FakeService.StartAsync(cloud._certificate);
        cloud.Proxy = new ForwardProxy(target: new Uri(cloud.Service.Uri)).Start();
        cloud.Service.Answers["POST /identity/token"] = http
            => http.Response.WriteAsync("""{"access_token":"canary-token","expires_in":3600}""");
        cloud.Service.Answers[$"GET /instances/{Instance}/v1/models"] = answer;
        return cloud;
    }

    public async ValueTask DisposeAsync()
    {
        await Proxy.DisposeAsync();
        await Service.DisposeAsync();
        _certificate.Dispose();
        _authority.Dispose();
    }
}
