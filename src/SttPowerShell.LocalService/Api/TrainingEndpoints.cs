using SttPowerShell.LocalService.Api.Authentication;
using SttPowerShell.LocalService.Customization;
using SttPowerShell.LocalService.Customization.Language;
using Wire = SttPowerShell.Client.Wire;

namespace SttPowerShell.LocalService.Api;

/// <summary>
/// Training and upgrades of custom language models: <c>/v1/customizations/{id}/train</c> and <c>/upgrade_model</c>
/// (contract section 8).
/// </summary>
internal static class TrainingEndpoints
{
    private static readonly IReadOnlyList<string> WordTypes = ["all", "user"];

    public static void MapTraining(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder group = routes.MapGroup("/v1/customizations/{id}").WithTags("Custom language models");
        group.MapPost("/train", TrainAsync).WithName("trainLanguageModel")
            .Produces<Wire.TrainingAnswer>()
            .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status409Conflict)
            .TakesQuery(["word_type_to_add", "customization_weight", "strict", "force"]);
        group.MapPost("/upgrade_model", UpgradeAsync).WithName("upgradeLanguageModel")
            .Produces<EmptyAnswer>().Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status409Conflict);
    }

    private static async Task<IResult> TrainAsync(
        HttpContext http, TrainingStart trainings, string id, CancellationToken cancel)
    {
        Guid model = CustomModelId.Parse(id);
        IReadOnlyList<Wire.TrainingWarning> warnings = await trainings.BeginAsync(
            http.Instance().Owner, model, Read(http.Request), cancel).ConfigureAwait(false);
        return Results.Json(
            new Wire.TrainingAnswer { Warnings = warnings.Count > 0 ? warnings : null },
            Wire.WireJson.Plain.TrainingAnswer);
    }

    private static async Task<IResult> UpgradeAsync(
        HttpContext http, UpgradeStart upgrades, string id, CancellationToken cancel)
    {
        await upgrades.BeginAsync(http.Instance().Owner, CustomModelId.Parse(id), cancel).ConfigureAwait(false);
        return Results.Json(new EmptyAnswer(), ServiceJson.Default.EmptyAnswer);
    }

    private static Wire.TrainingParameters Read(HttpRequest request)
    {
        string? words = request.QueryText("word_type_to_add");
        if (words is not null && !WordTypes.Contains(words))
        {
            throw RequestQuery.InvalidQuery("word_type_to_add", words, "all or user");
        }
        return new Wire.TrainingParameters
        {
            WordTypeToAdd = words,
            CustomizationWeight = request.QueryNumber("customization_weight", 0, 1),
            Strict = request.QueryFlag("strict"),
            Force = request.QueryFlag("force"),
        };
    }
}
