namespace SttPowerShell.LocalService.Customization.Language.Text;

/// <summary>The lines of a text, none longer than some thousand characters: a corpus may be one endless line.</summary>
internal static class BoundedLines
{
    private const int Longest = 16 * 1024;

    /// <summary>Reads lines; a longer one is cut at a blank, or anywhere if it has none.</summary>
    public static IEnumerable<string> Read(TextReader text)
    {
        char[] buffer = new char[Longest];
        int length = 0;
        bool ended = false;
        while (!ended || length > 0)
        {
            int read = ended ? 0 : text.Read(buffer, length, buffer.Length - length);
            ended |= read == 0;
            length += read;
            int begin = 0;
            for (int end; (end = buffer.AsSpan(begin, length - begin).IndexOfAny('\n', '\r')) >= 0; begin += end + 1)
            {
                if (end > 0) yield return new string(buffer, begin, end);
            }
            if (length - begin > 0 && (ended || begin == 0 && length == buffer.Length))
            {
                int blank = ended ? -1 : buffer.AsSpan(0, length).LastIndexOfAny(' ', '\t');
                int cut = blank > 0 ? blank : length - begin;
                yield return new string(buffer, begin, cut);
                begin += cut;
            }
            length -= begin;
            buffer.AsSpan(begin, length).CopyTo(buffer);
        }
    }
}
