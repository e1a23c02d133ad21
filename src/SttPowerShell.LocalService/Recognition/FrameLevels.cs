namespace SttPowerShell.LocalService.Recognition;

/// <summary>
/// The loudness of each frame of a recording in dB of full scale, and from it the loudness that speech must exceed.
/// The background is the least level of a few seconds around a frame (minimum statistics, after R. Martin, Noise power
/// spectral density estimation, 2001), since even fluent speech falls back to it between words.
/// </summary>
internal sealed class FrameLevels
{
    /// <summary>Frames a second.</summary>
    public const int Rate = 100;

    /// <summary>How far the background is looked for before a frame: it may change within this time.</summary>
    private const int Past = 3 * Rate;

    /// <summary>How far after it.</summary>
    private const int Future = 3 * Rate / 10;

    /// <summary>At the beginning nothing lies before, so more is awaited: a second of speech has a gap.</summary>
    private const int Beginning = Rate;

    /// <summary>Single frames of noise fluctuate; the background is a mean of so many.</summary>
    private const int Smoothing = 5;

    /// <summary>Power below which a level counts as silence, −70 dB of full scale.</summary>
    private const double Silence = 1e-7;

    /// <summary>Takes away hum and offsets, which are not speech, below about 130 Hz at 16 kHz.</summary>
    private const float HighPass = 0.95f;

    private readonly int _frameLength;
    private readonly List<double> _levels = [];
    private long _dropped;
    private bool _begun;
    private float _lastInput;
    private float _lastOutput;
    private double _power;
    private int _samples;

    public FrameLevels(int frameLength) => _frameLength = frameLength;

    /// <summary>How many frames there have been.</summary>
    public long Count => _dropped + _levels.Count;

    public void Add(ReadOnlySpan<short> samples)
    {
        if (!_begun && samples.Length > 0)
        {
            _begun = true;
            _lastInput = samples[0];
        }
        foreach (short sample in samples)
        {
            _lastOutput = sample - _lastInput + (HighPass * _lastOutput);
            _lastInput = sample;
            double value = _lastOutput / 32768.0;
            _power += value * value;
            if (++_samples < _frameLength) continue;
            _levels.Add(10 * Math.Log10((_power / _frameLength) + Silence));
            _power = 0;
            _samples = 0;
        }
    }

    /// <summary>Whether enough is known behind a frame to judge it.</summary>
    public bool CanJudge(long frame) => Count > Math.Max(frame + Future, Beginning);

    /// <summary>Whether a frame is so loud that it may be speech.</summary>
    /// <param name="frame">The frame's index.</param>
    /// <param name="rise">The least distance to the background, in dB.</param>
    /// <param name="range">The greatest distance to the loudest level, in dB.</param>
    public bool IsLoud(long frame, double rise, double range)
    {
        long from = Math.Max(frame - Past, _dropped);
        long to = Math.Min(Math.Max(frame + Future, Beginning), Count - 1);
        double least = double.MaxValue;
        double most = double.MinValue;
        for (long last = Math.Min(from + Smoothing - 1, to); last <= to; last++)
        {
            double level = Mean(Math.Max(from, last - Smoothing + 1), last);
            least = Math.Min(least, level);
            most = Math.Max(most, level);
        }
        return At(frame) >= Math.Max(least + rise, most - range);
    }

    /// <summary>The middle of the quietest stretch of so many frames between two frames.</summary>
    public long Quietest(long from, long to, int stretch)
    {
        long best = from;
        double least = double.MaxValue;
        for (long first = from; first + stretch <= to; first++)
        {
            double level = Mean(first, first + stretch - 1);
            if (level >= least) continue;
            least = level;
            best = first + (stretch / 2);
        }
        return best;
    }

    /// <summary>Forgets frames that won't be asked about: those needed for the background of this one stay.</summary>
    public void DropBefore(long frame)
    {
        int drop = (int)Math.Max(0, frame - Past - _dropped);
        _levels.RemoveRange(0, drop);
        _dropped += drop;
    }

    private double At(long frame) => _levels[(int)(frame - _dropped)];

    private double Mean(long first, long last)
    {
        double sum = 0;
        for (long frame = first; frame <= last; frame++) sum += At(frame);
        return sum / (last - first + 1);
    }
}
