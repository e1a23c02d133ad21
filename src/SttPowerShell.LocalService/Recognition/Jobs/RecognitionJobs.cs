using SttPowerShell.LocalService.Customization;
using SttPowerShell.LocalService.Jobs;
using SttPowerShell.LocalService.Storage;

namespace SttPowerShell.LocalService.Recognition.Jobs;

/// <summary>The asynchronous recognitions of all owners and what can be done with them.</summary>
internal sealed class RecognitionJobs(ServiceStore store, BlobStore blobs, IOperationQueue queue, TimeProvider clock)
{
    /// <summary>How many jobs a list has at most.</summary>
    internal const int MostListed = 100;

    /// <summary>Makes sure that a job may tell this address.</summary>
    /// <exception cref="RequestRefusedException">Its owner hasn't registered it.</exception>
    public Task CheckCallbackAsync(Guid owner, string url, CancellationToken cancel)
        => store.ReadAsync(
            connection => CallbackTable.Find(connection, owner, url) ?? throw Unregistered(url), cancel);

    /// <summary>Stores the audio and the job, which then goes on by itself. After this nothing loses it.</summary>
    /// <param name="job">The job, without its audio.</param>
    /// <param name="audio">Read to its end; memory is level with its length.</param>
    /// <param name="cancel">Gives up; nothing is left.</param>
    /// <exception cref="RequestRefusedException">Its callback isn't registered any more.</exception>
    public async Task<RecognitionJob> CreateAsync(RecognitionJob job, Stream audio, CancellationToken cancel)
    {
        string blob = await blobs.WriteAsync(audio, cancel).ConfigureAwait(false);
        try
        {
            return await store.WriteAsync(
                transaction =>
                {
                    if (job.CallbackUrl is string url
                        && CallbackTable.Find(transaction.Connection!, job.Owner, url) is null)
                    {
                        throw Unregistered(url);
                    }
                    DateTimeOffset now = clock.GetUtcNow();
                    RecognitionJob created = job with { Audio = blob, Created = now, Updated = now };
                    RecognitionJobTable.Insert(transaction, created);
                    queue.AddAndDispatch(transaction, RecognitionJobRun.Operation(job.Id));
                    return created;
                },
                cancel).ConfigureAwait(false);
        }
        catch
        {
            blobs.Delete(blob);
            throw;
        }
    }

    /// <summary>The owner's latest jobs, the latest first.</summary>
    public Task<IReadOnlyList<RecognitionJob>> ListAsync(Guid owner, CancellationToken cancel) => store.ReadAsync(
        connection => RecognitionJobTable.List(connection, owner, MostListed, clock.GetUtcNow()), cancel);

    /// <summary>A job, and its results if it has been completed: JSON, the caller's to dispose.</summary>
    /// <exception cref="RequestRefusedException">This owner has no such job any more.</exception>
    public async Task<(RecognitionJob Job, Stream? Results)> GetAsync(Guid owner, string id, CancellationToken cancel)
    {
        RecognitionJob job = await store.ReadAsync(
            connection => Own(RecognitionJobTable.Find(connection, Parse(id), clock.GetUtcNow()), owner, id), cancel)
            .ConfigureAwait(false);
        try
        {
            return (job, job.Results is string results ? blobs.OpenRead(results) : null);
        }
        catch (FileNotFoundException)
        {
            // Removed since the row was read.
            throw Unknown(id);
        }
    }

    /// <summary>Removes a job. One that waits is never begun.</summary>
    /// <exception cref="RequestRefusedException">This owner has no such job, or it is being processed.</exception>
    public Task DeleteAsync(Guid owner, string id, CancellationToken cancel) => store.WriteAsync(
        transaction =>
        {
            RecognitionJob job = Own(
                RecognitionJobTable.Find(transaction.Connection!, Parse(id), clock.GetUtcNow()), owner, id);
            if (job.Status == RecognitionJobStatus.Processing)
            {
                throw new RequestRefusedException(StatusCodes.Status400BadRequest,
                    $"Job '{id}' is being processed. It can be deleted when it has completed or failed.");
            }
            RecognitionJobTable.Delete(transaction, job.Id);
            blobs.Release(job.Audio);
            blobs.Release(job.Results);
            return job.Id;
        },
        cancel);

    private static Guid Parse(string id) => Guid.TryParseExact(id, "D", out Guid parsed) ? parsed : throw Unknown(id);

    /// <summary>Somebody else's job can't be told from one that doesn't exist.</summary>
    private static RecognitionJob Own(RecognitionJob? job, Guid owner, string id)
        => job?.Owner == owner ? job : throw Unknown(id);

    private static RequestRefusedException Unknown(string id) => new(StatusCodes.Status404NotFound,
        $"Job '{id}' not found. Jobs vanish when their results_ttl is over.");

    private static RequestRefusedException Unregistered(string url) => new(StatusCodes.Status400BadRequest,
        $"callback url '{url}' is not registered. Register it first with POST /v1/register_callback.");
}
