using SttPowerShell.Client.Http;
using SttPowerShell.Client.Wire;

namespace SttPowerShell.Client;

/// <summary>What is sent as an audio resource.</summary>
/// <param name="Body">The recording or archive.</param>
/// <param name="ContentType">Its type: <c>audio/…</c>, <c>application/zip</c> or <c>application/gzip</c>.</param>
/// <param name="ContainedType">The type of an archive's members, if they don't tell it themselves.</param>
internal sealed record NewAudio(RequestBody Body, string ContentType, string? ContainedType = null);

/// <summary>Audio resources of custom acoustic models: <c>/v1/acoustic_customizations/{id}/audio</c>.</summary>
internal sealed class AudioResources(RequestPipeline pipeline)
{
    /// <summary>All of a model, with the minutes of those that are valid.</summary>
    public async Task<AudioList> ListAsync(string modelId, CancellationToken cancel)
    {
        ServiceRequest request = About("listAudio", HttpMethod.Get, modelId);
        return (await pipeline.GetAsync(request, WireJson.Plain.AudioList, cancel).ConfigureAwait(false)).Value;
    }

    public async Task<AudioListing> GetAsync(string modelId, string name, CancellationToken cancel)
    {
        ServiceRequest request = About("getAudio", HttpMethod.Get, modelId, name);
        return (await pipeline.GetAsync(request, WireJson.Plain.AudioListing, cancel).ConfigureAwait(false)).Value;
    }

    /// <summary>
    /// Adds audio, whose analysis then goes on in the service. Sent twice it would be refused the second time: it exists.
    /// </summary>
    public Task AddAsync(string modelId, string name, NewAudio audio, bool overwrite, CancellationToken cancel)
        => pipeline.DoAsync(
            About("addAudio", HttpMethod.Post, modelId, name) with
            {
                Query = QueryString.Of("allow_overwrite", overwrite ? "true" : null),
                Body = audio.Body,
                ContentType = audio.ContentType,
                ContainedContentType = audio.ContainedType,
                Repeatable = false,
            },
            cancel);

    public Task DeleteAsync(string modelId, string name, CancellationToken cancel)
        => pipeline.DoAsync(About("deleteAudio", HttpMethod.Delete, modelId, name), cancel);

    private static ServiceRequest About(string operation, HttpMethod method, string modelId, params string[] rest)
        => new(operation, method, RequestPath.Of(["v1", "acoustic_customizations", modelId, "audio", .. rest]))
        {
            Repeatable = true,
            Resource = rest.Length == 0 ? modelId : rest[0],
        };
}
