using Microsoft.Extensions.Caching.Memory;
using SttPowerShell.LocalService.Customization.Language.Training;
using SttPowerShell.LocalService.Storage;

namespace SttPowerShell.LocalService.Customization;

/// <summary>Reads the files of trained language models, and keeps those that were used last.</summary>
internal sealed class TrainedLanguageModels(ModelFiles files) : IDisposable
{
    /// <summary>Each has the words of its transcripts: some megabytes if they are many.</summary>
    private const int MostKept = 16;

    private static readonly TimeSpan KeptUnused = TimeSpan.FromMinutes(10);

    private readonly MemoryCache _kept = new(new MemoryCacheOptions { SizeLimit = MostKept });

    /// <exception cref="StoreException">The files are missing or damaged.</exception>
    public async Task<TrainedLanguageModel> GetAsync(Guid model, Guid version, CancellationToken cancel)
    {
        ModelVersion key = new(model, version);
        if (_kept.TryGetValue(key, out TrainedLanguageModel? known)) return known!;
        try
        {
            TrainedLanguageModel read = await Task.Run(
                () => TrainedLanguageModel.Load(files.PathOf(model, version)), cancel).ConfigureAwait(false);
            return _kept.Set(key, read, new MemoryCacheEntryOptions { Size = 1, SlidingExpiration = KeptUnused });
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new StoreException(
                $"The files of custom language model {model} can't be read. Train it again. {e.Message}", e);
        }
    }

    public void Dispose() => _kept.Dispose();
}
