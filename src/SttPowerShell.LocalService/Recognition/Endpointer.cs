namespace SttPowerShell.LocalService.Recognition;

/// <summary>
/// Finds the utterances in a stream of samples by their level over the noise floor. What it finds does not depend on
/// the sizes in which samples arrive, and it keeps no more than the utterance that is going on.
/// </summary>
/// <remarks>
/// One begins when 5 of 10 frames (of 10 ms) are loud, which a click isn't, and ends after silence. Not safe for
/// concurrent use.
/// </remarks>
internal sealed class Endpointer
{
    private const int FramesPerSecond = 100;
    private const int OnsetFrames = 5;
    private const int OnsetWindow = 10;

    /// <summary>
    /// Nothing is decided before this many frames are heard, so that a recording that begins with a word doesn't have
    /// that word for its noise floor.
    /// </summary>
    private const int PrimingFrames = 150;

    private readonly EndpointerOptions _options;
    private readonly SampleHistory _history;
    private readonly NoiseFloor _broadFloor = new();
    private readonly NoiseFloor _highFloor = new();
    private readonly int _padding;
    private readonly int _endSilence;
    private readonly int _maximumLength;

    /// <summary>The next frame to decide on.</summary>
    private long _next;

    /// <summary>First frame of the utterance that is going on; null in silence.</summary>
    private long? _start;

    /// <summary>The first loud frame of the speech that is going on; null where it goes on after a cut.</summary>
    private long? _onset;

    /// <summary>The last frame that was loud enough; before the start if there is none since a cut.</summary>
    private long _lastLoud;

    /// <summary>The frame at which the one before ended, which the next must not reach back into.</summary>
    private long _taken;

    public Endpointer(int rate, EndpointerOptions options)
    {
        _options = options;
        _history = new SampleHistory(rate, rate / FramesPerSecond);
        _padding = Frames(options.Padding);
        _endSilence = Math.Max(Frames(options.EndSilence), _padding);
        _maximumLength = Frames(options.MaximumLength);
    }

    /// <summary>How long there has been no speech by now, in seconds; 0 within an utterance.</summary>
    public double Silence => _start is null ? (double)(_next - _taken) / FramesPerSecond : 0;

    /// <summary>Where the utterance that is going on begins, in samples; null in silence.</summary>
    public long? OngoingStart => _start * _history.FrameSize;

    /// <summary>Where its speech begins, in samples; null if it goes on from the utterance before.</summary>
    public long? OngoingOnset => _onset * _history.FrameSize;

    /// <summary>
    /// Where an utterance will begin, in samples, while nothing is decided yet; null if there is no sign of one. Since
    /// the noise floor only sinks in that time, what is loud by now stays loud: an utterance is found there, or begins
    /// still earlier.
    /// </summary>
    public long? Foreseen
    {
        get
        {
            if (_history.Frames >= PrimingFrames) return null;
            for (long frame = 0; frame < _history.Frames; frame++)
            {
                if (Onset(frame) is { } first) return Math.Max(0, first - _padding) * _history.FrameSize;
            }

            return null;
        }
    }

    /// <summary>The sample before which all utterances are known: what lies between them is no speech.</summary>
    public long Settled => _history.FrameSize
        * (_start ?? Math.Max(_taken, _next - OnsetWindow - _padding));

    /// <summary>Takes the next samples.</summary>
    /// <returns>The utterances that they ended, mostly none.</returns>
    public IReadOnlyList<Utterance> Write(ReadOnlySpan<short> samples)
    {
        List<Utterance> ended = [];
        while (!samples.IsEmpty)
        {
            samples = _history.Append(samples, out bool frameCompleted);
            if (!frameCompleted) continue;
            FrameLevel level = _history.LevelAt(_history.Frames - 1);
            _broadFloor.Add(level.Broad);
            _highFloor.Add(level.High);
            if (_history.Frames >= PrimingFrames) Decide(ended);
        }

        return ended;
    }

    /// <summary>All samples from one on, which is none before the start of the utterance that is going on.</summary>
    public short[] Ongoing(long from) => _history.CopyFrom(from);

    /// <summary>Ends the stream.</summary>
    /// <returns>The utterances that were still going on, mostly one or none.</returns>
    public IReadOnlyList<Utterance> Complete()
    {
        List<Utterance> ended = [];
        Decide(ended);
        if (_start is not null) End(_lastLoud + 1 + _padding, UtteranceEnd.EndOfData, ended);
        return ended;
    }

    private static int Frames(double seconds) => (int)Math.Round(seconds * FramesPerSecond);

    private void Decide(List<Utterance> ended)
    {
        for (; _next < _history.Frames; _next++)
        {
            if (_start is null) Listen();
            else Follow(ended);
        }
    }

    private void Listen()
    {
        if (Onset(_next) is { } first)
        {
            _start = Math.Max(_taken, first - _padding);
            _onset = first;
            _lastLoud = _next;
        }
        else
        {
            _history.Forget(Math.Max(_taken, _next - OnsetWindow - _padding));
        }
    }

    /// <summary>The first loud frame of the window that ends with a frame, if enough of them are loud.</summary>
    private long? Onset(long last)
    {
        int loud = 0;
        long first = last;
        for (long frame = last; frame >= Math.Max(_taken, last - OnsetWindow + 1); frame--)
        {
            if (!IsOver(frame, _options.OnsetLevel)) continue;
            loud++;
            first = frame;
        }

        return loud >= OnsetFrames ? first : null;
    }

    private void Follow(List<Utterance> ended)
    {
        if (IsOver(_next, _options.HoldLevel)) _lastLoud = _next;
        if (_next - _lastLoud >= _endSilence) End(_lastLoud + 1 + _padding, UtteranceEnd.Silence, ended);
        else if (_next + 1 - _start >= _maximumLength) Cut(ended);
    }

    /// <summary>Ends speech that goes on for too long where it is quietest, in the last third.</summary>
    private void Cut(List<Utterance> ended)
    {
        long quietest = _history.Quietest(_next - _maximumLength / 3, _next);
        bool goesOn = false;
        for (long frame = quietest; frame <= _lastLoud && !goesOn; frame++)
        {
            goesOn = IsOver(frame, _options.OnsetLevel);
        }

        // Without speech after the cut there is nothing to go on with: this is how the utterance would end anyway.
        if (goesOn) End(quietest, UtteranceEnd.Reset, ended);
        else End(Math.Min(_lastLoud + _padding, _next) + 1, UtteranceEnd.Silence, ended);
        if (goesOn) _start = quietest;
    }

    private void End(long frame, UtteranceEnd reason, List<Utterance> ended)
    {
        long first = _start!.Value;
        ended.Add(_history.Copy(first, frame) with { Ended = reason, Onset = OngoingOnset });
        _taken = frame;
        (_start, _onset) = (null, null);
        _history.Forget(Math.Min(frame, _next));
    }

    private bool IsOver(long frame, double decibels)
    {
        FrameLevel level = _history.LevelAt(frame);
        return level.Broad > _broadFloor.Level + decibels || level.High > _highFloor.Level + decibels;
    }
}
