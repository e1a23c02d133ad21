namespace SttPowerShell.LocalService.Audio;

/// <summary>Decoded audio, read as it arrives: what every audio format becomes.</summary>
internal interface IPcmSource : IAsyncDisposable
{
    /// <summary>Sample rate in Hz.</summary>
    int Rate { get; }

    /// <summary>Number of channels, at least 1.</summary>
    int Channels { get; }

    /// <summary>What it was coded with, by the names that ffmpeg has; null if that isn't known.</summary>
    string? Codec => null;

    /// <summary>
    /// Reads the samples that are there, and waits only if there are none. There has to be room for at least one frame
    /// (a sample of each channel). Full scale is -1 to 1; every value is finite.
    /// </summary>
    /// <returns>How many values were written, a whole number of frames; 0 at the end of the audio.</returns>
    /// <exception cref="Recognition.AudioRejectedException">The audio is broken or incomplete.</exception>
    ValueTask<int> ReadAsync(Memory<float> interleaved, CancellationToken cancel);
}
