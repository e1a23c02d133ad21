using SttPowerShell.Client.Wire;

namespace SttPowerShell.Sessions;

/// <summary>
/// The recognition jobs that a session has seen, for what the service doesn't know of them, their files, and for
/// completion. It keeps the latest; others may make any number.
/// </summary>
internal sealed class SeenJobs(SttSession session)
{
    private const int Most = 10_000;

    private readonly object _gate = new();
    private readonly Dictionary<string, SttRecognitionJob> _jobs = [];
    private readonly Queue<string> _order = new();

    /// <summary>All of them, the latest last.</summary>
    public IReadOnlyList<SttRecognitionJob> All
    {
        get
        {
            lock (_gate) return [.. _order.Where(_jobs.ContainsKey).Select(id => _jobs[id])];
        }
    }

    /// <summary>Whether it has seen the service's list.</summary>
    public bool HasList { get; private set; }

    /// <summary>Asks for the latest jobs.</summary>
    public async Task<IReadOnlyList<SttRecognitionJob>> ListAsync(CancellationToken cancel)
    {
        IReadOnlyList<RecognitionJobState> jobs = await session.Client.RecognitionJobs.ListAsync(cancel);
        SttRecognitionJob[] all = [.. jobs.Select(job => Take(job, null))];
        HasList = true;
        return all;
    }

    public SttRecognitionJob? Find(string id)
    {
        lock (_gate) return _jobs.GetValueOrDefault(id);
    }

    /// <summary>Makes an object of an answer, with what is known from before, and keeps it.</summary>
    public SttRecognitionJob Take(RecognitionJobState answer, SttRecognitionJob? before)
    {
        SttRecognitionJob job = SttRecognitionJob.From(answer, session, before ?? Find(answer.Id!));
        Remember(job);
        return job;
    }

    public void Remember(SttRecognitionJob job)
    {
        lock (_gate)
        {
            if (!_jobs.ContainsKey(job.Id)) _order.Enqueue(job.Id);
            _jobs[job.Id] = job;
            if (_order.Count > Most) _jobs.Remove(_order.Dequeue());
        }
    }

    public void Forget(string id)
    {
        lock (_gate) _jobs.Remove(id);
    }
}
