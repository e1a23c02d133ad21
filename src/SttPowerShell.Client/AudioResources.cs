using SttPowerShell.Client.Http;
using SttPowerShell.Client.Wire;

namespace SttPowerShell.Client;

/// <summary>
/// Recordings, and archives of them, that custom acoustic models learn from:
/// <c>/v1/acoustic_customizations/{id}/audio</c>.
/// </summary>
internal sealed class AudioResources(RequestPipeline pipeline)
{
    /// <summary>All of them, without the members of archives, and how many minutes of them are valid.</summary>
    public async Task<AudioList> ListAsync(string modelId, CancellationToken cancel)
    {
        ServiceRequest request = About("listAudio", HttpMethod.Get, modelId);
        return (await pipeline.GetAsync(request, WireJson.Plain.AudioList, cancel).ConfigureAwait(false)).Value;
    }

    /// <summary>One of them; of an archive the container and its members.</summary>
    public async Task<AudioListing> GetAsync(string modelId, string name, CancellationToken cancel)
    {
        ServiceRequest request = About("getAudio", HttpMethod.Get, modelId, name);
        return (await pipeline.GetAsync(request, WireJson.Plain.AudioListing, cancel).ConfigureAwait(false)).Value;
    }

    /// <summary>
    /// Adds a recording or an archive (<c>application/zip</c>, <c>application/gzip</c>), whose analysis then goes on in
    /// the service. Several may be sent at once. Sent twice without <paramref name="overwrite"/>, it would be refused
    /// the second time, since it exists.
    /// </summary>
    /// <param name="modelId">The model.</param>
    /// <param name="name">The name of the new resource.</param>
    /// <param name="audio">At most 100 MB.</param>
    /// <param name="contentType">The type of the audio or of the archive.</param>
    /// <param name="containedType">The type of all recordings in an archive; raw formats need it.</param>
    /// <param name="overwrite">Whether to replace one of the same name.</param>
    /// <param name="cancel">Ends it at once.</param>
    public Task AddAsync(
        string modelId, string name, RequestBody audio, string contentType, string? containedType, bool overwrite,
        CancellationToken cancel)
        => pipeline.DoAsync(
            About("addAudio", HttpMethod.Post, modelId, name) with
            {
                Query = QueryString.Of("allow_overwrite", overwrite ? "true" : null),
                Body = audio,
                ContentType = contentType,
                Headers = [("Contained-Content-Type", containedType)],
                Repeatable = overwrite,
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
