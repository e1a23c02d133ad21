namespace SttPowerShell.LocalService.Engine;

/// <summary>Adapts the engine's acoustic model to voices and surroundings. Safe for concurrent use.</summary>
internal interface IAcousticTrainer
{
    /// <summary>Writes an adapted model into a folder, for <see cref="EngineAcousticModel"/>.</summary>
    /// <param name="data">What to learn from.</param>
    /// <param name="work">An empty folder for what it needs meanwhile; whoever calls removes it.</param>
    /// <param name="folder">An empty folder for the model. After a failure what is in it is of no use.</param>
    /// <param name="cancel">Stops it soon.</param>
    /// <exception cref="EngineUnavailableException">Its programs can't be had: the message says what to do.</exception>
    /// <exception cref="AdaptationFailedException">They fail on this data: the message says at what.</exception>
    Task<AdaptationOutcome> AdaptAsync(AdaptationData data, string work, string folder, CancellationToken cancel);
}

/// <summary>What an acoustic model is adapted to.</summary>
/// <param name="Folder">Where the utterances' samples are.</param>
/// <param name="Utterances">At least one.</param>
/// <param name="Pronunciations">Phones separated by blanks, for each word of the utterances.</param>
internal sealed record AdaptationData(
    string Folder, IReadOnlyList<AdaptationUtterance> Utterances, IReadOnlyDictionary<string, string> Pronunciations)
{
    /// <summary>What the names of the samples' files end in.</summary>
    public const string SamplesExtension = "raw";

    /// <summary>The file of an utterance's samples.</summary>
    public static string FileOf(string folder, string name) => Path.Combine(folder, $"{name}.{SamplesExtension}");
}

/// <summary>An utterance whose words are known.</summary>
/// <param name="Name">
/// Letters and digits. The file <c>{Name}.raw</c> holds nothing but 16-bit mono samples at the engine's rate,
/// little-endian.
/// </param>
/// <param name="Seconds">Its length.</param>
/// <param name="Words">What is said in it.</param>
internal sealed record AdaptationUtterance(string Name, double Seconds, IReadOnlyList<string> Words);

/// <summary>What has become of it.</summary>
/// <param name="Method">How it was adapted, for the log.</param>
/// <param name="Unaligned">How many utterances were left out because their words don't fit their sound.</param>
internal sealed record AdaptationOutcome(string Method, int Unaligned);

/// <summary>The data can't be learnt from.</summary>
internal sealed class AdaptationFailedException(string message) : Exception(message);
