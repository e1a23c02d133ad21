using SttPowerShell.Client.Wire;
using SttPowerShell.Errors;

namespace SttPowerShell.Sessions;

/// <summary>A recognition job that is looked at until it has ended.</summary>
internal sealed class JobWatch : IWatch
{
    /// <summary>How long a job may be in a state that is new to this module.</summary>
    private static readonly TimeSpan LongestUnknown = TimeSpan.FromMinutes(10);

    private readonly Outage _outage;

    public JobWatch(SttRecognitionJob job, SttSession session)
    {
        Job = job;
        Session = session;
        _outage = new Outage(session);
        Changed = session.Clock.GetTimestamp();
    }

    public SttSession Session { get; }

    /// <summary>The job as it was last seen.</summary>
    public SttRecognitionJob Job { get; private set; }

    public object Target => Job;

    public long Changed { get; private set; }

    public TimeSpan LongestPause { get; } = TimeSpan.FromSeconds(10);

    public string Name => JobErrors.Name(Job, true);

    public string Label => JobErrors.Name(Job);

    public string Status => JobErrors.Status(Job);

    public string? Activity => null;

    public string? Failure => _outage.Failure;

    /// <summary>Whether the job is in no state that this module knows, for too long.</summary>
    public bool IsStuck => Job.Status == SttRecognitionJobStatus.Unknown
        && Session.Clock.GetElapsedTime(Changed) >= LongestUnknown;

    /// <summary>Asks how the job is, and tells whether it has ended or is not to be waited for.</summary>
    /// <exception cref="Client.SttApiException">The service refuses, or fails for too long.</exception>
    /// <exception cref="Client.SttTransportException">The service isn't reached, for too long.</exception>
    public async Task<bool> LookAsync(CancellationToken cancel)
    {
        try
        {
            RecognitionJobState answer = await Session.Client.RecognitionJobs.GetStateAsync(Job.Id, cancel);
            SttRecognitionJob now = Session.SeenJobs.Take(answer, Job);
            if (now.StatusText != Job.StatusText) Changed = Session.Clock.GetTimestamp();
            Job = now;
            _outage.End();
            return now.HasEnded || IsStuck;
        }
        catch (Exception e) when (_outage.IsBorne(e))
        {
            return false;
        }
    }
}
