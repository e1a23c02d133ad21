using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SttPowerShell.Examples.StandIns;

/// <summary>
/// What examples name and is elsewhere: IBM Cloud with its token service, a cluster with Cloud Pak for Data, a web server
/// for callbacks. Whatever belongs to the API goes on to a local service, which issues the tokens, too.
/// </summary>
internal sealed class Hosts : IAsyncDisposable
{
    private const string TokenService = "iam.cloud.ibm.com";
    private const string Cluster = "cluster.example.com";
    private const string CallbackServer = "example.com";
    private const string ClusterApi = "/speech-to-text/api";

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false });
    private readonly WebApplication _app;
    private readonly string _endpointFile;

    private Hosts(WebApplication app, string endpointFile) => (_app, _endpointFile) = (app, endpointFile);

    public int Port { get; private set; }

    /// <param name="certificate">For all hosts.</param>
    /// <param name="endpointFile">Where the local service, once it runs, has written its URI.</param>
    public static async Task<Hosts> StartAsync(X509Certificate2 certificate, string endpointFile)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate));
        });
        WebApplication app = builder.Build();
        Hosts hosts = new(app, endpointFile);
        app.Run(hosts.AnswerAsync);
        await app.StartAsync();
        hosts.Port = new Uri(app.Urls.Single()).Port;
        return hosts;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _http.Dispose();
    }

    private Task AnswerAsync(HttpContext http)
    {
        string path = http.Request.Path.Value!;
        switch (http.Request.Host.Host)
        {
            case TokenService:
                return ForwardAsync(http, path);
            case Cluster when path == "/icp4d-api/v1/authorize":
                return AuthorizeAsync(http);
            case Cluster when path.StartsWith(ClusterApi, StringComparison.Ordinal):
                return ForwardAsync(http, path[ClusterApi.Length..]);
            case CallbackServer:
                http.Response.ContentType = "text/plain";
                return http.Response.WriteAsync(http.Request.Query["challenge_string"].ToString());
            case string host when host.EndsWith(".watson.cloud.ibm.com", StringComparison.Ordinal)
                && path.Split('/', 4) is ["", "instances", _, string rest]:
                return ForwardAsync(http, "/" + rest);
            default:
                http.Response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
        }
    }

    /// <summary>Cloud Pak for Data's exchange; the password is the API key of the local service.</summary>
    private async Task AuthorizeAsync(HttpContext http)
    {
        JsonNode user = (await JsonNode.ParseAsync(http.Request.Body, cancellationToken: http.RequestAborted))!;
        using FormUrlEncodedContent grant = new(new Dictionary<string, string>
        {
            ["grant_type"] = "urn:ibm:params:oauth:grant-type:apikey",
            ["apikey"] = (string)user["password"]!,
        });
        using HttpResponseMessage answer = await _http.PostAsync(
            new Uri(Service(), "/identity/token"), grant, http.RequestAborted);
        answer.EnsureSuccessStatusCode();
        using JsonDocument token = JsonDocument.Parse(await answer.Content.ReadAsStreamAsync(http.RequestAborted));
        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync(
            new JsonObject { ["token"] = token.RootElement.GetProperty("access_token").GetString() }.ToJsonString());
    }

    private async Task ForwardAsync(HttpContext http, string path)
    {
        using HttpRequestMessage request = new(
            new HttpMethod(http.Request.Method), new Uri(Service(), path + http.Request.QueryString));
        if (http.Request.ContentLength > 0 || http.Request.Headers.TransferEncoding.Count > 0)
        {
            request.Content = new StreamContent(http.Request.Body);
            if (http.Request.ContentType is string type)
            {
                request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
            }
        }
        if (http.Request.Headers.Authorization is [string credentials])
        {
            request.Headers.Authorization = AuthenticationHeaderValue.Parse(credentials);
        }
        using HttpResponseMessage answer = await _http.SendAsync(
            request, HttpCompletionOption.ResponseHeadersRead, http.RequestAborted);
        http.Response.StatusCode = (int)answer.StatusCode;
        http.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
        await answer.Content.CopyToAsync(http.Response.Body, http.RequestAborted);
    }

    private Uri Service()
    {
        using JsonDocument endpoint = JsonDocument.Parse(File.ReadAllText(_endpointFile));
        return new Uri(endpoint.RootElement.GetProperty("uri").GetString()!);
    }
}
