namespace SttPowerShell.LocalService.Hosting;

/// <summary>Counts running requests as use of the service.</summary>
internal sealed class UsageMiddleware(RequestDelegate next, UsageWatch usage)
{
    public async Task InvokeAsync(HttpContext http)
    {
        using IDisposable request = usage.Request();
        await next(http).ConfigureAwait(false);
    }
}
