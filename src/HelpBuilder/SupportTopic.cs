using System.Text;

namespace HelpBuilder;

/// <summary>
/// Writes the support table as a help topic for a terminal of 80 columns. The many things that are the same are told in
/// one paragraph a section, so that what differs stands out.
/// </summary>
internal static class SupportTopic
{
    private const int Width = 79;

    private const string Head = """
        TOPIC
            about_SttLocalServiceSupport

        SHORT DESCRIPTION
            What the local service has of the Speech to Text API.

        LONG DESCRIPTION
            Routes, parameters and rules of Watson Speech to Text v1, and whether
            the local service does the same, how it differs, or that it lacks them.


        """;

    private const string Tail = """
        SEE ALSO
            about_SttLocalService
            Start-SttLocalService
            https://cloud.ibm.com/apidocs/speech-to-text

        KEYWORDS
            limits, differences, compatibility

        """;

    public static string Write(IEnumerable<SupportSection> sections)
    {
        StringBuilder text = new(Head);
        string chapter = "";
        foreach (SupportSection section in sections)
        {
            string title = section.Title.ToUpperInvariant();
            if (!section.IsPart) chapter = title;
            text.Append(Section(section.IsPart ? $"{chapter}: {title}" : title, section));
        }
        return text.Append(Tail).ToString().ReplaceLineEndings("\n");
    }

    private static string Section(string title, SupportSection section)
    {
        string[] blocks =
        [
            .. section.Paragraphs.Select(paragraph => Wrap(paragraph, 4, 4)),
            string.Join('\n', section.Rows.Where(row => !row.IsSame && !row.IsMissing).Select(Row)),
            List("The same:", section.Rows.Where(row => row.IsSame)),
            List("Not there:", section.Rows.Where(row => row.IsMissing)),
        ];
        return $"  {title}\n{string.Join("\n\n", blocks.Where(block => block.Length > 0))}\n\n";
    }

    // No line is as far in as examples are in the other topics.
    private static string Row(SupportRow row) => $"{Wrap(row.Subject, 4, 6)}\n{Wrap($"-> {row.Here}", 6, 9)}";

    private static string List(string title, IEnumerable<SupportRow> rows)
    {
        string subjects = string.Join("; ", rows.Select(row => row.Subject));
        return subjects.Length == 0 ? "" : Wrap($"{title} {subjects}.", 4, 6);
    }

    private static string Wrap(string words, int indent, int hanging)
    {
        StringBuilder text = new(new string(' ', indent));
        int column = indent;
        bool begins = true;
        foreach (string word in words.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!begins && column + 1 + word.Length > Width)
            {
                text.Append('\n').Append(' ', hanging);
                column = hanging;
                begins = true;
            }
            text.Append(begins ? "" : " ").Append(word);
            column += word.Length + (begins ? 0 : 1);
            begins = false;
        }
        return text.ToString();
    }
}
