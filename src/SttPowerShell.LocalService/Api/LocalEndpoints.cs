using SttPowerShell.LocalService.Api.Authentication;
using SttPowerShell.LocalService.Customization;
using SttPowerShell.LocalService.Hosting;

namespace SttPowerShell.LocalService.Api;

/// <summary>What only a local service has: being kept alive by its clients, and being stopped by its owner.</summary>
internal static class LocalEndpoints
{
    private static readonly byte[] Attached = "\n"u8.ToArray();

    public static void MapLocal(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder group = routes.MapGroup("/local").WithTags("Local service");
        group.MapGet("/attach", AttachAsync).WithName("attach")
            .Produces(StatusCodes.Status200OK, contentType: "text/plain");
        group.MapPost("/stop", Stop).WithName("stop")
            .Produces(StatusCodes.Status202Accepted).Refuses(StatusCodes.Status403Forbidden);
    }

    /// <summary>Sends one byte and then nothing, until the client goes or the service stops.</summary>
    private static async Task AttachAsync(
        HttpContext http, UsageWatch usage, IHostApplicationLifetime lifetime, CancellationToken cancel)
    {
        using IDisposable attachment = usage.Attach();
        http.Response.ContentType = "text/plain";
        await http.Response.Body.WriteAsync(Attached, cancel).ConfigureAwait(false);
        await http.Response.Body.FlushAsync(cancel).ConfigureAwait(false);
        using CancellationTokenSource ended =
            CancellationTokenSource.CreateLinkedTokenSource(cancel, lifetime.ApplicationStopping);
        await Task.Delay(Timeout.Infinite, ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static IResult Stop(HttpContext http, Instances instances, IHostApplicationLifetime lifetime)
    {
        if (http.Instance() != instances.Default)
        {
            throw new RequestRefusedException(
                StatusCodes.Status403Forbidden, "Only the credentials of the default instance can stop the service");
        }
        // After the answer has gone out: stopping closes connections that have nothing to send.
        http.Response.OnCompleted(() =>
        {
            lifetime.StopApplication();
            return Task.CompletedTask;
        });
        return Results.StatusCode(StatusCodes.Status202Accepted);
    }
}
