using SttPowerShell.Client.Http;
using SttPowerShell.Client.Wire;

namespace SttPowerShell.Client;

/// <summary>Grammars of custom language models: <c>/v1/customizations/{id}/grammars</c>.</summary>
internal sealed class GrammarsResource(RequestPipeline pipeline)
{
    public async Task<IReadOnlyList<Grammar>> ListAsync(string modelId, CancellationToken cancel)
    {
        ServiceRequest request = About("listGrammars", HttpMethod.Get, modelId);
        return (await pipeline.GetAsync(request, WireJson.Plain.GrammarList, cancel).ConfigureAwait(false))
            .Value.Grammars!;
    }

    public async Task<Grammar> GetAsync(string modelId, string name, CancellationToken cancel)
    {
        ServiceRequest request = About("getGrammar", HttpMethod.Get, modelId, name);
        return (await pipeline.GetAsync(request, WireJson.Plain.Grammar, cancel).ConfigureAwait(false)).Value;
    }

    /// <summary>
    /// Adds a grammar (<c>application/srgs</c> or <c>application/srgs+xml</c>), whose analysis then goes on in the
    /// service. Sent twice it would be refused the second time: it exists, or the model is locked.
    /// </summary>
    public Task AddAsync(
        string modelId, string name, RequestBody grammar, string contentType, bool overwrite, CancellationToken cancel)
        => pipeline.DoAsync(
            About("addGrammar", HttpMethod.Post, modelId, name) with
            {
                Query = QueryString.Of("allow_overwrite", overwrite ? "true" : null),
                Body = grammar,
                ContentType = contentType,
                Repeatable = false,
            },
            cancel);

    public Task DeleteAsync(string modelId, string name, CancellationToken cancel)
        => pipeline.DoAsync(About("deleteGrammar", HttpMethod.Delete, modelId, name), cancel);

    private static ServiceRequest About(string operation, HttpMethod method, string modelId, params string[] rest)
        => new(operation, method, RequestPath.Of(["v1", "customizations", modelId, "grammars", .. rest]))
        {
            Repeatable = true,
            Resource = rest.Length == 0 ? modelId : rest[0],
        };
}
