using System.Data.Common;
using System.Text.Json;
using SttPowerShell.Client.Wire;
using SttPowerShell.LocalService.Jobs;
using SttPowerShell.LocalService.Storage;

namespace SttPowerShell.LocalService.Recognition.Jobs;

/// <summary>
/// Tells a callback of one event (contract section 7.5), again and again until it answers with a good status, for half
/// an hour at most and only as long as the job is there. It may be told twice, and of two events in either order.
/// </summary>
internal sealed class NotificationDelivery(
    ServiceStore store, BlobStore blobs, ScratchFolders scratch, CallbackClient client, TimeProvider clock)
    : IOperationHandler
{
    public string Kind => RecognitionNotifications.OperationKind;

    public OperationGroup Group => OperationGroup.Notification;

    /// <summary>With waits from 1 s to 1024 s between them.</summary>
    public int MostAttempts => 12;

    public TimeSpan FirstBackOff => TimeSpan.FromSeconds(1);

    public async Task<Action<DbTransaction>> RunAsync(Claim claim, CancellationToken cancel)
    {
        NotificationPayload payload = JsonSerializer.Deserialize(
            claim.Payload, JobPayloadJson.Default.NotificationPayload)!;
        (RecognitionJob? job, RegisteredCallback? callback) = await store.ReadAsync(
            connection => Find(connection, payload.Job), cancel).ConfigureAwait(false);
        if (job is null) return _ => { };
        if (callback is null) throw new OperationFailedException($"{job.CallbackUrl} is not registered any more.");
        FileStream body = new(
            Path.Combine(scratch.Create(claim), "notification.json"), OwnFile.Options(FileMode.CreateNew));
        await using (body.ConfigureAwait(false))
        {
            await WriteAsync(body, job, payload.Event, cancel).ConfigureAwait(false);
            body.Position = 0;
            if (await client.NotifyAsync(callback, body, cancel).ConfigureAwait(false) is string failure)
            {
                throw new OperationPostponedException($"'{callback.Url}': callback server {failure}.");
            }
        }
        return _ => { };
    }

    /// <summary>Nobody is told: the results can still be asked for.</summary>
    public void Fail(DbTransaction transaction, Claim claim, string reason)
    {
    }

    private (RecognitionJob? Job, RegisteredCallback? Callback) Find(DbConnection connection, Guid id)
    {
        RecognitionJob? job = RecognitionJobTable.Find(connection, id, clock.GetUtcNow());
        return (job, job is null ? null : CallbackTable.Find(connection, job.Owner, job.CallbackUrl!));
    }

    private async Task WriteAsync(Stream target, RecognitionJob job, string happened, CancellationToken cancel)
    {
        RecognitionNotification notification = new()
        {
            Id = job.Id.ToString("D"),
            Event = happened,
            UserToken = job.UserToken,
        };
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(notification, WireJson.Plain.RecognitionNotification);
        Stream? results = happened == RecognitionEvents.CompletedWithResults ? blobs.OpenRead(job.Results!) : null;
        await using ((results ?? Stream.Null).ConfigureAwait(false))
        {
            await StoredResults.WriteAsync(target, json, results, cancel).ConfigureAwait(false);
        }
    }
}
