using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace SttPowerShell.Benchmarks;

/// <summary>Answers of the stub that are long: results with the times and confidences of each word.</summary>
internal static class LongResults
{
    /// <summary>An hour of speech at an ordinary pace: 9,000 words.</summary>
    public const int HourOfResults = 900;

    /// <summary>So many that the JSON has 100 MB.</summary>
    public const int HundredMegabytes = 168_000;

    private const int PieceSize = 64 * 1024;
    private const int WordsInResult = 10;
    private const double SecondsOfWord = 0.4;

    private static readonly string[] s_words =
        ["she", "had", "been", "to", "london", "and", "thought", "him", "very", "agreeable"];

    /// <summary>The JSON of so many.</summary>
    public static byte[] Answer(int count)
    {
        using MemoryStream answer = new();
        StringBuilder text = new("""{"result_index":0,"results":[""");
        for (int i = 0; i < count; i++)
        {
            if (i > 0) text.Append(',');
            Append(text, i);
            if (text.Length < PieceSize) continue;
            answer.Write(Encoding.UTF8.GetBytes(text.ToString()));
            text.Clear();
        }
        answer.Write(Encoding.UTF8.GetBytes(text.Append("]}").ToString()));
        return answer.ToArray();
    }

    /// <summary>Sends it piece by piece, without saying before how long it is.</summary>
    public static async Task SendAsync(HttpResponse response, ReadOnlyMemory<byte> answer)
    {
        response.ContentType = "application/json";
        for (int i = 0; i < answer.Length; i += PieceSize)
        {
            await response.Body.WriteAsync(answer.Slice(i, Math.Min(PieceSize, answer.Length - i)));
        }
    }

    private static void Append(StringBuilder text, int result)
    {
        string[] times = [.. s_words.Select((word, i) =>
        {
            double start = ((result * WordsInResult) + i) * SecondsOfWord;
            return string.Create(CultureInfo.InvariantCulture,
                $"""["{word}",{start:0.00},{start + SecondsOfWord - 0.05:0.00}]""");
        })];
        string confidences = string.Join(',', s_words.Select(word => $"""["{word}",0.93]"""));
        text.Append("""{"final":true,"alternatives":[{"transcript":"she had been to london and thought him very agreeable ",""")
            .Append("\"confidence\":0.93,\"timestamps\":[").AppendJoin(',', times)
            .Append("],\"word_confidence\":[").Append(confidences).Append("]}]}");
    }
}
