using System.Data.Common;
using SttPowerShell.LocalService.Customization.Acoustic;
using SttPowerShell.LocalService.Customization.Language;
using SttPowerShell.LocalService.Storage;

namespace SttPowerShell.LocalService.Customization;

/// <summary>All that requests have tagged with a customer's id (contract sections 3, 10).</summary>
internal sealed class UserData(ServiceStore store, CustomModels models, BlobStore blobs)
{
    /// <summary>Removes it, all or nothing. Trained models keep what they have learnt until they are trained again.</summary>
    /// <exception cref="RequestRefusedException">A custom model that has such data is busy.</exception>
    public Task DeleteAsync(Guid owner, string customerId, CancellationToken cancel) => store.WriteAsync(
        transaction =>
        {
            foreach (CustomModel model in List(transaction, owner, CustomModelType.Language))
            {
                DeleteLanguageData(transaction, model, customerId);
            }
            foreach (CustomModel model in List(transaction, owner, CustomModelType.Acoustic))
            {
                DeleteAudio(transaction, model, customerId);
            }
            foreach (string blob in RecognitionJobTable.DeleteOf(transaction, owner, customerId)) blobs.Release(blob);
            CallbackTable.DeleteOf(transaction, owner, customerId);
            return true;
        },
        cancel);

    private static IReadOnlyList<CustomModel> List(DbTransaction transaction, Guid owner, CustomModelType type)
        => CustomModelTable.List(transaction.Connection!, new CustomModelScope(owner, type), language: null);

    private static void RequireIdle(DbTransaction transaction, CustomModel model) => CustomModels.Require(
        model, CustomModelStateMachine.Check(CustomModels.State(transaction, model), CustomModelEvent.ChangeData));

    private void DeleteLanguageData(DbTransaction transaction, CustomModel model, string customerId)
    {
        IReadOnlyList<LanguageSource> tagged =
        [
            .. Enum.GetValues<LanguageSourceKind>()
                .SelectMany(kind => LanguageSourceTable.List(transaction.Connection!, model.Id, kind))
                .Where(source => source.CustomerId == customerId),
        ];
        if (tagged.Count == 0 && !WordTable.HasAnyOf(transaction.Connection!, model.Id, customerId)) return;
        RequireIdle(transaction, model);
        foreach (LanguageSource source in tagged)
        {
            WordTable.RemoveSource(transaction, model.Id, source.Name);
            LanguageSourceTable.Delete(transaction, model.Id, source.Kind, source.Name);
            blobs.Release(source.Blob);
        }
        WordTable.RemoveOf(transaction, model.Id, customerId);
        models.Apply(transaction, model with { Error = null }, CustomModelEvent.ChangeData);
    }

    private void DeleteAudio(DbTransaction transaction, CustomModel model, string customerId)
    {
        IReadOnlyList<AudioResource> tagged =
        [
            .. AudioTable.List(transaction.Connection!, model.Id).Where(audio => audio.CustomerId == customerId),
        ];
        if (tagged.Count == 0) return;
        RequireIdle(transaction, model);
        foreach (AudioResource audio in tagged)
        {
            AudioTable.Delete(transaction, model.Id, audio.Name);
            blobs.Release(audio.Blob);
        }
        models.Apply(transaction, model with { Error = null }, CustomModelEvent.ChangeData);
    }
}
