namespace SttPowerShell.Faults;

/// <summary>Which exchange of an asynchronous recognition a fault strikes.</summary>
public enum JobExchange
{
    /// <summary>The audio is sent, and the job's id comes back.</summary>
    Create,

    /// <summary>The job is asked for, and its results come back.</summary>
    Check,
}

/// <summary>One way in which an asynchronous recognition goes wrong; its other exchange goes well.</summary>
public sealed record JobFault(JobExchange Exchange, Fault Fault)
{
    public override string ToString() => $"{Exchange}: {Fault.Name}";
}
