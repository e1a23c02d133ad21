using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using SttPowerShell.LocalService.Api.Authentication;
using SttPowerShell.LocalService.Customization;
using SttPowerShell.LocalService.Recognition.Jobs;
using SttPowerShell.LocalService.Storage;
using Wire = SttPowerShell.Client.Wire;

namespace SttPowerShell.LocalService.Api;

/// <summary>Asynchronous recognition: <c>/v1/recognitions</c> (contract sections 7.3, 7.4).</summary>
internal static class RecognitionsEndpoints
{
    /// <summary>Bytes of audio that one job may have: 1 GB.</summary>
    private const long LargestBody = 1024 * 1024 * 1024;

    private const string Path = "/v1/recognitions";
    private const string CallbackUrl = "callback_url";
    private const string Events = "events";
    private const string UserToken = "user_token";
    private const string ResultsTtl = "results_ttl";

    /// <summary>Minutes: a week.</summary>
    private const int DefaultResultsTtl = 10080;

    private static readonly IReadOnlyList<string> OfJobs = [CallbackUrl, Events, UserToken, ResultsTtl];

    public static void MapRecognitions(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder group = routes.MapGroup(Path).WithTags("Recognition jobs");
        group.MapPost("/", CreateAsync).WithName("createJob")
            .Produces<Wire.RecognitionJob>(StatusCodes.Status201Created)
            .Refuses(
                StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status413PayloadTooLarge)
            .TakesQuery([.. RecognitionArguments.KnownNames, .. OfJobs])
            .WithMetadata(new DisableRequestSizeLimitAttribute());
        group.MapGet("/", ListAsync).WithName("checkJobs").Produces<Wire.RecognitionJobList>().Refuses();
        group.MapGet("/{id}", GetAsync).WithName("checkJob")
            .Produces<Wire.RecognitionJob>().Refuses(StatusCodes.Status404NotFound);
        group.MapDelete("/{id}", DeleteAsync).WithName("deleteJob")
            .Produces(StatusCodes.Status204NoContent)
            .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> CreateAsync(
        HttpContext http, RecognitionJobs jobs, CustomModelResolver resolver, TimeProvider clock,
        CancellationToken cancel)
    {
        // Live audio comes as slowly as people speak, and with their pauses.
        if (http.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate) rate.MinDataRate = null;
        RequestedRecognition requested = await RequestedRecognition.ReadAsync(
            http, RecognitionArguments.Read(http.Request), RecognitionInterface.Asynchronous, resolver, cancel).ConfigureAwait(false);
        RecognitionJob job = Read(http, requested);
        if (job.CallbackUrl is string url) await jobs.CheckCallbackAsync(job.Owner, url, cancel).ConfigureAwait(false);
        if (http.Request.ContentLength > LargestBody) throw LimitedBody.TooLarge(LargestBody);
        AwaitedBody source = new(http.Request.Body, clock);
        await using (source.ConfigureAwait(false))
        {
            LimitedBody audio = new(source, LargestBody);
            job = await jobs.CreateAsync(job, audio, cancel).ConfigureAwait(false);
        }
        List<string> warnings = [.. requested.Warnings(OfJobs), .. WithoutCallback(http.Request)];
        Wire.RecognitionJob answer = new()
        {
            Id = job.Id.ToString("D"),
            Status = job.Status.WireName(),
            Created = UtcText.Format(job.Created),
            Url = $"{http.Request.Scheme}://{http.Request.Host}{Path}/{job.Id:D}",
            Warnings = warnings.Count == 0 ? null : warnings,
        };
        return Results.Json(answer, Wire.WireJson.Plain.RecognitionJob, statusCode: StatusCodes.Status201Created);
    }

    private static RecognitionJob Read(HttpContext http, RequestedRecognition requested)
    {
        HttpRequest request = http.Request;
        string? callback = request.QueryText(CallbackUrl);
        return new RecognitionJob
        {
            Id = Guid.NewGuid(),
            Owner = http.Instance().Owner,
            Created = default,
            Updated = default,
            Parameters = requested.Recognition.Parameters,
            ContentType = request.ContentType,
            ResultsTtl = Minutes(request),
            CallbackUrl = callback,
            Events = callback is null ? [] : RecognitionEvents.Parse(request.QueryText(Events)),
            UserToken = callback is null ? "" : request.QueryText(UserToken) ?? "",
            CustomerId = request.CustomerId(),
        };
    }

    private static int Minutes(HttpRequest request)
    {
        if (request.QueryText(ResultsTtl) is not string text) return DefaultResultsTtl;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int minutes) && minutes > 0
            ? minutes
            : throw RequestQuery.InvalidQuery(ResultsTtl, text, "a whole number of minutes, 1 or more,");
    }

    /// <summary>Parameters that mean nothing without a callback are ignored.</summary>
    private static IEnumerable<string> WithoutCallback(HttpRequest request)
    {
        if (request.QueryText(CallbackUrl) is not null) return [];
        return ((string[])[Events, UserToken]).Where(name => request.QueryText(name) is not null)
            .Select(name => $"unexpected query parameter '{name}', query parameter '{CallbackUrl}' was not specified");
    }

    private static async Task<IResult> ListAsync(HttpContext http, RecognitionJobs jobs, CancellationToken cancel)
    {
        IReadOnlyList<RecognitionJob> found = await jobs.ListAsync(http.Instance().Owner, cancel)
            .ConfigureAwait(false);
        Wire.RecognitionJobList list = new()
        {
            Recognitions =
            [
                .. found.Select(job => Describe(job) with
                {
                    UserToken = job.UserToken.Length == 0 ? null : job.UserToken,
                }),
            ],
        };
        return Results.Json(list, Wire.WireJson.Plain.RecognitionJobList);
    }

    private static async Task<IResult> GetAsync(
        HttpContext http, RecognitionJobs jobs, string id, CancellationToken cancel)
    {
        (RecognitionJob job, Stream? results) = await jobs.GetAsync(http.Instance().Owner, id, cancel)
            .ConfigureAwait(false);
        await using ((results ?? Stream.Null).ConfigureAwait(false))
        {
            Wire.RecognitionJob answer = Describe(job) with
            {
                Details = job.Error is null
                    ? null
                    : [new Wire.RecognitionJobDetail { Code = job.Error.Code, Error = job.Error.Message }],
            };
            byte[] json = JsonSerializer.SerializeToUtf8Bytes(answer, Wire.WireJson.Plain.RecognitionJob);
            http.Response.ContentType = "application/json; charset=utf-8";
            await StoredResults.WriteAsync(http.Response.Body, json, results, cancel).ConfigureAwait(false);
        }
        return Results.Empty;
    }

    private static async Task<IResult> DeleteAsync(
        HttpContext http, RecognitionJobs jobs, string id, CancellationToken cancel)
    {
        await jobs.DeleteAsync(http.Instance().Owner, id, cancel).ConfigureAwait(false);
        return Results.NoContent();
    }

    private static Wire.RecognitionJob Describe(RecognitionJob job) => new()
    {
        Id = job.Id.ToString("D"),
        Status = job.Status.WireName(),
        Created = UtcText.Format(job.Created),
        Updated = UtcText.Format(job.Updated),
    };
}
