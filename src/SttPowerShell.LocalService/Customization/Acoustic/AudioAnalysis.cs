using System.Data.Common;
using System.Text.Json;
using SttPowerShell.LocalService.Jobs;
using SttPowerShell.LocalService.Recognition;
using SttPowerShell.LocalService.Storage;

namespace SttPowerShell.LocalService.Customization.Acoustic;

/// <summary>
/// The analysis of one audio resource. Several of a model go on at once, so its key is the resource; the model is
/// locked for all but more audio as long as one is active (<see cref="CustomModelData.IsAnalysing"/>).
/// </summary>
internal sealed class AudioAnalysis(
    ServiceStore store, CustomModels models, AudioContent content, ILogger<AudioAnalysis> log) : IOperationHandler
{
    private const string OperationKind = "audio-analysis";

    public string Kind => OperationKind;

    public OperationGroup Group => OperationGroup.Analysis;

    /// <summary>The operation that analyses an audio resource.</summary>
    public static NewOperation Operation(Guid owner, Guid model, string name) => new(
        OperationKind, CustomModelData.AudioKey(model, name),
        JsonSerializer.Serialize(new AudioPayload(owner, model, name), AudioPayloadJson.Default.AudioPayload));

    public async Task<Action<DbTransaction>> RunAsync(Claim claim, CancellationToken cancel)
    {
        AudioPayload payload = Payload(claim);
        (CustomModel model, AudioResource? found) = await store.ReadAsync(
            connection => (Model(connection, payload), AudioTable.Find(connection, payload.Model, payload.Name)),
            cancel).ConfigureAwait(false);
        if (found is null) throw new OperationFailedException($"There is no audio '{payload.Name}' any more.");
        BaseModel baseModel = BaseModel.Find(model.BaseModel)
            ?? throw new OperationFailedException($"The base model '{model.BaseModel}' is not recognized.");
        (AudioResource resource, IReadOnlyList<AudioMember> members) =
            await content.ExamineAsync(found, baseModel, cancel).ConfigureAwait(false);
        return transaction =>
        {
            foreach ((int position, AudioMember member) in members.Index())
            {
                AudioTable.InsertMember(transaction, payload.Model, payload.Name, position, member);
            }
            End(transaction, payload, WithinLimit(transaction, payload.Model, resource));
        };
    }

    public void Fail(DbTransaction transaction, Claim claim, string reason)
    {
        AudioPayload payload = Payload(claim);
        AudioResource? found = AudioTable.Find(transaction.Connection!, payload.Model, payload.Name);
        if (found is null) return;
        End(transaction, payload, found with
        {
            Status = AudioStatus.Invalid, Kind = AudioKind.Undetermined, Error = reason,
        });
    }

    private static AudioPayload Payload(Claim claim)
        => JsonSerializer.Deserialize(claim.Payload, AudioPayloadJson.Default.AudioPayload)!;

    private static CustomModel Model(DbConnection connection, AudioPayload payload)
        => CustomModels.Find(connection, new CustomModelScope(payload.Owner, CustomModelType.Acoustic), payload.Model);

    /// <summary>Looked at last: another resource's analysis may have ended meanwhile.</summary>
    private static AudioResource WithinLimit(DbTransaction transaction, Guid model, AudioResource resource)
    {
        double others = AudioTable.ValidSeconds(transaction.Connection!, model);
        return resource.Status == AudioStatus.Ok && others + resource.Duration > AcousticModelLimits.MostAudio
            ? resource with { Status = AudioStatus.Invalid, Error = AcousticModelLimits.TooMuch }
            : resource;
    }

    private void End(DbTransaction transaction, AudioPayload payload, AudioResource outcome)
    {
        if (outcome.Error is string reason)
        {
            AudioLog.Invalid(log, payload.Name, payload.Model, reason);
            outcome = outcome with
            {
                Error = $"Analysis of audio '{payload.Name}' failed. Please try adding the audio again by setting the "
                    + $"'allow_overwrite' flag to 'true'. {reason}",
            };
        }
        AudioTable.Update(transaction, payload.Model, outcome);
        models.Apply(transaction, Model(transaction.Connection!, payload), CustomModelEvent.DataAnalysed);
    }
}
