using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SttPowerShell.LocalService.Api;

/// <summary>
/// The answer to a request that may take long. While the work goes on it sends a space every 20 s (contract section
/// 5.3), so that neither the client nor a proxy between takes the silence for a dead connection. With the first space
/// the status 200 has gone out: an error after it can only stand in the body.
/// </summary>
internal sealed class KeptAliveAnswer(HttpContext http, TimeProvider clock)
{
    internal static readonly TimeSpan Interval = TimeSpan.FromSeconds(20);

    private const string ContentType = "application/json; charset=utf-8";
    private static readonly byte[] Space = " "u8.ToArray();
    private static readonly object Begun = new();

    /// <summary>Whether all that has been sent is a good status and white space, so that JSON may follow.</summary>
    public static bool HasBegun(HttpContext http) => http.Items.ContainsKey(Begun);

    /// <summary>Waits for the work to end, and gives its result or its exception.</summary>
    public async Task<T> WaitAsync<T>(Task<T> work)
    {
        using CancellationTokenSource ended = new();
        while (await Task.WhenAny(work, Task.Delay(Interval, clock, ended.Token)).ConfigureAwait(false) != work)
        {
            await SendSpaceAsync().ConfigureAwait(false);
        }
        await ended.CancelAsync().ConfigureAwait(false);
        return await work.ConfigureAwait(false);
    }

    /// <summary>Writes JSON, after whatever spaces were sent.</summary>
    public static Task WriteAsync<T>(HttpContext http, T value, JsonTypeInfo<T> type)
        => http.Response.HasStarted
            ? JsonSerializer.SerializeAsync(http.Response.Body, value, type, http.RequestAborted)
            : http.Response.WriteAsJsonAsync(value, type, ContentType, http.RequestAborted);

    /// <summary>Never cancelled: where the client has gone, Kestrel drops what is written, and the work ends.</summary>
    private async Task SendSpaceAsync()
    {
        if (!http.Response.HasStarted)
        {
            http.Response.ContentType = ContentType;
            http.Items[Begun] = true;
        }
        await http.Response.Body.WriteAsync(Space, CancellationToken.None).ConfigureAwait(false);
        await http.Response.Body.FlushAsync(CancellationToken.None).ConfigureAwait(false);
    }
}
