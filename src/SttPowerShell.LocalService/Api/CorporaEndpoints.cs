using Microsoft.AspNetCore.Mvc;
using SttPowerShell.LocalService.Api.Authentication;
using SttPowerShell.LocalService.Customization;
using SttPowerShell.LocalService.Customization.Language;
using Wire = SttPowerShell.Client.Wire;

namespace SttPowerShell.LocalService.Api;

/// <summary>Corpora: <c>/v1/customizations/{id}/corpora</c> (contract section 8.1).</summary>
internal static class CorporaEndpoints
{
    /// <summary>Bytes of a text: ten million words, the most that a model takes, have some 60 MB.</summary>
    private const long LargestText = 500 * 1024 * 1024;

    private const LanguageSourceKind Kind = LanguageSourceKind.Corpus;

    public static void MapCorpora(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder group = routes.MapGroup("/v1/customizations/{id}/corpora").WithTags("Custom corpora");
        group.MapGet("/", ListAsync).WithName("listCorpora")
            .Produces<Wire.CorpusList>().Refuses(StatusCodes.Status400BadRequest);
        group.MapPost("/{name}", AddAsync).WithName("addCorpus")
            .Produces<EmptyAnswer>(StatusCodes.Status201Created)
            .Refuses(
                StatusCodes.Status400BadRequest, StatusCodes.Status409Conflict, StatusCodes.Status413PayloadTooLarge)
            .TakesQuery(["allow_overwrite"])
            .TakesBody("text/plain", "multipart/form-data")
            .WithMetadata(new DisableRequestSizeLimitAttribute());
        group.MapGet("/{name}", GetAsync).WithName("getCorpus")
            .Produces<Wire.Corpus>().Refuses(StatusCodes.Status400BadRequest);
        group.MapDelete("/{name}", DeleteAsync).WithName("deleteCorpus")
            .Produces<EmptyAnswer>().Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status409Conflict);
    }

    private static async Task<IResult> AddAsync(
        HttpContext http, LanguageSources sources, string id, string name, CancellationToken cancel)
    {
        NewLanguageSource added = new(Kind, name, http.Request.QueryFlag("allow_overwrite") ?? false)
        {
            CustomerId = http.Request.CustomerId(),
        };
        await sources.AddAsync(http.Instance().Owner, CustomModelId.Parse(id), added,
            reading => UploadedText.OpenAsync(http.Request, "corpus_file", LargestText, reading), cancel)
            .ConfigureAwait(false);
        return Results.Json(
            new EmptyAnswer(), ServiceJson.Default.EmptyAnswer, statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IResult> ListAsync(
        HttpContext http, LanguageSources sources, string id, CancellationToken cancel)
    {
        IReadOnlyList<LanguageSource> found = await sources.ListAsync(
            http.Instance().Owner, CustomModelId.Parse(id), Kind, cancel).ConfigureAwait(false);
        return Results.Json(
            new Wire.CorpusList { Corpora = [.. found.Select(Describe)] }, Wire.WireJson.Plain.CorpusList);
    }

    private static async Task<IResult> GetAsync(
        HttpContext http, LanguageSources sources, string id, string name, CancellationToken cancel)
    {
        LanguageSource found = await sources.GetAsync(
            http.Instance().Owner, CustomModelId.Parse(id), Kind, name, cancel).ConfigureAwait(false);
        return Results.Json(Describe(found), Wire.WireJson.Plain.Corpus);
    }

    private static async Task<IResult> DeleteAsync(
        HttpContext http, LanguageSources sources, string id, string name, CancellationToken cancel)
    {
        await sources.DeleteAsync(http.Instance().Owner, CustomModelId.Parse(id), Kind, name, cancel)
            .ConfigureAwait(false);
        return Results.Json(new EmptyAnswer(), ServiceJson.Default.EmptyAnswer);
    }

    private static Wire.Corpus Describe(LanguageSource corpus) => new()
    {
        Name = corpus.Name,
        TotalWords = corpus.TotalWords,
        OutOfVocabularyWords = corpus.OutOfVocabularyWords,
        Status = corpus.Status.WireName(),
        Error = corpus.Error,
    };
}
