namespace SttPowerShell.LocalService.Customization;

/// <summary>What decides whether a custom model takes an event.</summary>
/// <param name="Type">Language or acoustic.</param>
/// <param name="Status">What the API shows.</param>
/// <param name="IsAnalysing">Whether added data is being analysed.</param>
/// <param name="HasData">Whether it has valid data to be trained on.</param>
internal sealed record CustomModelState(
    CustomModelType Type, CustomModelStatus Status, bool IsAnalysing, bool HasData)
{
    /// <summary>For an upgrade that ends: the status before it.</summary>
    public CustomModelStatus? Before { get; init; }

    /// <summary>Whether an operation on the model as a whole is going on, so that it takes no other.</summary>
    public bool IsBusy => IsAnalysing || Status is CustomModelStatus.Training or CustomModelStatus.Upgrading;
}
