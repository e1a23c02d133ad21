namespace SttPowerShell.LocalService.Customization;

/// <summary>The states of a custom model, as the API shows them (contract section 8).</summary>
internal enum CustomModelStatus
{
    /// <summary>Just made or reset, waiting for data, or its data is being analysed.</summary>
    Pending,
    /// <summary>Has valid data that it hasn't been trained on.</summary>
    Ready,
    Training,
    /// <summary>Trained: can be used in recognition.</summary>
    Available,
    Upgrading,
    Failed,
}

/// <summary>The states' names on the wire and in the store.</summary>
internal static class CustomModelStatuses
{
    public static string WireName(this CustomModelStatus status) => status switch
    {
        CustomModelStatus.Pending => "pending",
        CustomModelStatus.Ready => "ready",
        CustomModelStatus.Training => "training",
        CustomModelStatus.Available => "available",
        CustomModelStatus.Upgrading => "upgrading",
        CustomModelStatus.Failed => "failed",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };

    public static CustomModelStatus Parse(string name) => name switch
    {
        "pending" => CustomModelStatus.Pending,
        "ready" => CustomModelStatus.Ready,
        "training" => CustomModelStatus.Training,
        "available" => CustomModelStatus.Available,
        "upgrading" => CustomModelStatus.Upgrading,
        "failed" => CustomModelStatus.Failed,
        _ => throw new FormatException($"There is no model status '{name}'."),
    };
}
