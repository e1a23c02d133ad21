using System.Text;
using SttPowerShell.Client.Http;
using SttPowerShell.Client.Tests.Support;

namespace SttPowerShell.Client.Tests;

public sealed class ErrorBodyTests
{
    [Theory]
    [InlineData(
        """{"code":404,"code_description":"Not Found","error":"Model en-XX not found"}""", "Model en-XX not found")]
    [InlineData(
        """{"description":"d","message":"m","error":"e","errors":[{"message":"first"},{"message":"2"}]}""", "first")]
    [InlineData("""{"description":"d","errorMessage":"em","message":"m","error":"e"}""", "e")]
    [InlineData("""{"description":"d","errorMessage":"em","message":"m"}""", "m")]
    [InlineData(
        """{"errorCode":"BXNIM0415E","errorMessage":"Provided API key could not be found."}""",
        "Provided API key could not be found.")]
    [InlineData("""{"code":500,"description":"Error WATSNGWERR-0x0113001c"}""", "Error WATSNGWERR-0x0113001c")]
    [InlineData("""{"error":{"code":"x","message":"nested"}}""", "nested")]
    [InlineData("""{"error":[1,2],"message":"right type"}""", "right type")]
    [InlineData("""{"code":405,"code_description":"Method Not Allowed"}""", "Method Not Allowed")]
    [InlineData(
        "<html><head><title>503 Service\n Unavailable</title></head><body>x</body></html>", "503 Service Unavailable")]
    [InlineData(
        "<html><style>p{}</style><script>a<b</script><!-- c --><p>Try&nbsp;later &amp; &lt;again&gt;</p></html>",
        "Try later & <again>")]
    [InlineData(
        "<?xml version=\"1.0\"?><Error><Code>Slow</Code><Message>Reduce rate</Message></Error>", "Slow Reduce rate")]
    [InlineData("upstream connect error\r\nor disconnect", "upstream connect error or disconnect")]
    [InlineData("\uFEFF  {\"error\":\"after a mark\"}", "after a mark")]
    [InlineData("{\"error\":\"unfinished", "{\"error\":\"unfinished")]
    [InlineData("\"just a string\"", "just a string")]
    [InlineData("null", "null")]
    [InlineData("{\"error\":\"red \\u001b[31m alert\\u0007\"}", "red [31m alert")]
    [InlineData("", "")]
    [InlineData("{}", "{}")]
    public void The_services_own_words_are_found_in_any_shape(string body, string words)
        => Assert.Equal(words, ErrorBody.Parse(body));

    [Fact]
    public void Deep_nesting_and_long_text_are_no_trouble()
    {
        Assert.StartsWith("[[[[", ErrorBody.Parse(new string('[', 100_000)));
        Assert.Equal(301, ErrorBody.Parse(new string('x', 16_000)).Length);
        Assert.Equal("", ErrorBody.Parse(string.Concat(Enumerable.Repeat("<title>", 2300))));
    }

    [Fact]
    public async Task The_error_holds_all_that_a_person_or_a_program_needs()
    {
        await using KestrelService service = await KestrelService.StartAsync(context =>
        {
            context.Response.Headers["X-Global-Transaction-Id"] = "tx-42";
            return KestrelService.Json(context, """{"code":404,"error":"Model en-XX not found"}""", 404);
        });
        using SpeechToTextClient client = Clients.Once(service.Uri);

        SttApiException e = await Assert.ThrowsAsync<SttApiException>(() => client.Models.GetAsync("en-XX", default));

        Assert.Equal("getModel for 'en-XX' failed with 404 Not Found: Model en-XX not found.", e.Message);
        Assert.Equal(
            ("Model en-XX not found", "getModel", "tx-42", "en-XX"),
            (e.ServiceMessage, e.Operation, e.TransactionId, e.Resource));
        Assert.Equal(new Uri(service.Uri, "/v1/models/en-XX"), e.RequestUri);
    }

    [Fact]
    public async Task The_url_of_an_error_has_no_query()
    {
        await using KestrelService service = await KestrelService.StartAsync("", 500);
        using SpeechToTextClient client = Clients.Once(service.Uri);

        SttApiException e =
            await Assert.ThrowsAsync<SttApiException>(() => client.LanguageModels.ListAsync("en-US", default));

        Assert.Equal(
            "listLanguageModels failed with 500 Internal Server Error, and the service gave no reason.", e.Message);
        Assert.Equal("", e.RequestUri!.Query);
    }

    [Fact]
    public async Task An_html_page_in_another_character_set_is_read_and_cut_off_at_16_kib()
    {
        await using KestrelService service = await KestrelService.StartAsync(async context =>
        {
            context.Response.StatusCode = 502;
            context.Response.ContentType = "text/html; charset=iso-8859-1";
            await context.Response.Body.WriteAsync(Encoding.Latin1.GetBytes("<title>Für später</title>"));
            for (int i = 0; i < 200; i++) await context.Response.Body.WriteAsync(new byte[64 * 1024]);
        });
        using SpeechToTextClient client = Clients.Once(service.Uri);

        SttApiException e = await Assert.ThrowsAsync<SttApiException>(() => client.Models.ListAsync(default));

        Assert.Equal((502, "Für später"), ((int)e.Status, e.ServiceMessage));
    }

    [Theory]
    [InlineData("Content-Length: 500\r\n\r\n{\"error\":\"cut")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\nzz")]
    [InlineData("Content-Length: 3\r\nContent-Encoding: gzip\r\n\r\nabc")]
    public async Task A_broken_error_body_still_tells_the_status(string rest)
    {
        await using RawService service = RawService.Answering("HTTP/1.1 403 Forbidden\r\n" + rest);
        using SpeechToTextClient client = Clients.Once(service.Uri);

        SttApiException e = await Assert.ThrowsAsync<SttApiException>(() => client.Models.ListAsync(default));

        Assert.Equal(403, (int)e.Status);
    }

    [Fact]
    public async Task A_stalled_error_body_still_tells_the_status()
    {
        await using RawService service = new(async (socket, stop) =>
        {
            await RawService.ReadHeadAsync(socket, stop);
            await socket.SendAsync("HTTP/1.1 403 Forbidden\r\nContent-Length: 500\r\n\r\n{"u8.ToArray(), stop);
            await Task.Delay(Timeout.Infinite, stop);
        });
        using SpeechToTextClient client = Clients.Once(
            service.Uri, options => options with { IdleTimeout = TimeSpan.FromMilliseconds(200) });

        SttApiException e = await Assert.ThrowsAsync<SttApiException>(() => client.Models.ListAsync(default));

        Assert.Equal(403, (int)e.Status);
    }

    [Fact]
    public async Task A_redirect_is_an_error_that_says_where_it_points_and_is_not_followed()
    {
        await using KestrelService other = await KestrelService.StartAsync("""{"models":[]}""");
        await using KestrelService service = await KestrelService.StartAsync(context =>
        {
            context.Response.Redirect(new Uri(other.Uri, "/v1/models?token=abc").ToString());
            return Task.CompletedTask;
        });
        using SpeechToTextClient client = Clients.Once(service.Uri);

        SttApiException e = await Assert.ThrowsAsync<SttApiException>(() => client.Models.ListAsync(default));

        Assert.Equal(302, (int)e.Status);
        Assert.Contains(new Uri(other.Uri, "/v1/models").ToString(), e.Message);
        Assert.DoesNotContain("abc", e.Message);
        Assert.Empty(other.Requests);
    }
}
