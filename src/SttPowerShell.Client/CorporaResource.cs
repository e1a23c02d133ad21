using SttPowerShell.Client.Http;
using SttPowerShell.Client.Wire;

namespace SttPowerShell.Client;

/// <summary>Corpora of custom language models: <c>/v1/customizations/{id}/corpora</c>.</summary>
internal sealed class CorporaResource(RequestPipeline pipeline)
{
    public async Task<IReadOnlyList<Corpus>> ListAsync(string modelId, CancellationToken cancel)
    {
        ServiceRequest request = About("listCorpora", HttpMethod.Get, modelId);
        return (await pipeline.GetAsync(request, WireJson.Plain.CorpusList, cancel).ConfigureAwait(false))
            .Value.Corpora!;
    }

    public async Task<Corpus> GetAsync(string modelId, string name, CancellationToken cancel)
    {
        ServiceRequest request = About("getCorpus", HttpMethod.Get, modelId, name);
        return (await pipeline.GetAsync(request, WireJson.Plain.Corpus, cancel).ConfigureAwait(false)).Value;
    }

    /// <summary>
    /// Adds a text, whose analysis then goes on in the service. Sent twice it would be refused the second time: it
    /// exists, or the model is locked.
    /// </summary>
    public Task AddAsync(string modelId, string name, RequestBody text, bool overwrite, CancellationToken cancel)
        => pipeline.DoAsync(
            About("addCorpus", HttpMethod.Post, modelId, name) with
            {
                Query = QueryString.Of("allow_overwrite", overwrite ? "true" : null),
                Body = text,
                ContentType = "text/plain",
                Repeatable = false,
            },
            cancel);

    public Task DeleteAsync(string modelId, string name, CancellationToken cancel)
        => pipeline.DoAsync(About("deleteCorpus", HttpMethod.Delete, modelId, name), cancel);

    private static ServiceRequest About(string operation, HttpMethod method, string modelId, params string[] rest)
        => new(operation, method, RequestPath.Of(["v1", "customizations", modelId, "corpora", .. rest]))
        {
            Repeatable = true,
            Resource = rest.Length == 0 ? modelId : rest[0],
        };
}
