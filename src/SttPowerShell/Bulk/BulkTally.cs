using System.Diagnostics;
using System.Management.Automation;

namespace SttPowerShell.Bulk;

/// <summary>Counts what has become of recordings.</summary>
internal sealed class BulkTally
{
    /// <summary>How many failures the summary names.</summary>
    private const int MostErrors = 100;

    private readonly long _begun = Stopwatch.GetTimestamp();
    private readonly List<SttBulkResult> _errors = [];
    private int _completed;
    private int _notTried;
    private int _unknownDurations;
    private double _audioSeconds;

    /// <summary>How many recordings came.</summary>
    public int Files { get; set; }

    public int Skipped { get; private set; }

    public int Failed { get; private set; }

    public int NotTried => _notTried;

    /// <summary>How many have come to their end.</summary>
    public int Ended => _completed + Skipped + Failed + _notTried;

    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_begun);

    public void Add(SttBulkResult result)
    {
        switch (result.Status)
        {
            case SttBulkStatus.Completed:
                _completed++;
                _audioSeconds += result.Duration ?? 0;
                if (result.Duration is null) _unknownDurations++;
                break;
            case SttBulkStatus.Skipped:
                Skipped++;
                break;
            case SttBulkStatus.NotTried:
                _notTried++;
                break;
            default:
                Failed++;
                if (_errors.Count < MostErrors) _errors.Add(result);
                break;
        }
    }

    /// <summary>Counts what failed before it was a recording, such as a path that leads nowhere.</summary>
    public SttBulkResult AddInput(ErrorRecord error)
    {
        SttBulkResult result = BulkOutcome.ResultOf(error.TargetObject?.ToString() ?? "", error);
        Files++;
        Add(result);
        return result;
    }

    public SttBulkSummary Summary(string directory, string? journal) => new()
    {
        Files = Files,
        Completed = _completed,
        Skipped = Skipped,
        Failed = Failed,
        NotTried = _notTried,
        AudioSeconds = _audioSeconds,
        UnknownDurations = _unknownDurations,
        Elapsed = Elapsed.TotalSeconds,
        OutputDirectory = directory,
        Journal = journal,
        Errors = _errors.ToArray(),
    };
}
