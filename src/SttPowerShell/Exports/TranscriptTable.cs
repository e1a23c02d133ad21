using System.Globalization;
using System.Text;

namespace SttPowerShell.Exports;

/// <summary>
/// Writes phrases as a table with a header row. Values between commas are quoted as RFC 4180 says; values between tabs
/// have spaces for tabs and line ends (IANA, text/tab-separated-values). A library would have to be loaded apart from
/// the copies of other modules, for a rule of one line.
/// </summary>
internal static class TranscriptTable
{
    public static string Csv(SttTranscript transcript) => Write(transcript, ',', Quoted);

    public static string Tsv(SttTranscript transcript) => Write(transcript, '\t', OnOneLine);

    private static string Write(SttTranscript transcript, char separator, Func<string, string> escaped)
    {
        StringBuilder text = new();
        text.AppendJoin(separator, "Start", "End", "Confidence", "Transcript").Append('\n');
        foreach (SttTranscriptSegment phrase in Phrases(transcript))
        {
            text.AppendJoin(separator, Number(phrase.Start), Number(phrase.End), Number(phrase.Confidence),
                escaped(phrase.Transcript)).Append('\n');
        }
        return text.ToString();
    }

    private static IReadOnlyList<SttTranscriptSegment> Phrases(SttTranscript transcript)
        => transcript.Results.Count > 0 || transcript.Transcript.Length == 0
            ? transcript.Results
            : [new SttTranscriptSegment { Transcript = transcript.Transcript, Confidence = transcript.Confidence }];

    private static string Number(double? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static string Quoted(string value)
        => value.AsSpan().IndexOfAny(",\"\r\n") < 0
            ? value
            : $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string OnOneLine(string value) => value.Replace('\t', ' ').Replace('\r', ' ').Replace('\n', ' ');
}
