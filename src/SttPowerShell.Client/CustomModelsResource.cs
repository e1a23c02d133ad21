using System.Text.Json;
using SttPowerShell.Client.Http;
using SttPowerShell.Client.Wire;

namespace SttPowerShell.Client;

/// <summary>Custom models of one type: <c>/v1/customizations</c> or <c>/v1/acoustic_customizations</c>.</summary>
internal sealed class CustomModelsResource(RequestPipeline pipeline, CustomModelKind kind)
{
    /// <summary>All models of these credentials, or those of one language such as en-US.</summary>
    public async Task<IReadOnlyList<CustomModel>> ListAsync(string? language, CancellationToken cancel)
    {
        ServiceRequest request = new($"list{kind.Name}s", HttpMethod.Get, RequestPath.Of("v1", kind.Path))
        {
            Query = QueryString.Of("language", language),
            Repeatable = true,
        };
        Answer<CustomModelList> answer =
            await pipeline.GetAsync(request, WireJson.Plain.CustomModelList, cancel).ConfigureAwait(false);
        return answer.Value.Customizations!;
    }

    public async Task<CustomModel> GetAsync(string id, CancellationToken cancel)
    {
        ServiceRequest request = About("get", id, HttpMethod.Get);
        return (await pipeline.GetAsync(request, WireJson.Plain.CustomModel, cancel).ConfigureAwait(false)).Value;
    }

    /// <summary>Creates a model and gives its id. Never sent twice: each time would make another model.</summary>
    public async Task<string> CreateAsync(NewCustomModel model, CancellationToken cancel)
    {
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(model, WireJson.Plain.NewCustomModel);
        ServiceRequest request = new($"create{kind.Name}", HttpMethod.Post, RequestPath.Of("v1", kind.Path))
        {
            Body = new BytesBody(json),
            ContentType = "application/json",
            Resource = model.Name,
        };
        Answer<CustomModelId> answer =
            await pipeline.GetAsync(request, WireJson.Plain.CustomModelId, cancel).ConfigureAwait(false);
        return answer.Value.CustomizationId!;
    }

    public Task ResetAsync(string id, CancellationToken cancel)
        => pipeline.DoAsync(About("reset", id, HttpMethod.Post, "reset"), cancel);

    public Task DeleteAsync(string id, CancellationToken cancel)
        => pipeline.DoAsync(About("delete", id, HttpMethod.Delete), cancel);

    /// <summary>Begins a training, and gives what it leaves out. Never sent twice: a second one is refused.</summary>
    public async Task<IReadOnlyList<TrainingWarning>> TrainAsync(
        string id, TrainingParameters parameters, CancellationToken cancel)
    {
        ServiceRequest request = About("train", id, HttpMethod.Post, "train") with
        {
            Query = QueryString.From(parameters, WireJson.Plain.TrainingParameters),
            Repeatable = false,
        };
        Answer<TrainingAnswer> answer =
            await pipeline.GetAsync(request, WireJson.Plain.TrainingAnswer, cancel).ConfigureAwait(false);
        return answer.Value.Warnings ?? [];
    }

    /// <summary>Begins the move to the newest version of the model's base model.</summary>
    public Task UpgradeAsync(string id, UpgradeParameters parameters, CancellationToken cancel)
        => pipeline.DoAsync(
            About("upgrade", id, HttpMethod.Post, "upgrade_model") with
            {
                Query = QueryString.From(parameters, WireJson.Plain.UpgradeParameters),
                Repeatable = false,
            },
            cancel);

    private ServiceRequest About(string verb, string id, HttpMethod method, params string[] rest)
        => new(verb + kind.Name, method, RequestPath.Of(["v1", kind.Path, id, .. rest]))
        {
            Repeatable = true,
            Resource = id,
        };
}
