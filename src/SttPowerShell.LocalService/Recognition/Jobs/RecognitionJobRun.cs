using System.Data.Common;
using System.Text.Json;
using SttPowerShell.Client.Wire;
using SttPowerShell.LocalService.Customization;
using SttPowerShell.LocalService.Engine;
using SttPowerShell.LocalService.Jobs;
using SttPowerShell.LocalService.Storage;

namespace SttPowerShell.LocalService.Recognition.Jobs;

/// <summary>
/// Recognises the audio of a job. Models are looked up when it begins, so one that was deleted meanwhile makes the job
/// fail. A job that fails because of its request or its audio has its own code and words; as an operation it is done.
/// </summary>
internal sealed class RecognitionJobRun(
    ServiceStore store, BlobStore blobs, ScratchFolders scratch, CustomModelResolver resolver, IRecognizer recognizer,
    RecognitionNotifications notifications, TimeProvider clock) : IOperationHandler
{
    private const string OperationKind = "recognition";

    public string Kind => OperationKind;

    public OperationGroup Group => OperationGroup.Recognition;

    /// <summary>The operation that runs a job.</summary>
    public static NewOperation Operation(Guid job) => new(OperationKind, $"recognition:{job:D}",
        JsonSerializer.Serialize(new JobPayload(job), JobPayloadJson.Default.JobPayload));

    public async Task<Action<DbTransaction>> RunAsync(Claim claim, CancellationToken cancel)
    {
        if (await BeginAsync(JobOf(claim), cancel).ConfigureAwait(false) is not RecognitionJob job) return _ => { };
        try
        {
            string results = await RecognizeAsync(claim, job, cancel).ConfigureAwait(false);
            return transaction =>
            {
                if (!Complete(transaction, job.Id, results)) blobs.Delete(results);
            };
        }
        catch (RequestRefusedException refused)
        {
            return transaction => Fail(transaction, job.Id, new RecognitionJobError(refused.Status, refused.Message));
        }
        catch (AudioRejectedException rejected)
        {
            return transaction => Fail(transaction, job.Id, new RecognitionJobError(rejected.Status, rejected.Message));
        }
        catch (EngineUnavailableException missing)
        {
            throw new OperationPostponedException(missing.Message, missing);
        }
    }

    public void Fail(DbTransaction transaction, Claim claim, string reason) => Fail(
        transaction, JobOf(claim), new RecognitionJobError(StatusCodes.Status500InternalServerError, reason));

    private static Guid JobOf(Claim claim)
        => JsonSerializer.Deserialize(claim.Payload, JobPayloadJson.Default.JobPayload)!.Job;

    /// <summary>Marks the job as being processed; null if it has been removed.</summary>
    private Task<RecognitionJob?> BeginAsync(Guid id, CancellationToken cancel) => store.WriteAsync(
        transaction =>
        {
            RecognitionJob? job = Find(transaction, id);
            // One that was interrupted has begun already, and was told of.
            if (job?.Status != RecognitionJobStatus.Waiting) return job;
            job = job with { Status = RecognitionJobStatus.Processing, Updated = clock.GetUtcNow() };
            RecognitionJobTable.Update(transaction, job, expires: null);
            notifications.Add(transaction, job, RecognitionEvents.Started);
            return job;
        },
        cancel);

    /// <summary>Recognises the audio, and gives the key of the results.</summary>
    private async Task<string> RecognizeAsync(Claim claim, RecognitionJob job, CancellationToken cancel)
    {
        string name = job.Parameters.Model ?? BaseModel.DefaultName;
        BaseModel model = BaseModel.Find(name)
            ?? throw new RequestRefusedException(StatusCodes.Status404NotFound, $"Model {name} not found");
        RecognitionRequest request = await resolver.ResolveAsync(job.Owner, model, job.Parameters, cancel)
            .ConfigureAwait(false);
        SpeechRecognitionResults results;
        Stream audio = blobs.OpenRead(job.Audio!);
        await using (audio.ConfigureAwait(false))
        {
            results = await recognizer.RecognizeAsync(audio, job.ContentType, request, cancel).ConfigureAwait(false);
        }
        return await StoreAsync(claim, [results], cancel).ConfigureAwait(false);
    }

    private async Task<string> StoreAsync(
        Claim claim, IReadOnlyList<SpeechRecognitionResults> results, CancellationToken cancel)
    {
        // By way of a file, since those of hours have many megabytes.
        string path = Path.Combine(scratch.Create(claim), "results.json");
        FileStream file = new(path, OwnFile.Options(FileMode.CreateNew));
        await using (file.ConfigureAwait(false))
        {
            await JsonSerializer.SerializeAsync(
                file, results, WireJson.Plain.IReadOnlyListSpeechRecognitionResults, cancel).ConfigureAwait(false);
            file.Position = 0;
            return await blobs.WriteAsync(file, cancel).ConfigureAwait(false);
        }
    }

    /// <summary>False if the job has been removed.</summary>
    private bool Complete(DbTransaction transaction, Guid id, string results)
    {
        if (Find(transaction, id) is not RecognitionJob job) return false;
        End(transaction, job with { Status = RecognitionJobStatus.Completed, Results = results });
        notifications.Add(transaction, job, RecognitionEvents.Completed);
        notifications.Add(transaction, job, RecognitionEvents.CompletedWithResults);
        return true;
    }

    private void Fail(DbTransaction transaction, Guid id, RecognitionJobError error)
    {
        if (Find(transaction, id) is not RecognitionJob job) return;
        End(transaction, job with { Status = RecognitionJobStatus.Failed, Error = error });
        notifications.Add(transaction, job, RecognitionEvents.Failed);
    }

    /// <summary>From now on its time to live counts, and its audio isn't needed.</summary>
    private void End(DbTransaction transaction, RecognitionJob job)
    {
        DateTimeOffset now = clock.GetUtcNow();
        blobs.Release(job.Audio);
        RecognitionJobTable.Update(
            transaction, job with { Audio = null, Updated = now }, now.AddMinutes(job.ResultsTtl));
    }

    private RecognitionJob? Find(DbTransaction transaction, Guid id)
        => RecognitionJobTable.Find(transaction.Connection!, id, clock.GetUtcNow());
}
