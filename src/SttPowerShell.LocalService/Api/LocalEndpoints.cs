using SttPowerShell.LocalService.Api.Authentication;
using SttPowerShell.LocalService.Customization;
using SttPowerShell.LocalService.Hosting;

namespace SttPowerShell.LocalService.Api;

/// <summary>What only a local service has: clients keep it alive while they last, its owner for good.</summary>
internal static class LocalEndpoints
{
    private static readonly byte[] Attached = "\n"u8.ToArray();

    public static void MapLocal(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder group = routes.MapGroup("/local").WithTags("Local service");
        group.MapGet("/attach", AttachAsync).WithName("attach")
            .Produces(StatusCodes.Status200OK, contentType: "text/plain");
        group.MapPost("/keep", Keep).WithName("keep")
            .Produces(StatusCodes.Status202Accepted)
            .Refuses(StatusCodes.Status403Forbidden, StatusCodes.Status503ServiceUnavailable);
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

    /// <summary>From now on it runs until it is stopped, also if it was started to end when unused.</summary>
    private static IResult Keep(
        HttpContext http, Instances instances, UsageWatch usage, IHostApplicationLifetime lifetime)
    {
        RequireOwner(http, instances, "keep");
        if (usage.TryKeep() && !lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return Results.StatusCode(StatusCodes.Status202Accepted);
        }
        throw new RequestRefusedException(StatusCodes.Status503ServiceUnavailable, "The service is stopping");
    }

    private static IResult Stop(HttpContext http, Instances instances, IHostApplicationLifetime lifetime)
    {
        RequireOwner(http, instances, "stop");
        // After the answer has gone out: stopping closes connections that have nothing to send.
        http.Response.OnCompleted(() =>
        {
            lifetime.StopApplication();
            return Task.CompletedTask;
        });
        return Results.StatusCode(StatusCodes.Status202Accepted);
    }

    private static void RequireOwner(HttpContext http, Instances instances, string verb)
    {
        if (http.Instance() == instances.Default) return;
        throw new RequestRefusedException(
            StatusCodes.Status403Forbidden, $"Only the credentials of the default instance can {verb} the service");
    }
}
