namespace SttPowerShell.Faults;

/// <summary>One way in which a recognition over a WebSocket goes wrong.</summary>
/// <param name="Name">What happens, in a few words.</param>
/// <param name="AnswerIsWhole">Whether the client still gets all results and is told so, and then has to succeed.</param>
/// <param name="Stalls">Whether the server falls silent, so that only a time limit ends the call.</param>
/// <param name="Play">The server's part, from the handshake on.</param>
public sealed record StreamingFault(
    string Name, FaultPoint Point, bool AnswerIsWhole, bool Stalls, Func<StreamingPeer, CancellationToken, Task> Play)
{
    public override string ToString() => Name;
}
