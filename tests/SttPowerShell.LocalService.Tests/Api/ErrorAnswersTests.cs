using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using SttPowerShell.LocalService.Tests.Support;

namespace SttPowerShell.LocalService.Tests.Api;

public sealed class ErrorAnswersTests(ServiceFixture fixture) : IClassFixture<ServiceFixture>
{
    [Theory]
    [InlineData("GET", "/v1/nothing")]
    [InlineData("GET", "/")]
    [InlineData("POST", "/v1/customizations/0f0e0d0c-0b0a-4908-8706-050403020100/nothing")]
    public async Task An_unknown_path_is_no_such_child_resource(string method, string path)
        => (await fixture.Client.SendAsync(method, path))
            .AssertError(404, "No Such Resource", "No such child resource.");

    [Theory]
    [InlineData("PUT", "/v1/models", "GET")]
    [InlineData("DELETE", "/v1/recognize", "GET, POST")]
    [InlineData("PATCH", "/v1/customizations", "GET, POST")]
    [InlineData("POST", "/v1/customizations/0f0e0d0c-0b0a-4908-8706-050403020100", "DELETE, GET")]
    [InlineData("GET", "/v1/acoustic_customizations/0f0e0d0c-0b0a-4908-8706-050403020100/reset", "POST")]
    public async Task A_wrong_method_names_the_right_ones(string method, string path, string allowed)
        => (await fixture.Client.SendAsync(method, path)).AssertError(
            405, "Method Not Allowed", $"Method {method} is not allowed here; allowed: {allowed}.");

    [Theory]
    [InlineData("words/%2E%2E")]
    [InlineData("corpora/%2e.")]
    [InlineData("words/../words/x")]
    [InlineData("%2E")]
    public async Task A_path_with_dot_segments_is_refused_and_deletes_nothing(string rest)
    {
        string path = $"/v1/customizations/{await fixture.Client.CreateModelAsync()}";
        Uri raw = new($"{fixture.Client.BaseAddress}{path[1..]}/{rest}",
            new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        using HttpResponseMessage refused = await fixture.Client.DeleteAsync(raw);
        Assert.Equal(400, (int)refused.StatusCode);
        Assert.Contains("which can't be a name or an id", await refused.Content.ReadAsStringAsync());
        Assert.Equal(200, (await fixture.Client.SendAsync("GET", path)).Status);
    }

    [Fact]
    public async Task Every_answer_has_a_transaction_id_of_its_own()
    {
        HashSet<string> seen = [];
        using HttpClient anonymous = fixture.Service.CreateAnonymousClient();
        string[] paths = ["/v1/models", "/v1/models/none", "/v1/nothing", "/v1/customizations/x", "/ready"];
        foreach (string path in paths)
        {
            foreach (HttpClient client in new[] { fixture.Client, anonymous })
            {
                Exchange answer = await client.SendAsync("GET", path);
                string id = Assert.Single(answer.Headers.GetValues("X-Global-Transaction-Id"));
                Assert.Equal(id, Assert.Single(answer.Headers.GetValues("X-DP-Watson-Tran-ID")));
                Assert.True(seen.Add(id));
            }
        }
    }

    [Fact]
    public async Task A_body_above_a_routes_limit_is_refused()
    {
        string json = $$"""{"name":"{{new string('x', 1024 * 1024)}}","base_model_name":"en-US_Telephony"}""";
        StringContent content = new(json, Encoding.UTF8, "application/json");
        (await fixture.Client.SendAsync("POST", "/v1/customizations", content, expectContinue: true))
            .AssertError(413, "Payload Too Large", "Payload exceeds the 1048576 bytes limit.");
    }

    [Fact]
    public async Task A_compressed_body_is_inflated()
    {
        using MemoryStream compressed = new();
        using (GZipStream gzip = new(compressed, CompressionMode.Compress, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes("""{"name":"n","base_model_name":"en-US_Telephony"}"""));
        }
        ByteArrayContent content = new(compressed.ToArray());
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        content.Headers.ContentEncoding.Add("gzip");
        Assert.Equal(201, (await fixture.Client.SendAsync("POST", "/v1/customizations", content)).Status);
    }

    [Fact]
    public async Task A_client_that_goes_away_in_the_middle_of_its_body_is_no_error_of_the_service()
    {
        using (System.Net.Sockets.TcpClient raw = new())
        {
            Uri uri = new(fixture.Service.Endpoint.Uri);
            await raw.ConnectAsync(uri.Host, uri.Port);
            await raw.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
                $"POST /v1/customizations HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n"
                + "Content-Type: application/json\r\n"
                + $"Authorization: {fixture.Client.DefaultRequestHeaders.Authorization}\r\n\r\n{{\"name\":"));
            raw.LingerState = new System.Net.Sockets.LingerOption(true, 0);
        }
        Assert.Equal(200, (await fixture.Client.SendAsync("GET", "/v1/models")).Status);
        await Task.Delay(200);
        Assert.DoesNotContain("POST /v1/customizations failed", fixture.Service.Errors, StringComparison.Ordinal);
    }
}
