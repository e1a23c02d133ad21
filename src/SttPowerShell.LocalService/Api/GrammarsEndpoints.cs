using Microsoft.Net.Http.Headers;
using SttPowerShell.LocalService.Api.Authentication;
using SttPowerShell.LocalService.Customization;
using SttPowerShell.LocalService.Customization.Language;
using SttPowerShell.LocalService.Srgs;
using Wire = SttPowerShell.Client.Wire;

namespace SttPowerShell.LocalService.Api;

/// <summary>Grammars: <c>/v1/customizations/{id}/grammars</c> (contract section 8.3).</summary>
internal static class GrammarsEndpoints
{
    /// <summary>Bytes; the reader of grammars takes no more.</summary>
    private const long LargestGrammar = SrgsLimits.DocumentSize;

    private const string Abnf = "application/srgs";
    private const string Xml = "application/srgs+xml";
    private const LanguageSourceKind Kind = LanguageSourceKind.Grammar;

    public static void MapGrammars(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder group = routes.MapGroup("/v1/customizations/{id}/grammars").WithTags("Custom grammars");
        group.MapGet("/", ListAsync).WithName("listGrammars")
            .Produces<Wire.GrammarList>().Refuses(StatusCodes.Status400BadRequest);
        group.MapPost("/{name}", AddAsync).WithName("addGrammar")
            .Produces<EmptyAnswer>(StatusCodes.Status201Created)
            .Refuses(
                StatusCodes.Status400BadRequest, StatusCodes.Status409Conflict, StatusCodes.Status413PayloadTooLarge,
                StatusCodes.Status415UnsupportedMediaType)
            .TakesQuery(["allow_overwrite"])
            .TakesBody(Abnf, Xml);
        group.MapGet("/{name}", GetAsync).WithName("getGrammar")
            .Produces<Wire.Grammar>().Refuses(StatusCodes.Status400BadRequest);
        group.MapDelete("/{name}", DeleteAsync).WithName("deleteGrammar")
            .Produces<EmptyAnswer>().Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status409Conflict);
    }

    private static async Task<IResult> AddAsync(
        HttpContext http, LanguageSources sources, string id, string name, CancellationToken cancel)
    {
        NewLanguageSource added = new(Kind, name, http.Request.QueryFlag("allow_overwrite") ?? false)
        {
            Form = FormOf(http.Request.ContentType),
            CustomerId = http.Request.CustomerId(),
        };
        await sources.AddAsync(http.Instance().Owner, CustomModelId.Parse(id), added,
            _ => Task.FromResult<Stream>(LimitedBody.Of(http.Request, LargestGrammar)), cancel).ConfigureAwait(false);
        return Results.Json(
            new EmptyAnswer(), ServiceJson.Default.EmptyAnswer, statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IResult> ListAsync(
        HttpContext http, LanguageSources sources, string id, CancellationToken cancel)
    {
        IReadOnlyList<LanguageSource> found = await sources.ListAsync(
            http.Instance().Owner, CustomModelId.Parse(id), Kind, cancel).ConfigureAwait(false);
        return Results.Json(
            new Wire.GrammarList { Grammars = [.. found.Select(Describe)] }, Wire.WireJson.Plain.GrammarList);
    }

    private static async Task<IResult> GetAsync(
        HttpContext http, LanguageSources sources, string id, string name, CancellationToken cancel)
    {
        LanguageSource found = await sources.GetAsync(
            http.Instance().Owner, CustomModelId.Parse(id), Kind, name, cancel).ConfigureAwait(false);
        return Results.Json(Describe(found), Wire.WireJson.Plain.Grammar);
    }

    private static async Task<IResult> DeleteAsync(
        HttpContext http, LanguageSources sources, string id, string name, CancellationToken cancel)
    {
        await sources.DeleteAsync(http.Instance().Owner, CustomModelId.Parse(id), Kind, name, cancel)
            .ConfigureAwait(false);
        return Results.Json(new EmptyAnswer(), ServiceJson.Default.EmptyAnswer);
    }

    private static SrgsForm FormOf(string? contentType)
    {
        string? type = MediaTypeHeaderValue.TryParse(contentType, out MediaTypeHeaderValue? parsed)
            ? parsed.MediaType.ToString()
            : contentType;
        if (Abnf.Equals(type, StringComparison.OrdinalIgnoreCase)) return SrgsForm.Abnf;
        if (Xml.Equals(type, StringComparison.OrdinalIgnoreCase)) return SrgsForm.Xml;
        throw new RequestRefusedException(StatusCodes.Status415UnsupportedMediaType,
            $"The content type '{contentType}' is not supported here; a grammar is {Abnf} (ABNF) or {Xml} (XML).");
    }

    private static Wire.Grammar Describe(LanguageSource grammar) => new()
    {
        Name = grammar.Name,
        OutOfVocabularyWords = grammar.OutOfVocabularyWords,
        Status = grammar.Status.WireName(),
        Error = grammar.Error,
    };
}
