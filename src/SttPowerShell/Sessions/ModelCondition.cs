namespace SttPowerShell.Sessions;

/// <summary>Whether the service is at work with a model.</summary>
internal enum ModelCondition
{
    /// <summary>It is, or nobody knows, since it doesn't answer.</summary>
    Working,
    /// <summary>Nothing shows that it is, although the model isn't ready; but it may be.</summary>
    Silent,
    /// <summary>It was silent for so long that it does nothing: it waits for somebody to act.</summary>
    Idle,
    /// <summary>It has finished: the model is ready, available or failed.</summary>
    AtRest,
}
