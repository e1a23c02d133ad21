using SttPowerShell.LocalService.Customization.Language.Training;
using SttPowerShell.LocalService.Jobs;
using SttPowerShell.LocalService.Storage;

namespace SttPowerShell.LocalService.Customization.Language;

/// <summary>Trains a model on all its data, into files that nobody sees until its row names them.</summary>
internal sealed class LanguageTrainingRun(
    TrainingDataReader reader, LanguageTrainer trainer, ScratchFolders scratch, ModelFiles files)
{
    /// <summary>Trains, and gives the version of the model that was made.</summary>
    public async Task<Guid> TrainAsync(Claim claim, CustomModel model, bool userWordsOnly, CancellationToken cancel)
    {
        string folder = scratch.Create(claim);
        try
        {
            await TrainAsync(model, userWordsOnly, folder, cancel).ConfigureAwait(false);
        }
        finally
        {
            await TrainingMemory.ReleaseAsync().ConfigureAwait(false);
        }
        return files.Publish(model.Id, folder);
    }

    private async Task TrainAsync(CustomModel model, bool userWordsOnly, string folder, CancellationToken cancel)
    {
        LanguageTrainingData data = await reader.ReadAsync(model, userWordsOnly, cancel).ConfigureAwait(false);
        await trainer.TrainAsync(data, folder, cancel).ConfigureAwait(false);
    }
}
