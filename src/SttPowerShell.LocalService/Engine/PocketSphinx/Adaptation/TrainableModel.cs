using System.Security.Cryptography;
using SttPowerShell.LocalService.Engine.Supply;

namespace SttPowerShell.LocalService.Engine.PocketSphinx.Adaptation;

/// <summary>
/// What the trainer needs of the base model beside its files: its definition as text, and its mixture weights. Both are
/// converted once and kept in the user's cache.
/// </summary>
/// <param name="Definition">The file of the model definition, 7 MB.</param>
/// <param name="Weights">The file of the mixture weights, 8 MB.</param>
internal sealed record TrainableModel(string Definition, string Weights)
{
    private static readonly TimeSpan ConversionLimit = TimeSpan.FromMinutes(2);

    /// <summary>Finds the converted files, or converts them. Several processes may ask at once.</summary>
    /// <param name="cache">A folder of the user's.</param>
    /// <param name="model">The folder of the acoustic model.</param>
    /// <param name="converter">The program that converts model definitions.</param>
    /// <param name="program">Makes what runs it in a working folder.</param>
    /// <param name="cancel">Gives up waiting for another process.</param>
    /// <exception cref="AdaptationFailedException">The model can't be converted.</exception>
    public static async Task<TrainableModel> EnsureAsync(
        string cache, string model, string converter, Func<string, TrainerProgram> program, CancellationToken cancel)
    {
        string definition = Path.Combine(model, "mdef");
        string weights = Path.Combine(model, "sendump");
        string target = Path.Combine(cache, $"trainable-{await NameAsync([definition, weights], cancel)
            .ConfigureAwait(false)}");
        TrainableModel converted = In(target);
        if (Directory.Exists(target)) return converted;
        Directory.CreateDirectory(cache);
        using FileStream held = await ProcessLock.TakeAsync(Path.Combine(cache, "trainable.lock"), cancel)
            .ConfigureAwait(false);
        if (Directory.Exists(target)) return converted;
        // Whoever holds the lock owns the folder, so what is in it was left by a process that was killed.
        string work = Path.Combine(cache, "trainable.new");
        if (Directory.Exists(work)) Directory.Delete(work, recursive: true);
        TrainableModel made = In(Directory.CreateDirectory(work).FullName);
        await program(work).RunAsync(
            converter, ["-text", definition, made.Definition], ConversionLimit, cancel).ConfigureAwait(false);
        try
        {
            MixtureWeights.Convert(weights, made.Weights);
        }
        catch (InvalidDataException e)
        {
            throw new AdaptationFailedException(e.Message);
        }
        Directory.Move(work, target);
        return converted;
    }

    private static TrainableModel In(string folder)
        => new(Path.Combine(folder, "mdef.txt"), Path.Combine(folder, "mixture_weights"));

    private static async Task<string> NameAsync(IEnumerable<string> paths, CancellationToken cancel)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string path in paths)
        {
            hash.AppendData(await File.ReadAllBytesAsync(path, cancel).ConfigureAwait(false));
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }
}
