using System.Text.Json;
using SttPowerShell.LocalService.Api.Authentication;
using SttPowerShell.LocalService.Customization;
using SttPowerShell.LocalService.Storage;
using Wire = SttPowerShell.Client.Wire;

namespace SttPowerShell.LocalService.Api;

/// <summary>
/// Custom models of one type: <c>/v1/customizations</c> or <c>/v1/acoustic_customizations</c> (contract sections 8, 9).
/// </summary>
internal sealed class CustomModelEndpoints(CustomModelType type)
{
    private const int LanguageLength = 5;

    /// <summary>The path of all models of a type.</summary>
    public static string PathOf(CustomModelType type)
        => type == CustomModelType.Language ? "/v1/customizations" : "/v1/acoustic_customizations";

    public void Map(IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder group = routes.MapGroup(PathOf(type)).WithTags($"Custom {type.WireName()} models");
        group.MapPost("/", CreateAsync).WithName($"create{type}Model")
            .Accepts<Wire.NewCustomModel>("application/json")
            .Produces<Wire.CustomModelId>(StatusCodes.Status201Created)
            .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status415UnsupportedMediaType);
        group.MapGet("/", ListAsync).WithName($"list{type}Models")
            .Produces<Wire.CustomModelList>().Refuses(StatusCodes.Status400BadRequest);
        group.MapGet("/{id}", GetAsync).WithName($"get{type}Model")
            .Produces<Wire.CustomModel>().Refuses(StatusCodes.Status400BadRequest);
        group.MapDelete("/{id}", DeleteAsync).WithName($"delete{type}Model")
            .Produces<EmptyAnswer>().Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status409Conflict);
        group.MapPost("/{id}/reset", ResetAsync).WithName($"reset{type}Model")
            .Produces<EmptyAnswer>().Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status409Conflict);
    }

    private async Task<IResult> CreateAsync(HttpContext http, CustomModels models, CancellationToken cancel)
    {
        if (!http.Request.HasJsonContentType()) return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        Wire.NewCustomModel request = await ReadAsync(http, cancel).ConfigureAwait(false);
        CustomModel created = await models.CreateAsync(Scope(http), request, cancel).ConfigureAwait(false);
        return Results.Json(new Wire.CustomModelId { CustomizationId = created.Id.ToString() },
            Wire.WireJson.Plain.CustomModelId, statusCode: StatusCodes.Status201Created);
    }

    private async Task<IResult> ListAsync(
        HttpContext http, CustomModels models, string? language, CancellationToken cancel)
    {
        if (language is not null && language.Length != LanguageLength)
        {
            throw Refused($"The value '{language}' of parameter 'language' is not a five-character language "
                + "identifier, such as en-US");
        }
        IReadOnlyList<CustomModel> found = await models.ListAsync(Scope(http), language, cancel).ConfigureAwait(false);
        Wire.CustomModelList list = new() { Customizations = [.. found.Select(model => Describe(model, null))] };
        return Results.Json(list, Wire.WireJson.Plain.CustomModelList);
    }

    private async Task<IResult> GetAsync(HttpContext http, CustomModels models, string id, CancellationToken cancel)
    {
        CustomModel model = await models.GetAsync(Scope(http), CustomModelId.Parse(id), cancel).ConfigureAwait(false);
        return Results.Json(
            Describe(model, http.Request.UnexpectedQueryWarning()), Wire.WireJson.Plain.CustomModel);
    }

    private async Task<IResult> DeleteAsync(HttpContext http, CustomModels models, string id, CancellationToken cancel)
    {
        await models.DeleteAsync(Scope(http), CustomModelId.Parse(id), cancel).ConfigureAwait(false);
        return Results.Json(new EmptyAnswer(), ServiceJson.Default.EmptyAnswer);
    }

    private async Task<IResult> ResetAsync(HttpContext http, CustomModels models, string id, CancellationToken cancel)
    {
        await models.ResetAsync(Scope(http), CustomModelId.Parse(id), cancel).ConfigureAwait(false);
        return Results.Json(new EmptyAnswer(), ServiceJson.Default.EmptyAnswer);
    }

    private CustomModelScope Scope(HttpContext http) => new(http.Instance().Owner, type);

    private static async Task<Wire.NewCustomModel> ReadAsync(HttpContext http, CancellationToken cancel)
    {
        try
        {
            return await http.Request.ReadFromJsonAsync(Wire.WireJson.Plain.NewCustomModel, cancel)
                .ConfigureAwait(false) ?? throw Refused("The request's body must be a JSON object, not null");
        }
        catch (JsonException wrong)
        {
            // An inner JsonException is the reader's: the text is no JSON. Otherwise a value is of the wrong kind.
            bool isJson = wrong is { InnerException: not JsonException, Path.Length: > 2 };
            throw Refused(isJson
                ? $"Invalid value for parameter '{wrong.Path![2..]}': a string is expected"
                : "The request's body must be a JSON object, but can't be read as one");
        }
    }

    private static Wire.CustomModel Describe(CustomModel model, string? warnings) => new()
    {
        CustomizationId = model.Id.ToString(),
        Created = UtcText.Format(model.Created),
        Updated = UtcText.Format(model.Updated),
        Language = model.Language,
        Dialect = model.Dialect,
        Versions = model.Versions,
        Owner = model.Scope.Owner.ToString(),
        Name = model.Name,
        Description = model.Description,
        BaseModelName = model.BaseModel,
        Status = model.Status.WireName(),
        Progress = model.Status == CustomModelStatus.Available ? 100 : 0,
        Error = model.Error,
        Warnings = warnings,
    };

    private static RequestRefusedException Refused(string message) => new(StatusCodes.Status400BadRequest, message);
}
