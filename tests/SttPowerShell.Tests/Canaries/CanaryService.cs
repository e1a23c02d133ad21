using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using SttPowerShell.Tests.Support;

namespace SttPowerShell.Tests.Canaries;

/// <summary>
/// A service and its token services that take any credentials, or refuse all and repeat in every part of the refusal
/// what was sent. <c>POST /canary/{kind}</c> says which: <c>none</c>, <c>service</c>, <c>tokens</c> too, or everything is
/// <c>broken</c>: answers with success that can't be used.
/// </summary>
internal sealed class CanaryService
{
    private readonly string _token;
    private string _refused = "none";

    /// <param name="service">What answers where nothing is refused.</param>
    /// <param name="token">What its token services issue.</param>
    public CanaryService(FakeService service, string token)
    {
        _token = token;
        service.Guard = GuardAsync;
        service.Accepts = _ => true;
    }

    private async Task<bool> GuardAsync(HttpContext http)
    {
        string path = http.Request.Path.Value!;
        if (path.StartsWith("/canary/", StringComparison.Ordinal))
        {
            _refused = path["/canary/".Length..];
            return true;
        }
        bool isOfTokens = path is "/identity/token" or "/icp4d-api/v1/authorize";
        if (_refused == "broken") await BreakAsync(http, isOfTokens);
        else if (_refused == "tokens" || (_refused == "service" && !isOfTokens)) await RefuseAsync(http);
        else if (isOfTokens)
        {
            await WriteAsync(http, path == "/identity/token"
                ? $$"""{"access_token":"{{_token}}","refresh_token":"{{_token}}","expires_in":3600}"""
                : $$"""{"token":"{{_token}}"}""");
        }
        else if (path is "/v1/register_callback" or "/v1/unregister_callback" or "/v1/user_data")
        {
            await WriteAsync(http, """{"status":"created","url":"https://callback.example/"}""");
        }
        else return false;
        return true;
    }

    private static async Task RefuseAsync(HttpContext http)
    {
        string sent = await SentAsync(http);
        http.Response.StatusCode = 401;
        http.Features.Get<IHttpResponseFeature>()!.ReasonPhrase = "No to " + Ascii(sent);
        http.Response.Headers["X-Global-Transaction-Id"] = Ascii(sent);
        http.Response.Headers.WWWAuthenticate = $"Basic realm=\"{Ascii(sent)}\"";
        await WriteAsync(http, JsonSerializer.Serialize(new { code = 401, error = "Unauthorized: " + sent }));
    }

    private async Task BreakAsync(HttpContext http, bool isOfTokens)
    {
        // Without its lifetime, and cut.
        string text = !isOfTokens ? $"{{\"{await SentAsync(http)}\": ["
            : http.Request.Path == "/identity/token" ? $$"""{"access_token":"{{_token}}","token_type":"Bearer"}"""
            : $$"""{"token":"{{_token}}","""[..^1];
        await WriteAsync(http, text);
    }

    /// <summary>All that a request says, in the forms that a service might repeat it in.</summary>
    private static async Task<string> SentAsync(HttpContext http)
    {
        string header = http.Request.Headers.Authorization.ToString();
        using StreamReader reader = new(http.Request.Body, Encoding.UTF8);
        char[] body = new char[500];
        int count = await reader.ReadBlockAsync(body);
        List<string> said = [header, http.Request.QueryString.Value!, System.Net.WebUtility.UrlDecode(
            http.Request.QueryString.Value!), new string(body, 0, count)];
        if (header.StartsWith("Basic ", StringComparison.Ordinal))
        {
            string pair = Encoding.UTF8.GetString(Convert.FromBase64String(header[6..]));
            string secret = pair[(pair.IndexOf(':', StringComparison.Ordinal) + 1)..];
            said.AddRange([pair, System.Uri.EscapeDataString(pair), System.Net.WebUtility.UrlEncode(secret),
                JsonSerializer.Serialize(secret), Convert.ToBase64String(Encoding.UTF8.GetBytes(secret))]);
        }
        return string.Join(" | ", said.Where(s => s.Length > 0));
    }

    private static string Ascii(string text) => new([.. text.Select(c => c is >= ' ' and < '\x7f' ? c : '?')]);

    private static Task WriteAsync(HttpContext http, string json)
    {
        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync(json);
    }
}
