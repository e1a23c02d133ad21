using System.Text;

namespace SttPowerShell.Faults;

/// <summary>The faults of a synchronous recognition.</summary>
public static class FaultList
{
    private const int UploadedBeforeFault = 128 * 1024;

    public static IEnumerable<Fault> All => [.. BeforeAnswer, .. InUpload, .. InAnswer, .. AfterAnswer];

    /// <summary>The connection is cut after each byte of the answer but the last.</summary>
    public static IEnumerable<Fault> CutAtEveryByte(Framing framing)
    {
        byte[] answer = RecordedAnswer.Bytes(framing);
        for (int sent = 0; sent < answer.Length; sent++)
        {
            // Where only the end of the connection ends the answer, white space after the JSON may be lost.
            bool whole = framing == Framing.UntilClose && sent >= answer.Length - TrailingWhiteSpace(answer);
            yield return Cut(framing, sent, whole);
        }
    }

    private static IEnumerable<Fault> BeforeAnswer =>
    [
        New("closes without a word", FaultPoint.BeforeAnswer, async (c, cancel) => { await c.ReadBodyAsync(cancel); c.Close(); }),
        New("resets without a word", FaultPoint.BeforeAnswer, async (c, cancel) => { await c.ReadBodyAsync(cancel); c.Reset(); }),
        New("never answers", FaultPoint.BeforeAnswer, async (c, cancel) => { await c.ReadBodyAsync(cancel); await c.StallAsync(cancel); }, stalls: true),
        New("answers in another protocol", FaultPoint.BeforeAnswer, Text("SSH-2.0-OpenSSH_9.2\r\n")),
        New("answers with random bytes", FaultPoint.BeforeAnswer, async (c, cancel) =>
        {
            await c.ReadBodyAsync(cancel);
            byte[] noise = new byte[512];
            new Random(1).NextBytes(noise);
            await c.SendAsync(noise, cancel);
            c.Close();
        }),
        New("stalls in the headers", FaultPoint.BeforeAnswer, async (c, cancel) =>
        {
            await c.ReadBodyAsync(cancel);
            await c.SendAsync("HTTP/1.1 200 OK\r\nContent-Ty"u8.ToArray(), cancel);
            await c.StallAsync(cancel);
        }, stalls: true),
    ];

    private static IEnumerable<Fault> InUpload =>
    [
        New("closes in the upload", FaultPoint.InUpload, async (c, cancel) => { await c.ReadBodyAsync(cancel, UploadedBeforeFault); c.Close(); }),
        New("resets in the upload", FaultPoint.InUpload, async (c, cancel) => { await c.ReadBodyAsync(cancel, UploadedBeforeFault); c.Reset(); }),
        New("stops reading the upload", FaultPoint.InUpload, async (c, cancel) =>
        {
            await c.ReadBodyAsync(cancel, UploadedBeforeFault);
            await Task.Delay(Timeout.Infinite, cancel);
        }, stalls: true),
        New("refuses (401) before the upload, then resets", FaultPoint.InUpload, Refuse(401, "Unauthorized", "key expired on 2026-01-01")),
        New("refuses (413) before the upload, then resets", FaultPoint.InUpload, Refuse(413, "Payload Too Large", "Payload exceeds the 104857600 bytes limit.")),
        New("HTML 503 of a proxy", FaultPoint.InUpload, Text(
            "HTTP/1.1 503 Service Unavailable\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n"
            + "<html><head><title>503 Backend fetch failed</title></head><body><h1>Guru Meditation</h1></body></html>")),
    ];

