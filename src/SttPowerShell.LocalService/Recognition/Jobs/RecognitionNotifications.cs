using System.Data.Common;
using System.Text.Json;
using SttPowerShell.LocalService.Jobs;

namespace SttPowerShell.LocalService.Recognition.Jobs;

/// <summary>Decides what a job's callback is told of: each event is an operation of its own.</summary>
internal sealed class RecognitionNotifications(IOperationQueue queue)
{
    /// <summary>The kind of the operations.</summary>
    public const string OperationKind = "recognition-notification";

    /// <summary>Tells of an event, in the transaction that brings it about, if the job's request asked for it.</summary>
    public void Add(DbTransaction transaction, RecognitionJob job, string happened)
    {
        if (job.CallbackUrl is null || !job.Events.Contains(happened)) return;
        queue.AddAndDispatch(transaction, new NewOperation(OperationKind, $"{OperationKind}:{job.Id:D}:{happened}",
            JsonSerializer.Serialize(
                new NotificationPayload(job.Id, happened), JobPayloadJson.Default.NotificationPayload)));
    }
}
