using SttPowerShell.Client.Wire;

namespace SttPowerShell.Commands;

/// <summary>The words of one command for one model, of which some may have been sent already.</summary>
internal sealed class WordBatch(SttSession session, SttCustomModel model)
{
    public SttSession Session => session;

    public SttCustomModel Model => model;

    /// <summary>Not sent yet.</summary>
    public List<Word> Waiting { get; } = [];

    /// <summary>All words of the command, each with its row.</summary>
    public Dictionary<string, int> Rows { get; } = new(StringComparer.Ordinal);

    /// <summary>Words that the service has accepted.</summary>
    public HashSet<string> Sent { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether the service may still be analysing words that were sent.</summary>
    public bool IsAnalysing { get; set; }
}
