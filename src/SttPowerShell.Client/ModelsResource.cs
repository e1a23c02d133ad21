using SttPowerShell.Client.Http;
using SttPowerShell.Client.Wire;

namespace SttPowerShell.Client;

/// <summary>Base models: <c>/v1/models</c>.</summary>
internal sealed class ModelsResource(RequestPipeline pipeline)
{
    public async Task<IReadOnlyList<SpeechModel>> ListAsync(CancellationToken cancel)
    {
        ServiceRequest request = new("listModels", HttpMethod.Get, RequestPath.Of("v1", "models"))
        {
            Repeatable = true,
        };
        Answer<SpeechModelList> answer =
            await pipeline.GetAsync(request, WireJson.Plain.SpeechModelList, cancel).ConfigureAwait(false);
        return answer.Value.Models!;
    }

    public async Task<SpeechModel> GetAsync(string name, CancellationToken cancel)
    {
        ServiceRequest request = new("getModel", HttpMethod.Get, RequestPath.Of("v1", "models", name))
        {
            Repeatable = true,
            Resource = name,
        };
        return (await pipeline.GetAsync(request, WireJson.Plain.SpeechModel, cancel).ConfigureAwait(false)).Value;
    }
}
