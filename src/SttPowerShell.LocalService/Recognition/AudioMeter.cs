using SttPowerShell.Client.Wire;

namespace SttPowerShell.LocalService.Recognition;

/// <summary>
/// Measures the audio as a signal, by intervals of 0.1 s (audio_metrics, contract section 5.4). It keeps the intervals
/// of which it isn't known yet whether they are speech: those of one utterance at most.
/// </summary>
internal sealed class AudioMeter
{
    private const double Interval = 0.1;
    private const double FullScale = 32768;

    /// <summary>The range of 16 bits in dB: the level 0 is the least step, 1 is full scale.</summary>
    private const double Range = 96;

    /// <summary>
    /// Where the upper half of the frequencies is measured from, as a share of the model's rate: above its edge, 1/4,
    /// because the filter isn't steep.
    /// </summary>
    private const double UpperCorner = 0.3125;

    /// <summary>
    /// With so little of speech's energy there, in dB, the upper half is as likely missing as not; and how many dB make
    /// the odds e times as great. The librivox recordings have -18 to -44 dB, upsampled from 8 kHz -53 to -68.
    /// </summary>
    private const double EvenLoss = -48.5;
    private const double LossSlope = 1.5;

    private readonly int _rate;
    private readonly int _length;
    private readonly HighPass _upperHalf;
    private readonly Queue<Measured> _undecided = new();
    private readonly Histogram _offset = new(-1, -0.9, -0.7, -0.5, -0.3, -0.1, 0.1, 0.3, 0.5, 0.7, 0.9, 1);
    private readonly Histogram _clipping = new(0, 1e-5, 1e-4, 1e-3, 0.01, 0.1, 1);
    private readonly Levels _speech = new();
    private readonly Levels _other = new();
    private Sums _sums;
    private long _samples;

    /// <summary>Where the decided intervals end, in samples.</summary>
    private long _decided;
    private long _speechEnd = -1;

    /// <param name="rate">Samples a second.</param>
    /// <param name="modelRate">The base model's rate in Hz, by half of which its upper frequencies end.</param>
    public AudioMeter(int rate, int modelRate)
    {
        _rate = rate;
        _length = (int)(rate * Interval);
        _upperHalf = new HighPass(rate, modelRate * UpperCorner);
    }

    /// <summary>Takes the next samples.</summary>
    public void Write(ReadOnlySpan<short> samples)
    {
        foreach (short sample in samples)
        {
            double upper = _upperHalf.Filter(sample);
            _sums.Sum += sample;
            _sums.Energy += (double)sample * sample;
            _sums.Upper += upper * upper;
            if (sample is short.MaxValue or short.MinValue) _sums.Clipped++;
            if (++_samples % _length == 0) EndInterval();
        }
    }

    /// <summary>Tells of an utterance, whose samples were written.</summary>
    public void Speech(Utterance utterance)
    {
        long padding = (long)(EndpointerOptions.Default.Padding * _rate);
        long end = utterance.FirstSample + utterance.Samples.Length;
        bool goesOn = utterance.FirstSample == _speechEnd;
        Decide(utterance.FirstSample + (goesOn ? 0 : padding), _other);
        Decide(end - (utterance.Ended == UtteranceEnd.Reset ? 0 : padding), _speech);
        if (utterance.Ended == UtteranceEnd.Reset) _speechEnd = end;
    }

    /// <summary>Tells that there is no more speech before a sample than was told.</summary>
    public void Settle(long sample) => Decide(sample, _other);

    /// <summary>The metrics of all that was written.</summary>
    public AudioMetrics Complete()
    {
        Decide(long.MaxValue, _other);
        double count = _speech.Count + _other.Count;
        return new AudioMetrics
        {
            SamplingInterval = Interval,
            Accumulated = new AudioMetricsDetails
            {
                Final = true,
                EndTime = Math.Round((double)_samples / _rate, 3),
                SignalToNoiseRatio = SignalToNoise(),
                SpeechRatio = count == 0 ? 0 : Math.Round(_speech.Count / count, 4),
                HighFrequencyLoss = Math.Round(HighFrequencyLoss(), 4),
                DirectCurrentOffset = _offset.Bins,
                ClippingRate = _clipping.Bins,
                SpeechLevel = _speech.Histogram.Bins,
                NonSpeechLevel = _other.Histogram.Bins,
            },
        };
    }

    private void EndInterval()
    {
        _offset.Add(_sums.Sum / _length / FullScale);
        _clipping.Add((double)_sums.Clipped / _length);
        _undecided.Enqueue(new Measured(_sums.Energy / _length, _sums.Upper / _length));
        _sums = default;
    }

    /// <summary>Intervals belong to what their middle belongs to.</summary>
    private void Decide(long before, Levels levels)
    {
        while (_decided + _length / 2 < before && _undecided.TryDequeue(out Measured interval))
        {
            levels.Add(interval);
            _decided += _length;
        }
    }

    private double? SignalToNoise()
    {
        if (_speech.Count == 0 || _other.Count == 0) return null;
        double noise = _other.Energy / _other.Count, speech = _speech.Energy / _speech.Count - noise;
        if (noise <= 0 || speech <= 0) return null;
        return Math.Round(Math.Clamp(10 * Math.Log10(speech / noise), 0, 100), 2);
    }

    /// <summary>Of speech, or of everything where there is none.</summary>
    private double HighFrequencyLoss()
    {
        Levels levels = _speech.Count > 0 ? _speech : _other;
        if (levels.Energy <= 0) return 0;
        double share = 10 * Math.Log10(levels.Upper / levels.Energy + 1e-12);
        return 1 / (1 + Math.Exp((share - EvenLoss) / LossSlope));
    }

    private struct Sums
    {
        public double Sum, Energy, Upper;
        public int Clipped;
    }

    /// <summary>Mean squares of an interval, and of its upper half of frequencies.</summary>
    private readonly record struct Measured(double Energy, double Upper);

    private sealed class Levels
    {
        public Histogram Histogram { get; } = new(0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1);
        public int Count { get; private set; }
        public double Energy { get; private set; }
        public double Upper { get; private set; }

        public void Add(Measured interval)
        {
            double decibels = 10 * Math.Log10(interval.Energy / (FullScale * FullScale) + 1e-12);
            Histogram.Add(Math.Clamp(1 + decibels / Range, 0, 1));
            Count++;
            Energy += interval.Energy;
            Upper += interval.Upper;
        }
    }
}
