using SttPowerShell.LocalService.Customization.Language;
using SttPowerShell.LocalService.Engine;
using SttPowerShell.LocalService.Jobs;
using SttPowerShell.LocalService.Recognition;
using SttPowerShell.LocalService.Storage;

namespace SttPowerShell.LocalService.Customization.Acoustic;

/// <summary>Trains a model on all its audio, into files that nobody sees until its row names them.</summary>
internal sealed class AcousticTrainingRun(
    ServiceStore store, BlobStore blobs, ITrainingAudio audio, TrainedLanguageModels trained,
    AcousticAdaptation adaptation, ScratchFolders scratch, ModelFiles files)
{
    /// <summary>Trains, and gives the version of the model that was made.</summary>
    /// <param name="claim">The operation.</param>
    /// <param name="model">The model.</param>
    /// <param name="languageModel">The custom language model to recognise the audio with; null for none.</param>
    /// <param name="version">The version of the base model that it must be made for.</param>
    /// <param name="cancel">Stops it soon.</param>
    public async Task<Guid> TrainAsync(
        Claim claim, CustomModel model, Guid? languageModel, string version, CancellationToken cancel)
    {
        string work = scratch.Create(claim);
        string folder = Path.Combine(work, "model");
        OwnFile.CreateDirectory(folder);
        try
        {
            TranscribingLanguage? language = languageModel is Guid id
                ? await LanguageAsync(model, id, version, cancel).ConfigureAwait(false)
                : null;
            await adaptation.TrainAsync(audio.ReadAsync(model.Id, cancel), language, work, folder, cancel)
                .ConfigureAwait(false);
        }
        catch (EngineUnavailableException missing)
        {
            throw new OperationPostponedException(missing.Message, missing);
        }
        finally
        {
            await TrainingMemory.ReleaseAsync().ConfigureAwait(false);
        }
        return files.Publish(model.Id, folder);
    }

    private async Task<TranscribingLanguage> LanguageAsync(
        CustomModel acoustic, Guid id, string version, CancellationToken cancel)
    {
        (CustomModel language, IReadOnlyList<LanguageSource> corpora) = await store.ReadAsync(
            connection => (
                Find(() => TranscribingModel.Require(connection, acoustic, id, version)),
                LanguageSourceTable.List(connection, id, LanguageSourceKind.Corpus)),
            cancel).ConfigureAwait(false);
        Guid training = language.TrainedVersion!.Value;
        double weight = language.CustomizationWeight
            ?? BaseModel.Find(language.BaseModel)!.DefaultCustomizationWeight;
        return new TranscribingLanguage(
            training, await trained.GetAsync(id, training, cancel).ConfigureAwait(false), weight,
            [
                .. corpora.Where(corpus => corpus.Status == AnalysisStatus.Analyzed)
                    .Select(corpus => (Func<TextReader>)(() => Utf8Text.Read(blobs.OpenRead(corpus.Blob)))),
            ]);
    }

    /// <summary>It was there when the training was asked for, but isn't locked by it.</summary>
    private static CustomModel Find(Func<CustomModel> find)
    {
        try
        {
            return find();
        }
        catch (RequestRefusedException refused)
        {
            throw new OperationFailedException(
                $"The custom language model can't be used any more: {refused.Message}", refused);
        }
    }
}
