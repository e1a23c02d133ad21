using System.IO.Pipelines;

namespace SttPowerShell.LocalService.Audio;

/// <summary>An audio format that the service reads. A new one is one class and its line in the registration.</summary>
internal interface IAudioFormat
{
    /// <summary>The media types that it reads, in lower case and without parameters.</summary>
    IReadOnlyList<string> MediaTypes { get; }

    /// <summary>Makes sure that a content type of this format says all that it must.</summary>
    /// <exception cref="Recognition.AudioRejectedException">It doesn't, or the format can't be read here.</exception>
    void Check(AudioContentType type)
    {
    }

    /// <summary>Reads as much as it takes to know rate and channels, and gives the decoded audio.</summary>
    /// <remarks>
    /// The reader stands at the first byte, and its owner completes it after the source is disposed. The type is the
    /// one that was sent, or the one that the first bytes show.
    /// </remarks>
    /// <exception cref="Recognition.AudioRejectedException">This isn't audio of this format.</exception>
    ValueTask<IPcmSource> OpenAsync(PipeReader audio, AudioContentType type, CancellationToken cancel);
}
