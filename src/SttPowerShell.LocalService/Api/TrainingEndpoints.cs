using SttPowerShell.LocalService.Api.Authentication;
using SttPowerShell.LocalService.Customization;
using SttPowerShell.LocalService.Customization.Acoustic;
using SttPowerShell.LocalService.Customization.Language;
using Wire = SttPowerShell.Client.Wire;

namespace SttPowerShell.LocalService.Api;

/// <summary>
/// Training and upgrades of custom models: <c>/v1/customizations/{id}/train</c> and <c>/upgrade_model</c>, and the same
/// of <c>/v1/acoustic_customizations</c> (contract sections 8 and 9).
/// </summary>
internal static class TrainingEndpoints
{
    private static readonly IReadOnlyList<string> WordTypes = ["all", "user"];

    public static void MapTraining(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder language = Group(routes, CustomModelType.Language);
        Train(language.MapPost("/train", TrainLanguageAsync), CustomModelType.Language)
            .TakesQuery(["word_type_to_add", "customization_weight", "strict", "force"]);
        Upgrade(language.MapPost("/upgrade_model", UpgradeLanguageAsync), CustomModelType.Language);

        RouteGroupBuilder acoustic = Group(routes, CustomModelType.Acoustic);
        Train(acoustic.MapPost("/train", TrainAcousticAsync), CustomModelType.Acoustic)
            .TakesQuery(["custom_language_model_id", "strict"]);
        Upgrade(acoustic.MapPost("/upgrade_model", UpgradeAcousticAsync), CustomModelType.Acoustic)
            .TakesQuery(["custom_language_model_id", "force"]);
    }

    private static RouteGroupBuilder Group(IEndpointRouteBuilder routes, CustomModelType type)
        => routes.MapGroup(CustomModelEndpoints.PathOf(type) + "/{id}").WithTags($"Custom {type.WireName()} models");

    private static RouteHandlerBuilder Train(RouteHandlerBuilder route, CustomModelType type)
        => route.WithName($"train{type}Model").Produces<Wire.TrainingAnswer>()
            .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status409Conflict);

    private static RouteHandlerBuilder Upgrade(RouteHandlerBuilder route, CustomModelType type)
        => route.WithName($"upgrade{type}Model").Produces<EmptyAnswer>()
            .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status409Conflict);

    private static Task<IResult> TrainLanguageAsync(
        HttpContext http, TrainingStart trainings, string id, CancellationToken cancel)
    {
        string? words = http.Request.QueryText("word_type_to_add");
        if (words is not null && !WordTypes.Contains(words))
        {
            throw RequestQuery.InvalidQuery("word_type_to_add", words, "all or user");
        }
        return TrainAsync(http, trainings, id, new LanguageTrainingRequest(new Wire.TrainingParameters
        {
            WordTypeToAdd = words,
            CustomizationWeight = http.Request.QueryNumber("customization_weight", 0, 1),
            Strict = http.Request.QueryFlag("strict"),
            Force = http.Request.QueryFlag("force"),
        }), cancel);
    }

    private static Task<IResult> TrainAcousticAsync(
        HttpContext http, TrainingStart trainings, CustomizationOptions options, string id, CancellationToken cancel)
        => TrainAsync(http, trainings, id, new AcousticTrainingRequest(new Wire.TrainingParameters
        {
            CustomLanguageModelId = http.Request.QueryText("custom_language_model_id"),
            Strict = http.Request.QueryFlag("strict"),
        }, options), cancel);

    private static async Task<IResult> TrainAsync(
        HttpContext http, TrainingStart trainings, string id, ITrainingRequest request, CancellationToken cancel)
    {
        IReadOnlyList<Wire.TrainingWarning> warnings = await trainings.BeginAsync(
            http.Instance().Owner, CustomModelId.Parse(id), request, cancel).ConfigureAwait(false);
        return Results.Json(
            new Wire.TrainingAnswer { Warnings = warnings.Count > 0 ? warnings : null },
            Wire.WireJson.Plain.TrainingAnswer);
    }

    private static async Task<IResult> UpgradeLanguageAsync(
        HttpContext http, UpgradeStart upgrades, string id, CancellationToken cancel)
    {
        await upgrades.BeginAsync(
            http.Instance().Owner, CustomModelType.Language, CustomModelId.Parse(id),
            (_, model) => LanguageUpgrade.Operation(model), cancel).ConfigureAwait(false);
        return Results.Json(new EmptyAnswer(), ServiceJson.Default.EmptyAnswer);
    }

    private static async Task<IResult> UpgradeAcousticAsync(
        HttpContext http, UpgradeStart upgrades, string id, CancellationToken cancel)
    {
        Wire.UpgradeParameters parameters = new()
        {
            CustomLanguageModelId = http.Request.QueryText("custom_language_model_id"),
            Force = http.Request.QueryFlag("force"),
        };
        await upgrades.BeginAsync(
            http.Instance().Owner, CustomModelType.Acoustic, CustomModelId.Parse(id),
            (connection, model) => AcousticUpgrade.Operation(connection, model, parameters), cancel)
            .ConfigureAwait(false);
        return Results.Json(new EmptyAnswer(), ServiceJson.Default.EmptyAnswer);
    }
}
