using Microsoft.AspNetCore.Mvc;
using SttPowerShell.LocalService.Api.Authentication;
using SttPowerShell.LocalService.Customization;
using SttPowerShell.LocalService.Customization.Acoustic;
using SttPowerShell.LocalService.Customization.Acoustic.Archives;
using Wire = SttPowerShell.Client.Wire;

namespace SttPowerShell.LocalService.Api;

/// <summary>Audio resources: <c>/v1/acoustic_customizations/{id}/audio</c> (contract section 9.1).</summary>
internal static class AudioEndpoints
{
    /// <summary>Bytes of one resource: 100 MB.</summary>
    private const long LargestAudio = 100 * 1024 * 1024;

    private const string ContainedType = "Contained-Content-Type";

    public static void MapAudio(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder group = routes.MapGroup("/v1/acoustic_customizations/{id}/audio")
            .WithTags("Custom audio resources");
        group.MapGet("/", ListAsync).WithName("listAudio")
            .Produces<Wire.AudioList>().Refuses(StatusCodes.Status400BadRequest);
        group.MapPost("/{name}", AddAsync).WithName("addAudio")
            .Produces<EmptyAnswer>(StatusCodes.Status201Created)
            .Refuses(
                StatusCodes.Status400BadRequest, StatusCodes.Status409Conflict, StatusCodes.Status413PayloadTooLarge,
                StatusCodes.Status415UnsupportedMediaType)
            .TakesQuery(["allow_overwrite"])
            .TakesHeader(ContainedType)
            .TakesBody(["audio/*", .. ArchiveCompressions.MediaTypes])
            .WithMetadata(new DisableRequestSizeLimitAttribute());
        group.MapGet("/{name}", GetAsync).WithName("getAudio")
            .Produces<Wire.AudioListing>().Refuses(StatusCodes.Status400BadRequest);
        group.MapDelete("/{name}", DeleteAsync).WithName("deleteAudio")
            .Produces<EmptyAnswer>().Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status409Conflict);
    }

    private static async Task<IResult> AddAsync(
        HttpContext http, AudioResources resources, string id, string name, CancellationToken cancel)
    {
        NewAudioResource added = new(name, http.Request.QueryFlag("allow_overwrite") ?? false)
        {
            ContentType = http.Request.ContentType,
            ContainedType = http.Request.Headers[ContainedType].ToString(),
            CustomerId = http.Request.CustomerId(),
        };
        await resources.AddAsync(http.Instance().Owner, CustomModelId.Parse(id), added,
            _ => Task.FromResult<Stream>(Open(http.Request)), cancel).ConfigureAwait(false);
        return Results.Json(
            new EmptyAnswer(), ServiceJson.Default.EmptyAnswer, statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IResult> ListAsync(
        HttpContext http, AudioResources resources, string id, CancellationToken cancel)
    {
        IReadOnlyList<AudioResource> found = await resources.ListAsync(
            http.Instance().Owner, CustomModelId.Parse(id), cancel).ConfigureAwait(false);
        double seconds = found.Where(one => one.Status == AudioStatus.Ok).Sum(one => one.Duration);
        Wire.AudioList list = new()
        {
            TotalMinutes = Math.Round(seconds / 60, 2),
            Audio = [.. found.Select(Describe)],
        };
        return Results.Json(list, Wire.WireJson.Plain.AudioList);
    }

    private static async Task<IResult> GetAsync(
        HttpContext http, AudioResources resources, string id, string name, CancellationToken cancel)
    {
        (AudioResource found, IReadOnlyList<AudioMember> members) = await resources.GetAsync(
            http.Instance().Owner, CustomModelId.Parse(id), name, cancel).ConfigureAwait(false);
        Wire.AudioResource described = Describe(found);
        Wire.AudioListing listing = found.Archive is null
            ? new Wire.AudioListing
            {
                Duration = described.Duration,
                Name = described.Name,
                Details = described.Details,
                Status = described.Status,
                Error = described.Error,
            }
            : new Wire.AudioListing { Container = described, Audio = [.. members.Select(Describe)] };
        return Results.Json(listing, Wire.WireJson.Plain.AudioListing);
    }

    private static async Task<IResult> DeleteAsync(
        HttpContext http, AudioResources resources, string id, string name, CancellationToken cancel)
    {
        await resources.DeleteAsync(http.Instance().Owner, CustomModelId.Parse(id), name, cancel)
            .ConfigureAwait(false);
        return Results.Json(new EmptyAnswer(), ServiceJson.Default.EmptyAnswer);
    }

    private static LimitedBody Open(HttpRequest request)
    {
        if (request.ContentLength == 0)
        {
            throw new RequestRefusedException(
                StatusCodes.Status400BadRequest, "Required parameter 'audio_resource' is missing");
        }
        return LimitedBody.Of(request, LargestAudio);
    }

    private static Wire.AudioResource Describe(AudioResource resource) => new()
    {
        Duration = Math.Round(resource.Duration),
        Name = resource.Name,
        Details = new Wire.AudioDetails
        {
            Type = resource.Kind?.WireName(),
            Codec = resource.Codec,
            Frequency = resource.Frequency,
            Compression = resource.Kind == AudioKind.Archive ? resource.Archive?.WireName() : null,
        },
        Status = resource.Status.WireName(),
        Error = resource.Error,
    };

    private static Wire.AudioResource Describe(AudioMember member) => new()
    {
        Duration = Math.Round(member.Duration),
        Name = member.Name,
        Details = new Wire.AudioDetails
        {
            Type = (member.Frequency is null ? AudioKind.Undetermined : AudioKind.Audio).WireName(),
            Codec = member.Codec,
            Frequency = member.Frequency,
        },
        Status = member.Status.WireName(),
        Error = member.Error,
    };
}
