namespace SttPowerShell.LocalService.Recognition;

/// <summary>Levels of a frame in dB relative to full scale.</summary>
/// <param name="Broad">Above 100 Hz: in noise, vowels stand out best here.</param>
/// <param name="High">After pre-emphasis: weak, high fricatives such as "f" stand out here.</param>
internal readonly record struct FrameLevel(double Broad, double High);

/// <summary>Measures how loud the frames of a stream are, in two ways, each with its own noise floor.</summary>
internal sealed class LevelMeter(int rate)
{
    /// <summary>Of pre-emphasis, y[n] = x[n] - 0.97 x[n-1], as recognisers' front ends have it.</summary>
    private const float PreEmphasis = 0.97f;

    /// <summary>One pole at 100 Hz takes away a constant offset, and most of mains hum and rumble.</summary>
    private readonly float _pole = 1 - 2 * MathF.PI * 100 / rate;

    private float _previous;
    private float _highPassed;
    private bool _started;

    /// <summary>Measures the next frame.</summary>
    public FrameLevel Measure(ReadOnlySpan<short> frame)
    {
        // The step from nothing to the first sample isn't sound.
        if (!_started) (_previous, _started) = (frame[0], true);
        double broad = 0, high = 0;
        foreach (short sample in frame)
        {
            _highPassed = sample - _previous + _pole * _highPassed;
            float emphasised = sample - PreEmphasis * _previous;
            broad += _highPassed * _highPassed;
            high += emphasised * emphasised;
            _previous = sample;
        }

        return new FrameLevel(Decibels(broad / frame.Length), Decibels(high / frame.Length));
    }

    private static double Decibels(double power) => 10 * Math.Log10(power / (32768.0 * 32768.0) + 1e-12);
}
