using SttPowerShell.Client.Http;

namespace SttPowerShell.Client;

/// <summary>A customer's data: <c>/v1/user_data</c> (contract section 10).</summary>
internal sealed class UserDataResource(RequestPipeline pipeline)
{
    /// <summary>Deletes all that requests tagged with the customer's id brought; nothing for an unknown id.</summary>
    public Task DeleteAsync(string customerId, CancellationToken cancel)
        => pipeline.DoAsync(
            new("deleteUserData", HttpMethod.Delete, RequestPath.Of("v1", "user_data"))
            {
                Query = QueryString.Of("customer_id", customerId),
                Repeatable = true,
                Resource = customerId,
            },
            cancel);
}
