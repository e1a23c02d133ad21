using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.AspNetCore.Http;
using SttPowerShell.Faults;
using SttPowerShell.Tests.Support;

namespace SttPowerShell.Tests;

/// <summary>Test-SttService: which check fails, what isn't checked then, and what it recommends.</summary>
public sealed class ServiceDiagnosisTests : CredentialTest
{
    private static readonly string[] Checks =
        ["NameResolution", "Connection", "Tls", "Url", "Credentials", "BaseModels", "CustomModels"];

    [Fact]
    public void A_healthy_service_passes_all_checks_in_order_and_no_session_is_left()
    {
        Service.Add("words");

        object?[] tests = Test();

        Assert.Equal(Checks, tests.Select(t => t.Text("Check")));
        Assert.All(tests, t => Assert.Equal((true, null), (t.Property("Passed"), t.Property("Recommendation"))));
        Assert.Contains("1 language models", tests[^1].Text("Detail"), StringComparison.Ordinal);
        Assert.Empty(Shell.Get("Get-SttSession"));
        Assert.All(Service.Requests, r => Assert.Matches("^(GET|HEAD) ", r));
    }

    [Theory]
    [InlineData("https://no-such-host.invalid", "NameResolution", "name server")]
    [InlineData("https://127.0.0.1:1", "Connection", "Connect-SttService -Local")]
    [InlineData("{service}/v1", "Url", "/v1")]
    [InlineData("http://speech.example.com", "Url", "https://api.REGION")]
    public void What_fails_is_told_and_what_hangs_on_it_is_not_checked(string url, string check, string advice)
    {
        object?[] tests = Test(url: url.Replace("{service}", Service.Uri, StringComparison.Ordinal));

        Fails(tests, check, advice);
        Assert.DoesNotContain(Service.Requests, r => r.StartsWith("GET", StringComparison.Ordinal));
    }

