using System.Text;

namespace SttPowerShell.Reliability;

/// <summary>docs/reliability.md, whose measured parts stand between markers; the rest is written by hand.</summary>
internal sealed class Document(string path)
{
    /// <summary>Puts new figures in the place of a part's old ones.</summary>
    public void Replace(string part, Action<StringBuilder> write)
    {
        string begin = $"<!-- {part}: begin -->";
        string end = $"<!-- {part}: end -->";
        StringBuilder text = new();
        text.AppendLine(begin).AppendLine();
        write(text);
        text.AppendLine().Append(end);

        string page = File.ReadAllText(path);
        int from = page.IndexOf(begin, StringComparison.Ordinal);
        int to = page.IndexOf(end, StringComparison.Ordinal) + end.Length;
        File.WriteAllText(path, page[..from] + text + page[to..]);
    }
}
