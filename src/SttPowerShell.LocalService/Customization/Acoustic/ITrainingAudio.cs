using SttPowerShell.LocalService.Audio;

namespace SttPowerShell.LocalService.Customization.Acoustic;

/// <summary>Gives training the valid recordings of a custom acoustic model.</summary>
internal interface ITrainingAudio
{
    /// <summary>
    /// All valid recordings, those in archives too, always in the same order: by the resource's name, then as they are
    /// in the archive. Each can be read until the next is asked for.
    /// </summary>
    IAsyncEnumerable<TrainingRecording> ReadAsync(Guid model, CancellationToken cancel);
}

/// <summary>A recording that an acoustic model learns from.</summary>
/// <param name="Resource">The name of the audio resource.</param>
/// <param name="Member">Its name in an archive; null if the resource is a recording itself.</param>
/// <param name="Source">The audio, owned by whoever enumerates.</param>
internal sealed record TrainingRecording(string Resource, string? Member, IPcmSource Source);
