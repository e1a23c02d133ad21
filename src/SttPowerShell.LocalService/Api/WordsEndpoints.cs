using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using SttPowerShell.LocalService.Api.Authentication;
using SttPowerShell.LocalService.Customization;
using SttPowerShell.LocalService.Customization.Language;
using Wire = SttPowerShell.Client.Wire;

namespace SttPowerShell.LocalService.Api;

/// <summary>Words of custom language models: <c>/v1/customizations/{id}/words</c> (contract section 8.2).</summary>
internal static class WordsEndpoints
{
    /// <summary>Bytes of a request to add words: 32 MB, enough for 90,000 with all sounds-likes.</summary>
    private const int LargestBody = 32 * 1024 * 1024;

    public static void MapWords(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder group = routes.MapGroup("/v1/customizations/{id}/words").WithTags("Custom words");
        group.MapGet("/", ListAsync).WithName("listWords")
            .Produces<Wire.NewWords>().Refuses(StatusCodes.Status400BadRequest);
        group.MapPost("/", AddAsync).WithName("addWords")
            .Accepts<Wire.NewWords>("application/json")
            .Produces<EmptyAnswer>(StatusCodes.Status201Created)
            .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status409Conflict,
                StatusCodes.Status413PayloadTooLarge, StatusCodes.Status415UnsupportedMediaType)
            .WithMetadata(new DisableRequestSizeLimitAttribute());
        group.MapGet("/{word}", GetAsync).WithName("getWord")
            .Produces<Wire.Word>().Refuses(StatusCodes.Status400BadRequest);
        group.MapPut("/{word}", SetAsync).WithName("addWord")
            .Accepts<Wire.Word>("application/json")
            .Produces<EmptyAnswer>(StatusCodes.Status201Created)
            .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status409Conflict,
                StatusCodes.Status415UnsupportedMediaType);
        group.MapDelete("/{word}", DeleteAsync).WithName("deleteWord")
            .Produces<EmptyAnswer>().Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status409Conflict);
    }

    private static async Task<IResult> ListAsync(
        HttpContext http, Words words, string id, [FromQuery(Name = "word_type")] string? wordType, string? sort,
        CancellationToken cancel)
    {
        IAsyncEnumerable<StoredWord> found = await words.ListAsync(http.Instance().Owner, CustomModelId.Parse(id),
            WordListQuery.Filter(wordType), WordListQuery.Order(sort), cancel).ConfigureAwait(false);
        await WordListAnswer.WriteAsync(http.Response, found, cancel).ConfigureAwait(false);
        return Results.Empty;
    }

    private static async Task<IResult> AddAsync(HttpContext http, Words words, string id, CancellationToken cancel)
    {
        if (!http.Request.HasJsonContentType()) return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        if (http.Request.ContentLength > LargestBody) throw LimitedBody.TooLarge(LargestBody);
        LimitedBody body = new(http.Request.Body, LargestBody);
        await using (body.ConfigureAwait(false))
        {
            IAsyncEnumerable<Wire.Word> added =
                JsonArrayBody.ReadAsync(body, "words", Wire.WireJson.Plain.Word, cancel);
            await words.AddAsync(http.Instance().Owner, CustomModelId.Parse(id), added, http.Request.CustomerId(),
                cancel).ConfigureAwait(false);
        }
        return Created();
    }

    private static async Task<IResult> GetAsync(HttpContext http, Words words, string id, CancellationToken cancel)
    {
        StoredWord found = await words.GetAsync(
            http.Instance().Owner, CustomModelId.Parse(id), Word(http), cancel).ConfigureAwait(false);
        return Results.Json(WordListAnswer.Describe(found), Wire.WireJson.Plain.Word);
    }

    private static async Task<IResult> SetAsync(HttpContext http, Words words, string id, CancellationToken cancel)
    {
        if (!http.Request.HasJsonContentType()) return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        Wire.Word definition = await ReadAsync(http, cancel).ConfigureAwait(false);
        await words.SetAsync(http.Instance().Owner, CustomModelId.Parse(id), Word(http), definition,
            http.Request.CustomerId(), cancel).ConfigureAwait(false);
        return Created();
    }

    private static async Task<IResult> DeleteAsync(HttpContext http, Words words, string id, CancellationToken cancel)
    {
        await words.DeleteAsync(http.Instance().Owner, CustomModelId.Parse(id), Word(http), cancel)
            .ConfigureAwait(false);
        return Results.Json(new EmptyAnswer(), ServiceJson.Default.EmptyAnswer);
    }

    /// <summary>
    /// The word as the client escaped it. The route's own value won't do: the server leaves an escaped slash in it as
    /// it is, and then <c>a%2Fb</c> could as well be a word with a percent sign.
    /// </summary>
    private static string Word(HttpContext http)
    {
        string target = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        string path = target.Split('?', 2)[0].TrimEnd('/');
        return Uri.UnescapeDataString(path[(path.LastIndexOf('/') + 1)..]);
    }

    private static async Task<Wire.Word> ReadAsync(HttpContext http, CancellationToken cancel)
    {
        try
        {
            return await http.Request.ReadFromJsonAsync(Wire.WireJson.Plain.Word, cancel).ConfigureAwait(false)
                ?? throw Refused("The request's body must be a JSON object, not null");
        }
        catch (JsonException wrong)
        {
            // An inner JsonException is the reader's: the text is no JSON. Otherwise a value is of the wrong kind.
            throw Refused(wrong is { InnerException: not JsonException, Path.Length: > 2 }
                ? $"Invalid value for parameter '{wrong.Path[2..]}': it is not of the right type"
                : "The request's body must be a JSON object, but can't be read as one");
        }
    }

    private static IResult Created()
        => Results.Json(new EmptyAnswer(), ServiceJson.Default.EmptyAnswer, statusCode: StatusCodes.Status201Created);

    private static RequestRefusedException Refused(string message) => new(StatusCodes.Status400BadRequest, message);
}
