using Microsoft.AspNetCore.Http.Features;
using SttPowerShell.LocalService.Customization;

namespace SttPowerShell.LocalService.Api;

/// <summary>
/// Refuses paths with dot segments, escaped or not. The server removes them before routing (RFC 3986 section 5.2.4), so
/// that a request to delete the word ".." of a model would be one to delete the model.
/// </summary>
internal static class DotSegments
{
    public static void RefuseDotSegments(this WebApplication app) => app.Use((http, next) =>
    {
        string target = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        string path = target.Split('?', 2)[0];
        if (!path.Split('/').Any(segment => Uri.UnescapeDataString(segment) is "." or "..")) return next(http);
        throw new RequestRefusedException(StatusCodes.Status400BadRequest,
            $"The path '{path}' has a segment '.' or '..', which can't be a name or an id");
    });
}
