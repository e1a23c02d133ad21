namespace SttPowerShell.LocalService.Recognition;

/// <summary>The part of a recording that is still needed, addressed by positions in the whole recording.</summary>
internal sealed class SampleBuffer
{
    private short[] _samples = new short[32 * 1024];
    private int _count;
    private long _start;

    /// <summary>How many samples there have been.</summary>
    public long End => _start + _count;

    public void Add(ReadOnlySpan<short> samples)
    {
        if (_count + samples.Length > _samples.Length)
        {
            Array.Resize(ref _samples, Math.Max(2 * _samples.Length, _count + samples.Length));
        }
        samples.CopyTo(_samples.AsSpan(_count));
        _count += samples.Length;
    }

    public short[] Copy(long from, long to) => _samples.AsSpan((int)(from - _start), (int)(to - from)).ToArray();

    public void DropBefore(long position)
    {
        int drop = (int)Math.Clamp(position - _start, 0, _count);
        // Moving everything for a few samples would cost more than keeping them.
        if (drop < _count / 4) return;
        _samples.AsSpan(drop, _count - drop).CopyTo(_samples);
        _count -= drop;
        _start += drop;
    }
}
