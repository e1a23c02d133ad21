using System.Numerics;

namespace SttPowerShell.LocalService.Recognition;

/// <summary>
/// Finds where somebody speaks in a recording as it comes in, by its loudness over an adaptive background. What it
/// finds doesn't depend on how the samples are cut into calls. It keeps no more than the utterance that is going on.
/// </summary>
internal sealed class Endpointer
{
    /// <summary>Speech begins when 6 of 10 frames are loud: a click is shorter, a short word isn't.</summary>
    private const int OnsetFrames = 10;
    private const int OnsetLoud = 6;

    /// <summary>Speech goes on where 3 of 5 frames are loud.</summary>
    private const int SpeechFrames = 5;
    private const int SpeechLoud = 3;

    /// <summary>What the level must fall by below that of the onset to be no longer loud, in dB.</summary>
    private const double Hysteresis = 2;

    /// <summary>A cut in long speech is made in the quietest stretch of so many frames: a gap between words.</summary>
    private const int CutFrames = 12;

    private readonly EndpointerOptions _options;
    private readonly int _frameLength;
    private readonly FrameLevels _levels;
    private readonly SampleBuffer _samples = new();
    private readonly long _endSilence;
    private readonly long _padding;
    private readonly long _longest;

    private long _frame;
    private uint _loud;
    private bool _speaking;
    private long _start;
    private long _lastSpeech;
    private long _previousEnd;

    /// <param name="sampleRate">In Hz.</param>
    /// <param name="options">What counts as speech and where it ends.</param>
    public Endpointer(int sampleRate, EndpointerOptions options)
    {
        _options = options;
        _frameLength = sampleRate / FrameLevels.Rate;
        _levels = new FrameLevels(_frameLength);
        _endSilence = Frames(options.EndSilence);
        _padding = Math.Min(Frames(options.Padding), _endSilence);
        _longest = Frames(options.LongestUtterance);
    }

    /// <summary>Takes the next samples.</summary>
    /// <returns>The utterances that ended.</returns>
    public IReadOnlyList<Utterance> Write(ReadOnlySpan<short> samples)
    {
        _samples.Add(samples);
        _levels.Add(samples);
        List<Utterance> ended = [];
        while (_levels.CanJudge(_frame)) Judge(ended);
        _samples.DropBefore((_speaking ? _start : _frame - OnsetFrames - _padding) * _frameLength);
        _levels.DropBefore(_speaking ? Math.Min(_start, _frame) : _frame);
        return ended;
    }

    /// <summary>Says that there are no more samples.</summary>
    /// <returns>The utterances that this ends.</returns>
    public IReadOnlyList<Utterance> Complete()
    {
        List<Utterance> ended = [];
        while (_frame < _levels.Count) Judge(ended);
        if (_speaking) End(_lastSpeech + 1 + _padding, ended);
        return ended;
    }

    private static long Frames(double seconds) => (long)Math.Round(seconds * FrameLevels.Rate);

    private void Judge(List<Utterance> ended)
    {
        double rise = _options.Rise - (_speaking ? Hysteresis : 0);
        _loud = (_loud << 1) | (_levels.IsLoud(_frame, rise, _options.Range) ? 1u : 0u);
        if (!_speaking) Begin();
        else if (LoudIn(SpeechFrames) >= SpeechLoud) _lastSpeech = _frame;
        else if (_frame - _lastSpeech >= _endSilence) End(_lastSpeech + 1 + _padding, ended);
        _frame++;
        if (_speaking && _frame - _start >= _longest) Cut(ended);
    }

    private void Begin()
    {
        if (LoudIn(OnsetFrames) < OnsetLoud) return;
        _speaking = true;
        int ago = BitOperations.Log2(_loud & Mask(OnsetFrames));
        _start = Math.Max(_previousEnd, _frame - ago - _padding);
        _lastSpeech = _frame;
    }

    private void End(long end, List<Utterance> ended)
    {
        _speaking = false;
        // At the very end there may be samples that don't fill a frame.
        long stop = end >= _levels.Count ? _samples.End : end * _frameLength;
        ended.Add(new Utterance(_start * _frameLength, _samples.Copy(_start * _frameLength, stop)));
        _previousEnd = end;
    }

    /// <summary>Ends an utterance within speech; what comes behind the cut belongs to the next one.</summary>
    private void Cut(List<Utterance> ended)
    {
        long cut = _levels.Quietest(_start + (_longest / 4), _frame, CutFrames);
        End(cut, ended);
        if (_lastSpeech < cut) return;
        _speaking = true;
        _start = cut;
    }

    private int LoudIn(int frames) => BitOperations.PopCount(_loud & Mask(frames));

    private static uint Mask(int frames) => (1u << frames) - 1;
}
