namespace SttPowerShell.LocalService.Recognition;

/// <summary>
/// Follows the level of the background: the least smoothed level of the last seconds, since even fluent speech has
/// gaps in so long a time (minimum statistics, R. Martin, IEEE Trans. Speech and Audio Processing 9(5), 2001).
/// </summary>
internal sealed class NoiseFloor
{
    /// <summary>Frames over which levels are averaged, so that one odd frame is no floor.</summary>
    private const int Smoothing = 5;

    /// <summary>The minimum is kept for blocks of half a second, and the last twelve of them count: 6 s.</summary>
    private const int BlockFrames = 50;
    private const int Blocks = 12;

    /// <summary>In dB: quieter than any room, so that faint hiss after digital silence isn't speech.</summary>
    private const double Least = -72;

    private readonly Queue<double> _recent = new(Smoothing);
    private readonly Queue<double> _minima = new(Blocks);
    private double _blockMinimum = double.PositiveInfinity;
    private int _blockFrames;

    /// <summary>The floor in dB relative to full scale.</summary>
    public double Level { get; private set; } = double.PositiveInfinity;

    /// <summary>Takes the level of the next frame of 10 ms, in dB.</summary>
    public void Add(double level)
    {
        if (_recent.Count == Smoothing) _recent.Dequeue();
        _recent.Enqueue(level);
        if (_recent.Count == Smoothing) _blockMinimum = Math.Min(_blockMinimum, _recent.Average());
        Level = Math.Max(Least, _minima.Append(_blockMinimum).Min());
        if (++_blockFrames < BlockFrames) return;

        if (_minima.Count == Blocks) _minima.Dequeue();
        _minima.Enqueue(_blockMinimum);
        (_blockMinimum, _blockFrames) = (double.PositiveInfinity, 0);
    }
}
