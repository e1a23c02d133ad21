namespace HelpBuilder;

/// <summary>Reads docs/support.md, whose third column, the tests, is of no use to who reads help.</summary>
internal static class SupportTable
{
    /// <exception cref="FormatException">There is no table, or a row has too few columns.</exception>
    public static IReadOnlyList<SupportSection> Read(IReadOnlyList<string> lines)
    {
        List<SupportSection> sections = [];
        List<string> paragraph = [];
        for (int i = 0; i < lines.Count; i++)
        {
            string line = lines[i].Trim();
            if (line.Length == 0 || line[0] is '|' or '#') EndParagraph();
            if (line.StartsWith("##", StringComparison.Ordinal))
            {
                bool isPart = line.StartsWith("###", StringComparison.Ordinal);
                sections.Add(new SupportSection(Plain(line.TrimStart('#')), isPart));
            }
            else if (sections.Count > 0 && line.Length > 0)
            {
                if (line[0] != '|') paragraph.Add(line);
                else if (!IsHead(lines, i)) sections[^1].Rows.Add(Row(line, i + 1));
            }
        }
        EndParagraph();
        return sections.Exists(section => section.Rows.Count > 0)
            ? sections
            : throw new FormatException("The support table has no rows.");

        void EndParagraph()
        {
            if (paragraph.Count > 0) sections[^1].Paragraphs.Add(Plain(string.Join(' ', paragraph)));
            paragraph.Clear();
        }
    }

    private static SupportRow Row(string line, int number)
    {
        string[] cells = line.Trim('|').Split('|');
        return cells.Length == 3
            ? new SupportRow(Plain(cells[0]), Plain(cells[1]))
            : throw new FormatException($"Line {number} of the support table has {cells.Length} columns, not 3.");
    }

    /// <summary>Whether a line of a table is its head, or the line of dashes below that.</summary>
    private static bool IsHead(IReadOnlyList<string> lines, int i)
        => IsRule(lines[i]) || (i + 1 < lines.Count && IsRule(lines[i + 1]));

    private static bool IsRule(string line) => line.StartsWith("|---", StringComparison.Ordinal);

    private static string Plain(string text) => text.Replace("`", "", StringComparison.Ordinal).Trim();
}
