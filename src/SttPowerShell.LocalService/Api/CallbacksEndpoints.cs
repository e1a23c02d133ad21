using SttPowerShell.Client.Wire;
using SttPowerShell.LocalService.Api.Authentication;
using SttPowerShell.LocalService.Recognition.Jobs;

namespace SttPowerShell.LocalService.Api;

/// <summary>
/// Callbacks of asynchronous recognition: <c>/v1/register_callback</c>, <c>/v1/unregister_callback</c> (contract
/// sections 7.1, 7.2).
/// </summary>
internal static class CallbacksEndpoints
{
    private const string CallbackUrl = "callback_url";
    private const string UserSecret = "user_secret";

    public static void MapCallbacks(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/v1/register_callback", RegisterAsync).WithName("registerCallback").WithTags("Recognition jobs")
            .Produces<CallbackRegistration>().Produces<CallbackRegistration>(StatusCodes.Status201Created)
            .Refuses(StatusCodes.Status400BadRequest)
            .TakesQuery([CallbackUrl, UserSecret]);
        routes.MapPost("/v1/unregister_callback", UnregisterAsync).WithName("unregisterCallback")
            .WithTags("Recognition jobs")
            .Produces<EmptyAnswer>().Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound)
            .TakesQuery([CallbackUrl]);
    }

    private static async Task<IResult> RegisterAsync(HttpContext http, Callbacks callbacks, CancellationToken cancel)
    {
        RegisteredCallback callback = new(
            http.Request.RequiredQueryText(CallbackUrl), http.Request.QueryText(UserSecret));
        bool created = await callbacks.RegisterAsync(
            http.Instance().Owner, callback, http.Request.CustomerId(), cancel).ConfigureAwait(false);
        return Results.Json(
            new CallbackRegistration { Status = created ? "created" : "already created", Url = callback.Url },
            WireJson.Plain.CallbackRegistration,
            statusCode: created ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }

    private static async Task<IResult> UnregisterAsync(HttpContext http, Callbacks callbacks, CancellationToken cancel)
    {
        await callbacks.UnregisterAsync(http.Instance().Owner, http.Request.RequiredQueryText(CallbackUrl), cancel)
            .ConfigureAwait(false);
        return Results.Json(new EmptyAnswer(), ServiceJson.Default.EmptyAnswer);
    }
}
