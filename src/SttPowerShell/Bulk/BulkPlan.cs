using System.Globalization;
using SttPowerShell.Commands;

namespace SttPowerShell.Bulk;

/// <summary>Counts what a run would do, for -WhatIf.</summary>
internal sealed class BulkPlan(BulkIntake intake)
{
    private int _recordings;
    private int _unknown;
    private int _finished;
    private double _seconds;

    /// <summary>Looks at a recording's header, unless it is finished.</summary>
    /// <exception cref="IOException">It can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public async Task AddAsync(BulkFile file, CancellationToken cancel)
    {
        if (intake.IsFinished(file))
        {
            _finished++;
            return;
        }
        using AudioSource source = await AudioSource.OfFileAsync(file.Path, cancel);
        _recordings++;
        _seconds += source.Format.Duration ?? 0;
        if (source.Format.Duration is null) _unknown++;
    }

    /// <summary>What would be done, for a sentence.</summary>
    public override string ToString()
    {
        string unknown = _unknown > 0 ? $", and {_unknown} of a length that their headers don't tell" : "";
        string finished = _finished > 0 ? $"; {_finished} more are finished already" : "";
        return string.Create(CultureInfo.CurrentCulture,
            $"Recognise {_recordings} recordings, {_seconds / 60:0.0} minutes of audio{unknown}{finished}");
    }
}
