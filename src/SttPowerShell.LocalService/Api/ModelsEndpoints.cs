using SttPowerShell.Client.Wire;
using SttPowerShell.LocalService.Customization;
using SttPowerShell.LocalService.Recognition;

namespace SttPowerShell.LocalService.Api;

/// <summary>Base models: <c>/v1/models</c> (contract section 4).</summary>
internal static class ModelsEndpoints
{
    public static void MapModels(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder group = routes.MapGroup("/v1/models").WithTags("Models");
        group.MapGet("/", List).WithName("listModels").Produces<SpeechModelList>();
        group.MapGet("/{id}", Get).WithName("getModel").Produces<SpeechModel>().Refuses(StatusCodes.Status404NotFound);
    }

    private static IResult List(HttpContext http) => Results.Json(
        new SpeechModelList { Models = [.. BaseModel.All.Select(model => Describe(http.Request, model))] },
        WireJson.Plain.SpeechModelList);

    private static IResult Get(HttpContext http, string id)
    {
        BaseModel model = BaseModel.Find(id)
            ?? throw new RequestRefusedException(StatusCodes.Status404NotFound, $"Model {id} not found");
        return Results.Json(Describe(http.Request, model), WireJson.Plain.SpeechModel);
    }

    private static SpeechModel Describe(HttpRequest request, BaseModel model) => new()
    {
        Name = model.Name,
        Language = model.Language,
        Rate = model.Rate,
        Url = $"{request.Scheme}://{request.Host}/v1/models/{model.Name}",
        SupportedFeatures = new SupportedFeatures
        {
            CustomLanguageModel = true,
            CustomAcousticModel = model.SupportsAcousticCustomization,
            SpeakerLabels = false,
            LowLatency = model.SupportsLowLatency ? true : null,
        },
        Description = model.Description,
    };
}
