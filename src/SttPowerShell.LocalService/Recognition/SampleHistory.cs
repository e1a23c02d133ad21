namespace SttPowerShell.LocalService.Recognition;

/// <summary>The samples of a stream that may still be wanted, with the level of each of their frames.</summary>
internal sealed class SampleHistory(int rate, int frameSize)
{
    /// <summary>Over how many frames the quietest point is averaged: 0.1 s is a gap between words.</summary>
    private const int GapFrames = 10;

    private readonly LevelMeter _meter = new(rate);
    private short[] _samples = new short[frameSize * 256];
    private FrameLevel[] _levels = new FrameLevel[256];
    private int _count;

    /// <summary>The oldest frame that is kept.</summary>
    private long _first;

    /// <summary>Samples of a frame.</summary>
    public int FrameSize => frameSize;

    /// <summary>How many whole frames there have been.</summary>
    public long Frames { get; private set; }

    /// <summary>Takes samples up to the next end of a frame.</summary>
    /// <returns>The samples that are left.</returns>
    public ReadOnlySpan<short> Append(ReadOnlySpan<short> samples, out bool frameCompleted)
    {
        int kept = (int)(Frames - _first);
        if (_count == _samples.Length)
        {
            Array.Resize(ref _samples, _samples.Length * 2);
            Array.Resize(ref _levels, _levels.Length * 2);
        }

        int frameStart = kept * frameSize;
        int taken = Math.Min(samples.Length, frameStart + frameSize - _count);
        samples[..taken].CopyTo(_samples.AsSpan(_count));
        _count += taken;
        frameCompleted = _count == frameStart + frameSize;
        if (frameCompleted)
        {
            _levels[kept] = _meter.Measure(_samples.AsSpan(frameStart, frameSize));
            Frames++;
        }

        return samples[taken..];
    }

    public FrameLevel LevelAt(long frame) => _levels[frame - _first];

    /// <summary>The frame in the middle of the quietest gap between two frames.</summary>
    public long Quietest(long from, long to)
    {
        long quietest = from;
        double least = double.PositiveInfinity;
        for (long start = from; start + GapFrames <= to; start++)
        {
            double sum = 0;
            for (long frame = start; frame < start + GapFrames; frame++) sum += LevelAt(frame).Broad;
            if (sum >= least) continue;
            (least, quietest) = (sum, start + GapFrames / 2);
        }

        return quietest;
    }

    /// <summary>Copies frames; at the end of the stream also the samples that made no whole frame.</summary>
    public Utterance Copy(long from, long to)
    {
        int start = (int)(from - _first) * frameSize;
        int end = (int)Math.Min(_count, (to - _first) * frameSize);
        return new Utterance(from * frameSize, _samples.AsSpan(start, end - start).ToArray());
    }

    /// <summary>Copies all samples from one on.</summary>
    public short[] CopyFrom(long sample) => _samples.AsSpan((int)(sample - _first * frameSize).._count).ToArray();

    /// <summary>Drops all frames before one; most often does nothing, so that moving the rest costs little.</summary>
    public void Forget(long before)
    {
        int frames = (int)(before - _first);
        if (frames < 128) return;
        int kept = (int)(Frames - before);
        _samples.AsSpan(frames * frameSize, _count - frames * frameSize).CopyTo(_samples);
        _levels.AsSpan(frames, kept).CopyTo(_levels);
        _count -= frames * frameSize;
        _first = before;
    }
}
