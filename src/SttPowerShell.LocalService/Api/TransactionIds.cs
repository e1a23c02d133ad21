namespace SttPowerShell.LocalService.Api;

/// <summary>Gives every answer the id of its transaction, which errors and logs name too.</summary>
internal static class TransactionIds
{
    public static string TransactionId(this HttpContext http) => http.TraceIdentifier;

    public static IApplicationBuilder UseTransactionIds(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        http.TraceIdentifier = Guid.NewGuid().ToString("N");
        http.Response.Headers["X-Global-Transaction-Id"] = http.TraceIdentifier;
        http.Response.Headers["X-DP-Watson-Tran-ID"] = http.TraceIdentifier;
        return next(http);
    });
}
