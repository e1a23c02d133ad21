using System.Net.Http.Headers;
using System.Text;

namespace SttPowerShell.LocalService.Tests.Support;

/// <summary>A whole answer.</summary>
internal sealed record Exchange(int Status, string Body, HttpResponseHeaders Headers);

/// <summary>Requests whose answers are looked at as text, as they are on the wire.</summary>
internal static class Exchanges
{
    /// <summary>
    /// Sends a request. With <paramref name="expectContinue"/> the body waits until the service asks for it, so that
    /// an early refusal isn't lost in a broken pipe.
    /// </summary>
    public static async Task<Exchange> SendAsync(
        this HttpClient client, string method, string path, HttpContent? content = null, bool expectContinue = false)
    {
        using HttpRequestMessage request = new(new HttpMethod(method), path) { Content = content };
        request.Headers.ExpectContinue = expectContinue;
        using HttpResponseMessage response = await client.SendAsync(request);
        return new Exchange((int)response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers);
    }

    public static Task<Exchange> PostJsonAsync(this HttpClient client, string path, string json)
        => client.SendAsync("POST", path, new StringContent(json, Encoding.UTF8, "application/json"));

    /// <summary>Creates a custom model and gives its id.</summary>
    public static async Task<string> CreateModelAsync(
        this HttpClient client, string path = "/v1/customizations", string baseModel = "en-US_BroadbandModel")
    {
        Exchange created = await client.PostJsonAsync(
            path, $$"""{"name":"a model","base_model_name":"{{baseModel}}"}""");
        Assert.Equal(201, created.Status);
        return created.Body["""{"customization_id":""".Length..].Trim('"', '}');
    }

    public static void AssertError(this Exchange answer, int status, string description, string error)
    {
        Assert.Equal($$"""{"code":{{status}},"code_description":"{{description}}","error":"{{error}}"}""", answer.Body);
        Assert.Equal(status, answer.Status);
    }
}
