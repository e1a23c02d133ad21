using SttPowerShell.LocalService.Engine.Supply;

namespace SttPowerShell.LocalService.Customization.Language.Pronunciation;

/// <summary>Graphone models that were trained before, in files of a folder: one for each dictionary.</summary>
internal sealed class GraphoneCache(string folder)
{
    /// <summary>To be raised when the format or the training changes.</summary>
    private const int Version = 1;

    /// <summary>Reads the model of a dictionary, or trains it and keeps it: some seconds of computing.</summary>
    public async Task<GraphoneModel> GetAsync(PronunciationDictionary dictionary, CancellationToken cancel)
    {
        string path = Path.Combine(folder, $"pronunciations-{dictionary.Fingerprint[..16]}-{Version}.bin");
        if (Read(path) is { } known) return known;
        // Whoever comes second finds the first one's file.
        FileStream held = await ProcessLock.TakeAsync(Path.Combine(folder, "pronunciations.lock"), cancel)
            .ConfigureAwait(false);
        await using (held.ConfigureAwait(false))
        {
            if (Read(path) is { } meanwhile) return meanwhile;
            // On a thread of its own: seconds of computing would keep the thread pool from serving connections.
            await Task.Factory.StartNew(
                () => Write(path, GraphoneTrainer.Train([.. dictionary.Entries()], cancel)),
                cancel, TaskCreationOptions.LongRunning, TaskScheduler.Default).ConfigureAwait(false);
            // Training took 100 MB or more, once: it goes back to the system.
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            return Read(path) ?? throw new IOException($"'{path}' was written and can't be read.");
        }
    }

    private static void Write(string path, GraphoneModel model)
    {
        string temporary = $"{path}.{Environment.ProcessId}.tmp";
        try
        {
            using (BinaryWriter writer = new(File.Create(temporary)))
            {
                writer.Write(Version);
                model.Write(writer);
                writer.Write(Version);
            }
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>The model in a file; null if there is none, or what is there is damaged.</summary>
    private static GraphoneModel? Read(string path)
    {
        if (!File.Exists(path)) return null;
        try
        {
            using BinaryReader reader = new(File.OpenRead(path));
            if (reader.ReadInt32() != Version) return null;
            GraphoneModel model = GraphoneModel.Read(reader);
            return reader.ReadInt32() == Version ? model : null;
        }
        catch (Exception e) when (e is IOException or InvalidDataException or FormatException or ArgumentException
            or OverflowException or OutOfMemoryException)
        {
            return null;
        }
    }
}
