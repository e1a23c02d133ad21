using System.Globalization;
using System.Text;
using SttPowerShell.Faults;

namespace SttPowerShell.Reliability;

/// <summary>What a client sends again after a 503.</summary>
internal sealed record ReplayTable(IReadOnlyList<(long Length, string Sha256)> Ours, Outcome OurOutcome, IReadOnlyList<(long Length, string Sha256)> Theirs, Outcome? TheirOutcome)
{
    public bool Same => Ours.Count == 2 && Ours.Distinct().Count() == 1 && OurOutcome.Transcript == RecordedAnswer.Transcript;

    public static async Task<ReplayTable> RunAsync(ModuleClient module, NodeClient? node, string audio, TimeSpan idle, TimeSpan limit)
    {
        await using ReplayServer ours = new(refusals: 1);
        Outcome ourOutcome = await module.RecognizeAsync(ours.Uri, audio, idle, limit);
        await using ReplayServer theirs = new(refusals: 1);
        Outcome? theirOutcome = node is null ? null : await node.RecognizeAsync(theirs.Uri, limit);
        return new ReplayTable(ours.Bodies, ourOutcome, theirs.Bodies, theirOutcome);
    }

    public void Write(StringBuilder text)
    {
        text.AppendLine("| client | bodies that the server saw | outcome |").AppendLine("|---|---|---|");
        Row(text, "SttPowerShell, a file", Ours, OurOutcome);
        if (TheirOutcome is not null) Row(text, "node SDK, a file stream, `enableRetries()`", Theirs, TheirOutcome);
    }

    private static void Row(StringBuilder text, string client, IReadOnlyList<(long Length, string Sha256)> bodies, Outcome outcome) =>
        text.AppendLine(CultureInfo.InvariantCulture,
            $"| {client} | {string.Join("; ", bodies.Select(b => $"{b.Length} bytes, SHA-256 {b.Sha256[..12]}…"))} | {(outcome.Error is null ? $"success: \"{outcome.Transcript}\"" : $"error: {outcome.Error}")} |");
}
