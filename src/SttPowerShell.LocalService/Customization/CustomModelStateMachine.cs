namespace SttPowerShell.LocalService.Customization;

/// <summary>
/// The table of contract section 11 for both types of models: which events a model takes in its state, and what they
/// make of it. The one place that decides about states; it knows nothing of stores and requests.
/// </summary>
internal static class CustomModelStateMachine
{
    /// <summary>Why a model doesn't take an event.</summary>
    internal enum Refusal
    {
        /// <summary>It takes the event.</summary>
        None,
        /// <summary>Another operation is going on.</summary>
        Locked,
        /// <summary>There is nothing to train on.</summary>
        NoData,
        /// <summary>It has been trained on all its data.</summary>
        NothingNew,
        /// <summary>Its last training failed or was refused.</summary>
        Failed,
    }

    /// <summary>Whether the model takes an event that a user causes.</summary>
    /// <param name="state">The model before the event.</param>
    /// <param name="happening">The event.</param>
    /// <param name="force">To train again what nothing has changed in.</param>
    public static Refusal Check(CustomModelState state, CustomModelEvent happening, bool force = false)
        => happening switch
        {
            CustomModelEvent.AddData when MayAddBesides(state) => Refusal.None,
            _ when state.IsBusy => Refusal.Locked,
            CustomModelEvent.Train or CustomModelEvent.Upgrade when !state.HasData => Refusal.NoData,
            CustomModelEvent.Train when state.Status == CustomModelStatus.Available && !force => Refusal.NothingNew,
            CustomModelEvent.Upgrade when state.Status == CustomModelStatus.Failed => Refusal.Failed,
            _ => Refusal.None,
        };

    /// <summary>The status after the event; null: the model is gone.</summary>
    /// <param name="state">The model before the event, but with the data that it has after it.</param>
    /// <param name="happening">An event that the model takes.</param>
    public static CustomModelStatus? Next(CustomModelState state, CustomModelEvent happening) => happening switch
    {
        CustomModelEvent.AddData => CustomModelStatus.Pending,
        CustomModelEvent.DataAnalysed when state.IsAnalysing => CustomModelStatus.Pending,
        CustomModelEvent.DataAnalysed or CustomModelEvent.ChangeData
            => state.HasData ? CustomModelStatus.Ready : CustomModelStatus.Pending,
        CustomModelEvent.Train => CustomModelStatus.Training,
        CustomModelEvent.Trained => CustomModelStatus.Available,
        CustomModelEvent.TrainingRefused or CustomModelEvent.TrainingFailed => CustomModelStatus.Failed,
        CustomModelEvent.Upgrade => CustomModelStatus.Upgrading,
        CustomModelEvent.Upgraded or CustomModelEvent.UpgradeFailed
            => state.Before ?? throw new ArgumentException("An upgrade ends in the status before it.", nameof(state)),
        CustomModelEvent.Reset => CustomModelStatus.Pending,
        CustomModelEvent.Delete => null,
        _ => throw new ArgumentOutOfRangeException(nameof(happening)),
    };

    /// <summary>
    /// Several audio resources may be analysed at once, corpora only one after the other (section 9.1).
    /// </summary>
    private static bool MayAddBesides(CustomModelState state)
        => state is { Type: CustomModelType.Acoustic, IsAnalysing: true }
            && state.Status is not (CustomModelStatus.Training or CustomModelStatus.Upgrading);
}
