namespace SttPowerShell.LocalService.Customization;

/// <summary>What can happen to a custom model.</summary>
internal enum CustomModelEvent
{
    /// <summary>All its data is removed.</summary>
    Reset,
    /// <summary>It is removed with all that belongs to it.</summary>
    Delete,
}

/// <summary>
/// The table of contract section 11 for both types of models: for a model in a state, what an event makes of it or
/// why it is refused. The one place that decides about states.
/// </summary>
internal static class CustomModelStateMachine
{
    /// <summary>The state after the event; null: the model is gone.</summary>
    /// <exception cref="RequestRefusedException">The model doesn't take the event in its state.</exception>
    public static CustomModelStatus? Next(CustomModel model, CustomModelEvent happening)
        => (model.Status, happening) switch
        {
            (CustomModelStatus.Training or CustomModelStatus.Upgrading, _) => throw Locked(model.Id),
            (_, CustomModelEvent.Reset) => CustomModelStatus.Pending,
            (_, CustomModelEvent.Delete) => null,
            _ => throw new ArgumentOutOfRangeException(nameof(happening)),
        };

    private static RequestRefusedException Locked(Guid id) => new(
        StatusCodes.Status409Conflict, $"Customization '{id}' is currently locked to process your last request.");
}
