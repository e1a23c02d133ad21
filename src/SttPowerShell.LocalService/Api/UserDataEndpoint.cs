using SttPowerShell.LocalService.Api.Authentication;
using SttPowerShell.LocalService.Customization;

namespace SttPowerShell.LocalService.Api;

/// <summary>A customer's data: <c>DELETE /v1/user_data</c> (contract section 10).</summary>
internal static class UserDataEndpoint
{
    private const string CustomerId = "customer_id";

    public static void MapUserData(this IEndpointRouteBuilder routes)
        => routes.MapDelete("/v1/user_data", DeleteAsync).WithName("deleteUserData").WithTags("User data")
            .Produces<EmptyAnswer>()
            .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status409Conflict)
            .TakesQuery([CustomerId]);

    private static async Task<IResult> DeleteAsync(HttpContext http, UserData data, CancellationToken cancel)
    {
        string id = http.Request.RequiredQueryText(CustomerId);
        await data.DeleteAsync(http.Instance().Owner, id, cancel).ConfigureAwait(false);
        return Results.Json(new EmptyAnswer(), ServiceJson.Default.EmptyAnswer);
    }
}
