using System.Globalization;
using System.Text;

namespace SttPowerShell.Faults;

/// <summary>A recognition answer as the service sends it, byte by byte.</summary>
public static class RecordedAnswer
{
    /// <summary>The transcript that a client must give if and only if it got the whole answer.</summary>
    public const string Transcript = "first half second half";

    public const string TransactionId = "f4a1b7e0-fault-harness";

    private const string Json =
        """
        {"result_index":0,"results":[
          {"final":true,"alternatives":[{"transcript":"first half ","confidence":0.91}]},
          {"final":true,"alternatives":[{"transcript":"second half ","confidence":0.87}]}]}
        """;

    public static byte[] Body { get; } = Encoding.UTF8.GetBytes(Json);

    /// <summary>The answer's bytes from the status line to its last byte.</summary>
    public static byte[] Bytes(Framing framing) => [.. Head(framing), .. Framed(framing)];

    /// <summary>How many of <see cref="Bytes"/> are status line and headers.</summary>
    public static int HeadLength(Framing framing) => Head(framing).Length;

    private static byte[] Head(Framing framing)
    {
        string length = framing switch
        {
            Framing.ContentLength => string.Create(CultureInfo.InvariantCulture, $"Content-Length: {Body.Length}\r\n"),
            Framing.Chunked => "Transfer-Encoding: chunked\r\n",
            _ => "Connection: close\r\n",
        };
        return Encoding.ASCII.GetBytes(
            $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nX-Global-Transaction-Id: {TransactionId}\r\n{length}\r\n");
    }

    private static byte[] Framed(Framing framing)
    {
        if (framing != Framing.Chunked) return Body;
        MemoryStream chunks = new();
        foreach (byte[] piece in Body.Chunk(64))
        {
            chunks.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{piece.Length:x}\r\n")));
            chunks.Write(piece);
            chunks.Write("\r\n"u8);
        }
        chunks.Write("0\r\n\r\n"u8);
        return chunks.ToArray();
    }
}