    private static IEnumerable<Fault> InAnswer => Enum.GetValues<Framing>().SelectMany(framing => new[]
    {
        Cut(framing, RecordedAnswer.HeadLength(framing) + RecordedAnswer.Body.Length / 2, whole: false),
        Damage(framing, "resets in the answer", stalls: false, static (c, _) => { c.Reset(); return Task.CompletedTask; }),
        Damage(framing, "stalls in the answer", stalls: true, static (c, cancel) => c.StallAsync(cancel)),
        Dribble(framing),
        Garble(framing),
    }).Append(New("200 that carries an error", FaultPoint.InAnswer, Text(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n   "
        + """{"code":500,"code_description":"Internal Server Error","error":"session closed"}""")))
     .Append(New("200 with an empty body", FaultPoint.InAnswer, Text(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 0\r\n\r\n")))
     .Append(New("200 with HTML", FaultPoint.InAnswer, Text(
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n<html><title>Sign in</title></html>")));

    private static IEnumerable<Fault> AfterAnswer => new[] { Framing.ContentLength, Framing.Chunked }.Select(framing =>
        New($"resets after the last byte, {Name(framing)}", FaultPoint.AfterAnswer, async (c, cancel) =>
        {
            await c.ReadBodyAsync(cancel);
            await c.SendAsync(RecordedAnswer.Bytes(framing), cancel);
            await Task.Delay(50, cancel); // a reset that overtakes the answer would be another fault
            c.Reset();
        }, whole: true));

    private static Fault Cut(Framing framing, int sent, bool whole) =>
        New($"closes after {sent} of {RecordedAnswer.Bytes(framing).Length} bytes, {Name(framing)}", FaultPoint.InAnswer, async (c, cancel) =>
        {
            await c.ReadBodyAsync(cancel);
            await c.SendAsync(RecordedAnswer.Bytes(framing).AsMemory(0, sent), cancel);
            c.Close();
        }, whole);

    private static Fault Damage(Framing framing, string name, bool stalls, Func<FaultConnection, CancellationToken, Task> then) =>
        New($"{name}, {Name(framing)}", FaultPoint.InAnswer, async (c, cancel) =>
        {
            await c.ReadBodyAsync(cancel);
            await c.SendAsync(RecordedAnswer.Bytes(framing).AsMemory(0, RecordedAnswer.HeadLength(framing) + 100), cancel);
            await Task.Delay(50, cancel);
            await then(c, cancel);
        }, stalls: stalls);

    private static Fault Dribble(Framing framing) =>
        New($"sends byte by byte, {Name(framing)}", FaultPoint.InAnswer, async (c, cancel) =>
        {
            await c.ReadBodyAsync(cancel);
            foreach (byte[] one in RecordedAnswer.Bytes(framing).Chunk(1))
            {
                await c.SendAsync(one, cancel);
                await Task.Yield();
            }
            c.Close();
        }, whole: true);

    private static Fault Garble(Framing framing) =>
        New($"garbles the JSON, {Name(framing)}", FaultPoint.InAnswer, async (c, cancel) =>
        {
            await c.ReadBodyAsync(cancel);
            byte[] answer = RecordedAnswer.Bytes(framing);
            int brace = answer.AsSpan().LastIndexOf("{\"transcript\""u8);
            answer[brace] = (byte)'?';
            await c.SendAsync(answer, cancel);
            c.Close();
        });

    private static Func<FaultConnection, CancellationToken, Task> Text(string answer) => async (c, cancel) =>
    {
        await c.ReadBodyAsync(cancel);
        await c.SendAsync(Encoding.UTF8.GetBytes(answer), cancel);
        c.Close();
    };

    private static Func<FaultConnection, CancellationToken, Task> Refuse(int status, string phrase, string error) => async (c, cancel) =>
    {
        string body = $$"""{"code":{{status}},"code_description":"{{phrase}}","error":"{{error}}"}""";
        await c.SendAsync(Encoding.UTF8.GetBytes(
            $"HTTP/1.1 {status} {phrase}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}"), cancel);
        await Task.Delay(100, cancel);
        c.Reset();
    };

    private static Fault New(
        string name, FaultPoint point, Func<FaultConnection, CancellationToken, Task> play, bool whole = false, bool stalls = false) =>
        new(name, point, whole, stalls, play);

    private static string Name(Framing framing) => framing switch
    {
        Framing.ContentLength => "Content-Length",
        Framing.Chunked => "chunked",
        _ => "until close",
    };

    private static int TrailingWhiteSpace(byte[] bytes) => bytes.Reverse().TakeWhile(b => char.IsWhiteSpace((char)b)).Count();
}
