namespace SttPowerShell.Examples;

/// <summary>The fenced blocks of a Markdown file whose language is powershell.</summary>
internal static class MarkdownExamples
{
    public static IEnumerable<Example> Read(string file)
    {
        string[] lines = File.ReadAllLines(file);
        for (int i = 0; i < lines.Length; i++)
        {
            if (lines[i] != "```powershell") continue;
            int end = Array.IndexOf(lines, "```", i + 1);
            yield return new Example($"{Path.GetFileName(file)}, line {i + 2}", string.Join('\n', lines[(i + 1)..end]));
            i = end;
        }
    }
}
