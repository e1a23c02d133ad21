using System.Buffers;
using System.Numerics;

namespace SttPowerShell.LocalService.Audio;

/// <summary>
/// Changes the sample rate of one channel, as a stream, from any rate to any other. Output sample n is the input at the
/// time n / to, so nothing is shifted, and N samples become ceil(N · to / from).
/// </summary>
internal sealed class Resampler
{
    private readonly SincFilter _filter;
    private readonly long _step;
    private readonly long _divisor;
    private float[] _input;
    private int _count;

    /// <summary>Input position of <c>_input[0]</c>; the filter's first half lies before sample 0.</summary>
    private long _first;

    private long _produced;

    /// <param name="from">Rate of the input, in Hz.</param>
    /// <param name="to">Rate of the output, in Hz.</param>
    public Resampler(int from, int to)
    {
        long common = (long)BigInteger.GreatestCommonDivisor(from, to);
        (_step, _divisor) = (from / common, to / common);
        _filter = new SincFilter(from, to);
        _input = new float[2 * _filter.Taps];
        _count = _filter.Before;
        _first = -_filter.Before;
    }

    /// <summary>Takes input and writes all output that no longer depends on what follows.</summary>
    public void Write(ReadOnlySpan<float> input, IBufferWriter<float> output)
    {
        Append(input);
        Produce(long.MaxValue, output);
    }

    /// <summary>Writes the rest: beyond its end the input counts as silent.</summary>
    public void Complete(IBufferWriter<float> output)
    {
        long end = _first + _count;
        Append(new float[_filter.Taps]);
        Produce(end, output);
    }

    private void Append(ReadOnlySpan<float> input)
    {
        if (_count + input.Length > _input.Length)
        {
            Array.Resize(ref _input, Math.Max(_input.Length * 2, _count + input.Length));
        }

        input.CopyTo(_input.AsSpan(_count));
        _count += input.Length;
    }

    /// <summary>Writes all output that lies before an input position and whose input is there.</summary>
    private void Produce(long end, IBufferWriter<float> output)
    {
        while (true)
        {
            // Whole numbers only: after hours the position is as exact as at the start.
            (long position, long remainder) = Math.DivRem(_produced * _step, _divisor);
            long start = position - _filter.Before - _first;
            if (position >= end || start + _filter.Taps > _count) break;
            output.GetSpan(1)[0] = _filter.Apply(
                _input.AsSpan((int)start, _filter.Taps), (double)remainder / _divisor);
            output.Advance(1);
            _produced++;
        }

        long unused = Math.Min(_count, _produced * _step / _divisor - _filter.Before - _first);
        if (unused <= 0) return;
        _input.AsSpan((int)unused, _count - (int)unused).CopyTo(_input);
        _count -= (int)unused;
        _first += unused;
    }
}
