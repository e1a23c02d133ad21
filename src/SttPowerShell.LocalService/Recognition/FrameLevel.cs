namespace SttPowerShell.LocalService.Recognition;

/// <summary>Measures how loud frames are, after pre-emphasis.</summary>
/// <remarks>
/// Pre-emphasis (y[n] = x[n] - 0.97 x[n-1]) takes away mains hum, rumble and a constant offset, where there is no
/// speech, and lifts fricatives such as "f" and "th", which are weak but high.
/// </remarks>
internal sealed class FrameLevel
{
    private const float PreEmphasis = 0.97f;

    private float _previous;
    private bool _started;

    /// <summary>The level of the next frame in dB relative to full scale.</summary>
    public double Measure(ReadOnlySpan<short> frame)
    {
        // The step from nothing to the first sample isn't sound.
        if (!_started) (_previous, _started) = (frame[0], true);
        double energy = 0;
        foreach (short sample in frame)
        {
            float emphasised = sample - PreEmphasis * _previous;
            energy += emphasised * emphasised;
            _previous = sample;
        }

        const double FullScale = 32768.0 * 32768.0;
        return 10 * Math.Log10(energy / frame.Length / FullScale + 1e-12);
    }
}
