using SttPowerShell.Errors;
using SttPowerShell.Sessions;

namespace SttPowerShell.Commands;

/// <summary>The waiting of a cmdlet for recognition jobs.</summary>
/// <param name="timeout">Seconds; null for as long as it takes.</param>
internal sealed class JobWaiting(double? timeout)
    : StatusWaiting<JobWatch>("recognition jobs", timeout, JobErrors.TimedOut)
{
    /// <summary>Adds a job that shall be waited for.</summary>
    public void Add(SttRecognitionJob job, SttSession session) => Add(job.Id, new JobWatch(job, session));
}
