using Microsoft.AspNetCore.Http.Features;

namespace SttPowerShell.LocalService.Api.Authentication;

/// <summary>Who sent the request.</summary>
internal static class Caller
{
    /// <summary>The instance whose credentials the request carried.</summary>
    public static Instance Instance(this HttpContext http) => http.Features.GetRequiredFeature<Instance>();

    public static void SetInstance(this HttpContext http, Instance instance) => http.Features.Set(instance);
}