    [Fact]
    public void A_region_that_there_is_not_is_told_though_its_name_is_not_found()
    {
        object?[] tests = Test(url: "https://api.us-north.speech-to-text.watson.cloud.ibm.com.invalid");
        Fails(tests, "NameResolution", "name server");

        object?[] unknown = Test(
            "-Proxy http://127.0.0.1:1", "https://api.us-north.speech-to-text.watson.cloud.ibm.com/instances/1");

        Fails(unknown, "Connection", "-Proxy");
        Assert.Contains("no region 'us-north'", unknown[3].Text("Detail"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_key_fails_and_is_shown_nowhere()
    {
        object?[] tests = Test(key: "canary-key-8153");

        Fails(tests, "Credentials", "Check the API key");
        string shown = string.Concat(tests.Select(t => $"{t} {t.Text("Detail")} {t.Text("Recommendation")}"));
        Assert.DoesNotContain("canary", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void A_token_service_that_refuses_fails_as_credentials()
    {
        Service.Fail("POST /identity/token", 400, """{"errorMessage":"Provided API key could not be found."}""");

        object?[] tests = Test("-AuthenticationUri $args[0]");

        Fails(tests, "Credentials", "token service");
        Assert.Contains("could not be found", tests[4].Text("Detail"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(404, "<html>Not here</html>", "Url")]
    [InlineData(200, "<html>Sign in to the network</html>", "Url")]
    [InlineData(503, "{}", "BaseModels")]
    public void An_answer_that_is_not_the_service_s_fails_where_it_belongs(int status, string body, string check)
    {
        Service.Fail("GET /v1/models", status, body, "text/html");

        Fails(Test(), check, "");
    }

    [Fact]
    public void Who_may_not_see_custom_models_learns_that_the_rest_is_well()
    {
        Service.Fail("GET /v1/customizations", 403, """{"code":403,"error":"Forbidden"}""");

        object?[] tests = Test();

        Fails(tests, "CustomModels", "role");
        Assert.All(tests[..6], t => Assert.Equal(true, t.Property("Passed")));
    }

    [Fact]
    public async Task A_certificate_is_described_and_what_is_wrong_with_it()
    {
        using TestAuthority authority = new();
        using X509Certificate2 certificate = authority.Issue();
        using X509Certificate2 elsewhere = authority.Issue(hosts: "speech.example.com");
        await using FakeService good = await FakeService.StartAsync(certificate);
        await using FakeService bad = await FakeService.StartAsync(elsewhere);
        Folder.Write("ca.pem", Encoding.ASCII.GetBytes(authority.Pem));

        Fails(Test(url: good.Uri), "Tls", "-CertificateAuthority");
        Fails(Test("-CertificateAuthority ca.pem", bad.Uri), "Tls", "host that the certificate names");
        object?[] trusted = Test("-CertificateAuthority ca.pem", good.Uri);
        Assert.All(trusted, t => Assert.Equal(true, t.Property("Passed")));
        Assert.Contains(
            "it is for 127.0.0.1, by CN=Test authority", trusted[2].Text("Detail"), StringComparison.Ordinal);
        object? skipped = Test("-SkipCertificateCheck", good.Uri)[2];
        Assert.Null(skipped.Property("Passed"));
        Assert.Contains("would be refused", skipped.Text("Detail"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    public async Task Refused_credentials_at_ibm_cloud_come_with_the_region_and_instance_of_the_url(int status)
    {
        await using CloudService cloud = await CloudService.StartAsync(http =>
        {
            http.Response.StatusCode = status;
            return http.Response.WriteAsync("""{"code":401,"error":"Unauthorized"}""");
        });
        Folder.Write("ca.pem", Encoding.ASCII.GetBytes(cloud.Pem));

        object?[] tests = Test($"-Proxy {cloud.Proxy.Uri} -CertificateAuthority ca.pem", CloudService.Uri);

        Assert.Equal($"Region us-south, instance {CloudService.Instance}.", tests[3].Text("Detail"));
        Fails(tests, "Credentials", "region");
        Assert.Contains("wrong region or instance", tests[4].Text("Detail"), StringComparison.Ordinal);
        Assert.Contains("the proxy", tests[0].Text("Detail"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_current_session_is_taken_then_those_of_the_pipeline_and_a_closed_one_is_an_error()
    {
        object session = Connect("-Name one");
        Connect("-Name two");
        Service.Requests.Clear();

        Assert.All(Shell.Get("Test-SttService"), t => Assert.Equal(true, t.Property("Passed")));
        Assert.Equal(14, Shell.Get("Get-SttSession | Test-SttService").Length);
        Assert.Equal(7, Shell.Get("Test-SttService -Session one").Length);
        Shell.Get("Disconnect-SttService one");
        Assert.Equal("SessionClosed", Shell.Run("Test-SttService -Session $args[0]", session).ErrorId);
    }

    [Fact]
    public void A_stored_credential_and_what_ibms_sources_have_are_taken_too()
    {
        if (!OperatingSystem.IsWindows())
        {
            Shell.Get("Set-SttCredential prod $args[0] -ApiKey $args[1]", Service.Uri, Secret("wrong"));
            Fails(Shell.Get("Test-SttService -Name prod"), "Credentials", "");
        }
        Assert.Equal("NoCredentials", Shell.Run("Test-SttService").ErrorId);
        Set("SPEECH_TO_TEXT_URL", Service.Uri);
        Set("SPEECH_TO_TEXT_APIKEY", FakeService.Key);
        Result result = Shell.Run("Test-SttService -Verbose");
        Assert.All(result.Output, t => Assert.Equal(true, t.Property("Passed")));
        Assert.Contains(result.Verbose, v => v.Contains("SPEECH_TO_TEXT_*", StringComparison.Ordinal));
    }

    [Fact]
    public void A_local_service_that_does_not_run_is_not_started()
    {
        object?[] tests = Shell.Get("Test-SttService -Local -DataDirectory $args[0]", Folder["data"]);

        Fails(tests, "Connection", "Connect-SttService -Local");
        Assert.False(Directory.Exists(Folder["data"]));
    }

    [Fact]
    public void The_view_has_detail_and_recommendation_in_one_column_under_the_service()
    {
        string shown = Shell.Show("Test-SttService http://127.0.0.1:1 -ApiKey $args[0]", Secret("k"));

        Assert.Contains("Service: http://127.0.0.1:1/", shown, StringComparison.Ordinal);
        Assert.Contains("-> Start what should listen there", shown, StringComparison.Ordinal);
    }

    private object?[] Test(string more = "", string? url = null, string key = FakeService.Key) => Shell.Get(
        $"Test-SttService $args[0] -ApiKey $args[1] {more}", url ?? Service.Uri, Secret(key));

    /// <summary>Exactly that check fails, and the later ones weren't made.</summary>
    private static void Fails(object?[] tests, string check, string advice)
    {
        Assert.Equal(Checks, tests.Select(t => t.Text("Check")));
        object? failed = Assert.Single(tests, t => false.Equals(t.Property("Passed")));
        Assert.Equal(check, failed.Text("Check"));
        Assert.Contains(advice, failed.Text("Recommendation"), StringComparison.Ordinal);
        Assert.NotEmpty(failed.Text("Recommendation"));
        Assert.All(tests[(Array.IndexOf(Checks, check) + 1)..], t => Assert.Null(t.Property("Passed")));
    }
}
