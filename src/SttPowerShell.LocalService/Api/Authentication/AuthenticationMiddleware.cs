using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Authorization;

namespace SttPowerShell.LocalService.Api.Authentication;

/// <summary>
/// Lets a request pass that shows an instance's credentials (contract section 2): Basic with the API key or with user
/// and password, or Bearer. Routes that need none are marked with <see cref="IAllowAnonymous"/>.
/// </summary>
internal sealed class AuthenticationMiddleware(RequestDelegate next, Instances instances, BearerTokens tokens)
{
    /// <summary>The parameter that a WebSocket's URL may have instead of a header, which browsers can't set.</summary>
    internal const string AccessToken = "access_token";

    private const string ApiKeyUser = "apikey";

    public Task InvokeAsync(HttpContext http)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null) return next(http);
        if (Find(http.Request) is not Instance instance)
        {
            http.Response.Headers.WWWAuthenticate = "Basic realm=\"Speech to Text\"";
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        }
        http.SetInstance(instance);
        return next(http);
    }

    private Instance? Find(HttpRequest request)
    {
        string header = request.Headers.Authorization.ToString();
        return header.Length == 0 && request.HttpContext.WebSockets.IsWebSocketRequest
            && request.QueryText(AccessToken) is { } token ? tokens.Check(token) : Find(header);
    }

    private Instance? Find(string header)
    {
        if (!AuthenticationHeaderValue.TryParse(header, out AuthenticationHeaderValue? shown)) return null;
        if (shown.Parameter is not string parameter) return null;
        return shown.Scheme.ToUpperInvariant() switch
        {
            "BASIC" => FindBasic(parameter),
            "BEARER" => tokens.Check(parameter),
            _ => null,
        };
    }

    private Instance? FindBasic(string parameter)
    {
        byte[] decoded = new byte[parameter.Length];
        if (!Convert.TryFromBase64String(parameter, decoded, out int length)) return null;
        string pair = Encoding.UTF8.GetString(decoded, 0, length);
        int colon = pair.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0) return null;
        (string user, string secret) = (pair[..colon], pair[(colon + 1)..]);
        return user == ApiKeyUser ? instances.FindByKey(secret) : instances.FindByUser(user, secret);
    }
}
