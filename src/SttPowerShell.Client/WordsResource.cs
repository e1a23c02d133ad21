using System.Text.Json;
using SttPowerShell.Client.Http;
using SttPowerShell.Client.Wire;

namespace SttPowerShell.Client;

/// <summary>Words of custom language models: <c>/v1/customizations/{id}/words</c>.</summary>
internal sealed class WordsResource(RequestPipeline pipeline)
{
    /// <summary>
    /// The words as they arrive. The list was only whole if the enumeration ends without an exception.
    /// </summary>
    /// <param name="modelId">The model.</param>
    /// <param name="type">
    /// <c>all</c>, <c>user</c>, <c>corpora</c> or <c>grammars</c>; null for the service's default.
    /// </param>
    /// <param name="sort">
    /// <c>alphabetical</c> or <c>count</c>, with <c>+</c> or <c>-</c> before it; null for the default.
    /// </param>
    /// <param name="cancel">Closes the connection.</param>
    public IAsyncEnumerable<Word> ListAsync(string modelId, string? type, string? sort, CancellationToken cancel)
        => pipeline.StreamAsync(
            About("listWords", HttpMethod.Get, modelId) with
            {
                Query = QueryString.Of(("word_type", type), ("sort", sort)),
            },
            "words", WireJson.Plain.Word, cancel);

    public async Task<Word> GetAsync(string modelId, string word, CancellationToken cancel)
    {
        ServiceRequest request = About("getWord", HttpMethod.Get, modelId, word);
        return (await pipeline.GetAsync(request, WireJson.Plain.WordAnswer, cancel).ConfigureAwait(false)).Value.Word!;
    }

    /// <summary>Adds or replaces many words, whose analysis then goes on in the service.</summary>
    public Task AddAsync(string modelId, IReadOnlyList<Word> words, CancellationToken cancel)
        => pipeline.DoAsync(
            About("addWords", HttpMethod.Post, modelId) with
            {
                Body = new BytesBody(
                    JsonSerializer.SerializeToUtf8Bytes(new NewWords { Words = words }, WireJson.Plain.NewWords)),
                ContentType = "application/json",
                Repeatable = false,
            },
            cancel);

    /// <summary>Adds or replaces one word at once.</summary>
    public Task SetAsync(string modelId, string word, Word definition, CancellationToken cancel)
        => pipeline.DoAsync(
            About("addWord", HttpMethod.Put, modelId, word) with
            {
                Body = new BytesBody(JsonSerializer.SerializeToUtf8Bytes(definition, WireJson.Plain.Word)),
                ContentType = "application/json",
            },
            cancel);

    public Task DeleteAsync(string modelId, string word, CancellationToken cancel)
        => pipeline.DoAsync(About("deleteWord", HttpMethod.Delete, modelId, word), cancel);

    private static ServiceRequest About(string operation, HttpMethod method, string modelId, params string[] rest)
        => new(operation, method, RequestPath.Of(["v1", "customizations", modelId, "words", .. rest]))
        {
            Repeatable = true,
            Resource = rest.Length == 0 ? modelId : rest[0],
        };
}
