namespace SttPowerShell;

/// <summary>The state of a custom model.</summary>
public enum SttModelStatus
{
    /// <summary>
    /// A state that this version of the module doesn't know; see <see cref="SttCustomModel.StatusText"/>.
    /// </summary>
    Unknown,
    /// <summary>Created, waiting for data, or its data is being analysed.</summary>
    Pending,
    /// <summary>It has data that it was not trained with yet.</summary>
    Ready,
    /// <summary>It is being trained.</summary>
    Training,
    /// <summary>It is trained and can be used in recognition.</summary>
    Available,
    /// <summary>It is being upgraded to a newer version of its base model.</summary>
    Upgrading,
    /// <summary>Its training failed.</summary>
    Failed,
}
