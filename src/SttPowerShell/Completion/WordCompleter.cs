using SttPowerShell.Client.Wire;

namespace SttPowerShell.Completion;

/// <summary>
/// Completes words. A model may have 90,000, and the service can't be asked for those that begin with something, so the
/// list is read through and what matches is kept.
/// </summary>
public sealed class WordCompleter : ModelDataCompleter
{
    /// <summary>As many as anybody completes by pressing a key.</summary>
    private const int Most = 1000;

    private protected override string Noun(CompletionLine line) => "word";

    // Another beginning is another question.
    private protected override string Subject(CompletionLine line) => $"{base.Subject(line)} {line.Typed}";

    private protected override async Task AskAsync(
        CompletionLine line, string modelId, SttSession session, CancellationToken cancel)
    {
        List<string> found = [];
        bool isWhole = true;
        await foreach (Word word in session.Client.Words.ListAsync(modelId, null, null, cancel))
        {
            bool matches = line.Typed.Matches(word.Text ?? "");
            isWhole &= matches;
            if (!matches) continue;
            found.Add(word.Text!);
            if (found.Count < Most) continue;
            isWhole = false;
            break;
        }
        if (isWhole) session.SeenNames.RememberAll("word", modelId, found);
        else session.SeenNames.Remember("word", modelId, found);
    }
}
