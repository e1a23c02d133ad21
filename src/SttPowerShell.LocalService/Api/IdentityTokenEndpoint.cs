using SttPowerShell.Client.Wire;
using SttPowerShell.LocalService.Api.Authentication;

namespace SttPowerShell.LocalService.Api;

/// <summary><c>POST /identity/token</c>: an API key for a bearer token, as with IAM (contract section 2).</summary>
internal static class IdentityTokenEndpoint
{
    private const string ApiKeyGrant = "urn:ibm:params:oauth:grant-type:apikey";

    public static void MapIdentityToken(this IEndpointRouteBuilder routes)
        => routes.MapPost("/identity/token", ExchangeAsync).AllowAnonymous().WithName("getToken").WithTags("Identity")
            .Produces<IamToken>().Produces<IamError>(StatusCodes.Status400BadRequest);

    private static async Task<IResult> ExchangeAsync(
        HttpContext http, Instances instances, BearerTokens tokens, CancellationToken cancel)
    {
        if (!http.Request.HasFormContentType) return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        IFormCollection form = await http.Request.ReadFormAsync(cancel).ConfigureAwait(false);
        // These two codes are OAuth's own (RFC 6749, section 5.2).
        if (form["grant_type"] != ApiKeyGrant)
        {
            return Refuse(http, "unsupported_grant_type", $"The grant_type must be {ApiKeyGrant}.");
        }
        if (string.IsNullOrEmpty(form["apikey"])) return Refuse(http, "invalid_request", "The apikey is missing.");
        return instances.FindByKey(form["apikey"].ToString()) is Instance instance
            ? Results.Json(tokens.Issue(instance), WireJson.Plain.IamToken)
            : Refuse(http, "BXNIM0415E", "Provided API key could not be found.");
    }

    private static IResult Refuse(HttpContext http, string code, string message) => Results.Json(
        new IamError(code, message, new IamErrorContext(http.TransactionId())),
        ServiceJson.Default.IamError,
        statusCode: StatusCodes.Status400BadRequest);
}
