namespace SttPowerShell.LocalService.Recognition;

/// <summary>A Butterworth high-pass filter of eighth order: four sections of second order.</summary>
internal sealed class HighPass
{
    /// <summary>Quality factors of the sections: 1 / (2 sin((2k - 1) π / 16)), k = 1 to 4.</summary>
    private static readonly double[] Qualities =
        [.. Enumerable.Range(1, 4).Select(k => 1 / (2 * Math.Sin((2 * k - 1) * Math.PI / 16)))];

    private readonly Section[] _sections;

    /// <param name="rate">Samples a second.</param>
    /// <param name="corner">Hz, below half the rate.</param>
    public HighPass(int rate, double corner)
    {
        double warped = Math.Tan(Math.PI * corner / rate);
        _sections = [.. Qualities.Select(quality => new Section(warped, quality))];
    }

    /// <summary>Filters the next sample.</summary>
    public double Filter(double sample)
    {
        foreach (Section section in _sections) sample = section.Filter(sample);
        return sample;
    }

    /// <summary>The bilinear transform of s² / (s² + s/Q + 1), in the transposed direct form II.</summary>
    private sealed class Section(double warped, double quality)
    {
        private readonly double _gain = 1 / (1 + warped / quality + warped * warped);
        private readonly double _first = 2 * (warped * warped - 1);
        private readonly double _second = 1 - warped / quality + warped * warped;
        private double _state1;
        private double _state2;

        public double Filter(double sample)
        {
            double output = _gain * sample + _state1;
            _state1 = -2 * _gain * sample - _gain * _first * output + _state2;
            _state2 = _gain * sample - _gain * _second * output;
            return output;
        }
    }
}
