using System.Globalization;
using System.Management.Automation;
using SttPowerShell.Commands;

namespace SttPowerShell.Bulk;

/// <summary>Counts what a run would do, for -WhatIf.</summary>
/// <param name="intake">What looks at each path.</param>
/// <param name="refusal">Why a recording can't be sent, or null.</param>
internal sealed class BulkPlan(BulkIntake intake, Func<AudioSource, ErrorRecord?> refusal)
{
    private int _recordings;
    private int _unknown;
    private int _finished;
    private double _seconds;

    /// <summary>Looks at a recording's header, unless it is finished; why it can't be sent, or null.</summary>
    /// <exception cref="IOException">It can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public async Task<ErrorRecord?> AddAsync(BulkFile file, CancellationToken cancel)
    {
        if (intake.IsFinished(file))
        {
            _finished++;
            return null;
        }
        using AudioSource source = await AudioSource.OfFileAsync(file.Path, cancel);
        if (refusal(source) is ErrorRecord refused) return refused;
        _recordings++;
        _seconds += source.Format.Duration ?? 0;
        if (source.Format.Duration is null) _unknown++;
        return null;
    }

    /// <summary>What would be done, for a sentence.</summary>
    public override string ToString()
    {
        string noun = _recordings == 1 ? "recording" : "recordings";
        string unknown = _unknown > 0 ? $", and {_unknown} of a length that their headers don't tell" : "";
        string finished = _finished > 0 ? $"; {_finished} more are finished already" : "";
        return string.Create(CultureInfo.CurrentCulture,
            $"Recognise {_recordings} {noun}, {_seconds / 60:0.0} minutes of audio{unknown}{finished}");
    }
}
