using SttPowerShell.Faults;

namespace SttPowerShell.Reliability;

/// <summary>How a client ended a call.</summary>
/// <param name="Transcript">What it gave as a success, else null.</param>
/// <param name="Error">What it said, else null.</param>
/// <param name="Hangs">It had not ended when the time was up.</param>
internal sealed record Outcome(string? Transcript, string? Error, bool Hangs)
{
    public static Outcome Hang { get; } = new(null, null, true);

    /// <summary>Whether that is the complete result, or an error where none could be had.</summary>
    public bool IsHonest(FaultKind fault) => !Hangs && (Error is not null ? !fault.AnswerIsWhole : Transcript == RecordedAnswer.Transcript);

    public string Describe(FaultKind fault)
    {
        string what = Hangs ? "hangs" : Error is not null ? $"error: {Error}" : $"success: \"{Transcript}\"";
        return IsHonest(fault) ? what : $"**{what}**";
    }
}
