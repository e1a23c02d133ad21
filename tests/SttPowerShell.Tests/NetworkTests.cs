using System.Management.Automation;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.AspNetCore.Http;
using SttPowerShell.Faults;
using SttPowerShell.Tests.Support;

namespace SttPowerShell.Tests;

/// <summary>Proxies and certificates, as Connect-SttService takes them.</summary>
public sealed class NetworkTests : CredentialTest
{
    [Fact]
    public async Task A_self_signed_certificate_is_refused_taken_with_its_file_and_taken_unchecked_with_a_warning()
    {
        using X509Certificate2 certificate = TestAuthority.SelfSigned();
        await using FakeService service = await FakeService.StartAsync(certificate);
        Folder.Write("ca.pem", Encoding.ASCII.GetBytes(certificate.ExportCertificatePem()));

        Result refused = Connect(service, "");
        Result named = Connect(service, "-CertificateAuthority ca.pem");
        Result unchecked1 = Connect(service, "-SkipCertificateCheck");
        Result unchecked2 = Connect(service, "-SkipCertificateCheck");

        Assert.Equal("SecureConnectionFailed", refused.ErrorId);
        Assert.Contains(
            "-CertificateAuthority", refused.Error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Single(named.Output);
        Assert.Empty(named.Warnings);
        foreach (Result result in new[] { unchecked1, unchecked2 })
        {
            Assert.Single(result.Output);
            Assert.Contains("aren't checked", Assert.Single(result.Warnings), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Both_services_of_ibm_cloud_are_reached_through_the_proxy_and_trusted_by_the_file()
    {
        await using CloudService cloud = await CloudService.StartAsync(http => http.Response.WriteAsync(
            http.Request.Headers.Authorization == "Bearer canary-token" ? """{"models":[]}""" : "{}"));
        Folder.Write("ca.pem", Encoding.ASCII.GetBytes(cloud.Pem));

        object session = Shell.Get(
            "Connect-SttService $args[0] -ApiKey $args[1] -Proxy $args[2] -CertificateAuthority ca.pem",
            CloudService.Uri, Secret("canary-key"), cloud.Proxy.Uri).Single()!;

        Assert.Equal("Iam", session.Text("Authentication"));
        Assert.Equal(
            ["POST /identity/token", $"GET /instances/{CloudService.Instance}/v1/models"], cloud.Service.Requests);
        Assert.All(cloud.Proxy.Heads, head => Assert.StartsWith("CONNECT ", head, StringComparison.Ordinal));
        Assert.DoesNotContain(cloud.Service.Requests, r => r.Contains("canary", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(401, """{"code":401,"error":"Unauthorized"}""", "AccessDenied")]
    [InlineData(403, """{"code":403,"error":"Forbidden"}""", "AccessDenied")]
    [InlineData(404, """{"code":404,"error":"Not Found"}""", "ServiceNotFound")]
    public async Task A_refusal_that_a_wrong_region_or_instance_may_cause_says_so(int status, string body, string id)
    {
        await using CloudService cloud = await CloudService.StartAsync(http =>
        {
            http.Response.StatusCode = status;
            return http.Response.WriteAsync(body);
        });
        Folder.Write("ca.pem", Encoding.ASCII.GetBytes(cloud.Pem));

        Result result = Shell.Run(
            "Connect-SttService $args[0] -ApiKey $args[1] -Proxy $args[2] -CertificateAuthority ca.pem",
            CloudService.Uri, Secret("canary-key"), cloud.Proxy.Uri);

        Assert.Equal(id, result.ErrorId);
        string place = $"instance {CloudService.Instance} in region us-south";
        Assert.Contains(place, result.Error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains("Test-SttService", result.Error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", $"{result.Error} {result.Error.Exception}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_says_so_in_a_session_that_was_good_before()
    {
        int status = 200;
        await using CloudService cloud = await CloudService.StartAsync(http =>
        {
            http.Response.StatusCode = status;
            return http.Response.WriteAsync(
                status == 200 ? """{"models":[]}""" : """{"code":403,"error":"Forbidden"}""");
        });
        Folder.Write("ca.pem", Encoding.ASCII.GetBytes(cloud.Pem));
        Shell.Get("$null = Connect-SttService $args[0] -ApiKey $args[1] -Proxy $args[2] -CertificateAuthority ca.pem",
            CloudService.Uri, Secret("k"), cloud.Proxy.Uri);
        status = 403;

        Result result = Shell.Run("Get-SttBaseModel");

        Assert.Equal("AccessDenied", result.ErrorId);
        Assert.Contains("in region us-south", result.Error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_disables_checks_is_followed_with_a_warning_each_for_its_own_service()
    {
        using X509Certificate2 certificate = TestAuthority.SelfSigned();
        await using FakeService service = await FakeService.StartAsync(certificate);
        service.Answers["POST /identity/token"] = http
            => http.Response.WriteAsync("""{"access_token":"t","expires_in":3600}""");
        service.Answers["GET /v1/models"] = http => http.Response.WriteAsync("""{"models":[]}""");
        Set("SPEECH_TO_TEXT_URL", service.Uri);
        Set("SPEECH_TO_TEXT_APIKEY", "k");
        Set("SPEECH_TO_TEXT_AUTH_URL", service.Uri);
        Set("SPEECH_TO_TEXT_DISABLE_SSL", "true");

        Result token = Shell.Run("Connect-SttService -MaximumRetryCount 0");
        Set("SPEECH_TO_TEXT_AUTH_DISABLE_SSL", "true");
        Result both = Shell.Run("Connect-SttService -MaximumRetryCount 0");
        Result neither = Shell.Run("Connect-SttService -MaximumRetryCount 0 -SkipCertificateCheck:$false");

        Assert.Equal("SecureConnectionFailed", token.ErrorId);
        Assert.Contains("getToken", token.Error.Exception.Message, StringComparison.Ordinal);
        Assert.Single(both.Output);
        Assert.Contains(new Uri(service.Uri).Authority, Assert.Single(both.Warnings), StringComparison.Ordinal);
        Assert.Equal("SecureConnectionFailed", neither.ErrorId);
        Assert.Empty(neither.Warnings);
    }

    [Theory]
    [InlineData("-NoProxy -Proxy http://p:1", "ParametersContradict")]
    [InlineData("-SkipCertificateCheck -CertificateAuthority ca.pem", "ParametersContradict")]
    [InlineData("-Proxy ftp://p:1", "InvalidProxy")]
    [InlineData("-Proxy http://me:canary@p:1", "InvalidProxy")]
    [InlineData("-CertificateAuthority missing.pem", "InvalidCertificateAuthority")]
    [InlineData("-CertificateAuthority empty.pem", "InvalidCertificateAuthority")]
    [InlineData("-Proxy http://proxy.example.com:1", "InvalidConnection")]
    public void What_can_not_be_used_or_contradicts_is_refused_before_anything_is_sent(string parameters, string id)
    {
        Folder.Write("empty.pem", []);

        Result result = Connect(Service, parameters);

        ErrorRecord error = result.Errors.SingleOrDefault() ?? ((IContainsErrorRecord)result.Thrown!).ErrorRecord;
        Assert.Equal(id, error.FullyQualifiedErrorId.Split(',')[0]);
        Assert.DoesNotContain("canary", $"{result.Thrown} {result.Errors.FirstOrDefault()}", StringComparison.Ordinal);
        Assert.Empty(Service.Requests);
    }

    [Fact]
    public async Task A_proxy_that_refuses_is_named_with_what_to_do()
    {
        await using ForwardProxy proxy = new ForwardProxy("me:secret").Start();

        Result refused = Shell.Run("Connect-SttService https://stt.example.com -ApiKey $args[0] -Proxy $args[1]",
            Secret("k"), proxy.Uri);
        Result plain = Connect(Service, $"-Proxy {proxy.Uri}");
        Result taken = Shell.Run(
            "Connect-SttService $args[0] -ApiKey $args[1] -Proxy $args[2] -ProxyCredential $args[3]",
            Service.Uri, Secret(FakeService.Key), proxy.Uri, new PSCredential("me", Secret("secret")));

        Assert.Equal(("ProxyFailed", "ProxyFailed"), (refused.ErrorId, plain.ErrorId));
        Assert.Contains("-ProxyCredential", refused.Error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Single(taken.Output);
    }

    [Fact]
    public void A_redirect_to_another_host_is_an_error_that_says_where_to_connect()
    {
        Service.Answers["GET /v1/models"] = http =>
        {
            http.Response.Redirect("https://elsewhere.example.com/v1/models");
            return Task.CompletedTask;
        };

        Result result = Connect(Service, "");

        Assert.Equal("Redirected", result.ErrorId);
        Assert.Contains(
            "https://elsewhere.example.com/v1/models", result.Error.Exception.Message, StringComparison.Ordinal);
    }

    private Result Connect(FakeService service, string parameters) => Shell.Run(
        $"Connect-SttService $args[0] -ApiKey $args[1] -MaximumRetryCount 0 {parameters}",
        service.Uri, Secret(FakeService.Key));
}
