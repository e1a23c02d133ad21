using SttPowerShell.Client.Http;
using SttPowerShell.Client.Wire;

namespace SttPowerShell.Client;

/// <summary>
/// Where the service tells of recognition jobs: <c>/v1/register_callback</c>, <c>/v1/unregister_callback</c>
/// (contract sections 7.1, 7.2).
/// </summary>
internal sealed class CallbacksResource(RequestPipeline pipeline)
{
    /// <summary>
    /// Registers a URL, which the service asks at once whether it agrees. Doing it twice leaves what doing it once
    /// does: the second time nothing changes.
    /// </summary>
    /// <param name="url">Absolute, http or https.</param>
    /// <param name="secret">What the service signs with whatever it sends there; null for no signatures.</param>
    /// <param name="customerId">Whose data the URL is, or null.</param>
    /// <param name="cancel">Ends the call.</param>
    public async Task<CallbackRegistration> RegisterAsync(
        string url, string? secret, string? customerId, CancellationToken cancel)
    {
        ServiceRequest request = new("registerCallback", HttpMethod.Post, RequestPath.Of("v1", "register_callback"))
        {
            Query = QueryString.Of(("callback_url", url), ("user_secret", secret)),
            Repeatable = true,
            Resource = url,
            Secret = secret,
            CustomerId = customerId,
        };
        return (await pipeline.GetAsync(request, WireJson.Plain.CallbackRegistration, cancel).ConfigureAwait(false))
            .Value;
    }

    public Task UnregisterAsync(string url, CancellationToken cancel)
        => pipeline.DoAsync(
            new("unregisterCallback", HttpMethod.Post, RequestPath.Of("v1", "unregister_callback"))
            {
                Query = QueryString.Of("callback_url", url),
                Repeatable = true,
                Resource = url,
            },
            cancel);
}
