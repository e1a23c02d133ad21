namespace SttPowerShell.LocalService.Recognition.Jobs;

/// <summary>How far an asynchronous recognition is.</summary>
internal enum RecognitionJobStatus
{
    Waiting,
    Processing,
    Completed,
    Failed,
}

/// <summary>The names of statuses, in the store and on the wire.</summary>
internal static class RecognitionJobStatuses
{
    public static string WireName(this RecognitionJobStatus status) => status switch
    {
        RecognitionJobStatus.Waiting => "waiting",
        RecognitionJobStatus.Processing => "processing",
        RecognitionJobStatus.Completed => "completed",
        RecognitionJobStatus.Failed => "failed",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };

    public static RecognitionJobStatus Parse(string name)
        => Enum.GetValues<RecognitionJobStatus>().First(status => status.WireName() == name);
}
