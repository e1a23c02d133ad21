using System.Globalization;
using System.Text;

namespace SttPowerShell.Faults;

/// <summary>
/// The service's answers about one recognition job, whose results are those of <see cref="RecordedAnswer"/>.
/// </summary>
public static class RecordedJob
{
    public const string Id = "9f1e22aa-6c0d-4b57-8a31-7de0c5b41f02";

    public static string Created { get; } =
        $$"""{"id":"{{Id}}","status":"waiting","created":"2026-01-05T10:00:00.000Z","url":"http://x/v1/recognitions/{{Id}}"}""";

    public static string Completed { get; } = State(
        "completed", $"\"results\":[{Encoding.UTF8.GetString(RecordedAnswer.Body)}]");

    /// <summary>A job's state, with more members if there are any.</summary>
    public static string State(string status, string more = "")
        => $$"""{"id":"{{Id}}","created":"2026-01-05T10:00:00.000Z","updated":"2026-01-05T10:00:09.000Z","status":"{{status}}"{{(more.Length > 0 ? "," : "")}}{{more}}}""";

    /// <summary>The good answer of an exchange.</summary>
    public static byte[] Answer(JobExchange exchange, Framing framing = Framing.ContentLength)
        => exchange == JobExchange.Create ? Bytes(201, Created, framing) : Bytes(200, Completed, framing);

    /// <summary>An answer's bytes, from the status line to the last.</summary>
    public static byte[] Bytes(int status, string body, Framing framing = Framing.ContentLength, string type = "application/json")
    {
        string length = framing switch
        {
            Framing.ContentLength => string.Create(CultureInfo.InvariantCulture, $"Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n"),
            Framing.Chunked => "Transfer-Encoding: chunked\r\n",
            _ => "Connection: close\r\n",
        };
        string framed = framing == Framing.Chunked
            ? string.Create(CultureInfo.InvariantCulture, $"{Encoding.UTF8.GetByteCount(body):x}\r\n{body}\r\n0\r\n\r\n")
            : body;
        return Encoding.UTF8.GetBytes($"HTTP/1.1 {status} X\r\nContent-Type: {type}\r\n{length}\r\n{framed}");
    }
}
