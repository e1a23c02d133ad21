namespace SttPowerShell.Faults;

/// <summary>Where in an exchange a fault strikes.</summary>
public enum FaultPoint
{
    BeforeAnswer,
    InUpload,
    InAnswer,
    AfterAnswer,
}

/// <summary>One way in which an exchange goes wrong.</summary>
/// <param name="Name">What happens, in a few words.</param>
/// <param name="AnswerIsWhole">Whether the whole answer still reaches the client, which then has to succeed.</param>
/// <param name="Stalls">Whether the server falls silent, so that only a time limit ends the call.</param>
public abstract record FaultKind(string Name, FaultPoint Point, bool AnswerIsWhole, bool Stalls)
{
    public sealed override string ToString() => Name;
}

/// <summary>One way in which a request over HTTP goes wrong.</summary>
/// <param name="Play">The server's part, from the first byte of the request on.</param>
/// <inheritdoc cref="FaultKind"/>
public sealed record Fault(
    string Name, FaultPoint Point, bool AnswerIsWhole, bool Stalls, Func<FaultConnection, CancellationToken, Task> Play)
    : FaultKind(Name, Point, AnswerIsWhole, Stalls);
