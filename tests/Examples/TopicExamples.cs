namespace SttPowerShell.Examples;

/// <summary>
/// The examples of about topics: behind an empty line, lines that are exactly eight blanks in, with all that follow up to
/// the next line that is less far in. Prose is four blanks in, lists and tables six.
/// </summary>
internal static class TopicExamples
{
    private const int Indent = 8;

    public static IEnumerable<Example> Read(string file)
    {
        string topic = Path.GetFileName(file).Replace(".help.txt", "", StringComparison.Ordinal);
        string[] lines = File.ReadAllLines(file);
        for (int i = 1; i < lines.Length; i++)
        {
            bool behindOthers = lines[i - 1].Length == 0 || lines[i - 1].StartsWith("  ", StringComparison.Ordinal)
                && !lines[i - 1].StartsWith("   ", StringComparison.Ordinal);
            if (!behindOthers || Blanks(lines[i]) != Indent) continue;
            int begin = i;
            // An empty line ends an example only if what follows isn't code, too.
            while (i < lines.Length && (Blanks(lines[i]) >= Indent || IsGap(lines, i))) i++;
            yield return new Example(
                $"{topic}, line {begin + 1}", string.Join('\n', lines[begin..i].Select(Unindent)).TrimEnd());
        }
    }

    private static bool IsGap(string[] lines, int i)
        => lines[i].Length == 0 && i + 1 < lines.Length && Blanks(lines[i + 1]) >= Indent;

    private static string Unindent(string line) => line.Length < Indent ? "" : line[Indent..];

    private static int Blanks(string line) => line.Length == 0 ? 0 : line.Length - line.TrimStart(' ').Length;
}
