namespace SttPowerShell.Faults;

/// <summary>One way in which a recognition over a WebSocket goes wrong.</summary>
/// <param name="Play">The server's part, from the handshake on.</param>
/// <inheritdoc cref="FaultKind"/>
public sealed record StreamingFault(
    string Name, FaultPoint Point, bool AnswerIsWhole, bool Stalls, Func<StreamingPeer, CancellationToken, Task> Play)
    : FaultKind(Name, Point, AnswerIsWhole, Stalls);
