namespace SttPowerShell.Sessions;

/// <summary>Something in the service that is looked at until the service has finished with it.</summary>
internal interface IWatch
{
    /// <summary>Where to ask.</summary>
    SttSession Session { get; }

    /// <summary>The user's input that errors are about.</summary>
    object Target { get; }

    /// <summary>When its status last changed, by the clock's timestamp.</summary>
    long Changed { get; }

    /// <summary>The most time between two looks.</summary>
    TimeSpan LongestPause { get; }

    /// <summary>What it is called, for the beginning of a sentence.</summary>
    string Name { get; }

    /// <summary>What it is called where there is little room.</summary>
    string Label { get; }

    /// <summary>Its status in the service's word.</summary>
    string Status { get; }

    /// <summary>What the service is doing with it, to follow on its name; null if that is not known.</summary>
    string? Activity { get; }

    /// <summary>The failure that was the last answer, or null.</summary>
    string? Failure { get; }
}
