namespace SttPowerShell.Faults;

/// <summary>The faults of an asynchronous recognition, in either of its exchanges.</summary>
public static class JobFaultList
{
    private const string Refusal = """{"error":"session timed out"}""";
    private const int UploadedBeforeFault = 128 * 1024;

    public static IEnumerable<JobFault> All =>
    [
        .. Both(JobExchange.Create), .. InUpload, .. CreateAnswers, .. Both(JobExchange.Check), .. CheckAnswers,
    ];

    private static IEnumerable<JobFault> Both(JobExchange exchange) =>
    [
        New(exchange, "closes without a word", FaultPoint.BeforeAnswer, (c, _) => { c.Close(); return Task.CompletedTask; }),
        New(exchange, "resets without a word", FaultPoint.BeforeAnswer, (c, _) => { c.Reset(); return Task.CompletedTask; }),
        New(exchange, "never answers", FaultPoint.BeforeAnswer, (c, cancel) => c.StallAsync(cancel), stalls: true),
        New(exchange, "HTML 503 of a proxy", FaultPoint.BeforeAnswer,
            Send(RecordedJob.Bytes(503, "<html><title>503 Backend fetch failed</title></html>", type: "text/html"))),
        .. Enum.GetValues<Framing>().Select(framing => New(exchange, $"closes in the middle of the answer, {framing}", FaultPoint.InAnswer,
            Send(Part(RecordedJob.Answer(exchange, framing))))),
        New(exchange, "resets in the answer", FaultPoint.InAnswer, async (c, cancel) =>
        {
            await c.SendAsync(Part(RecordedJob.Answer(exchange)), cancel);
            await Task.Delay(50, cancel);
            c.Reset();
        }),
        New(exchange, "stalls in the answer", FaultPoint.InAnswer, async (c, cancel) =>
        {
            await c.SendAsync(Part(RecordedJob.Answer(exchange)), cancel);
            await c.StallAsync(cancel);
        }, stalls: true),
        New(exchange, "sends byte by byte", FaultPoint.InAnswer, async (c, cancel) =>
        {
            foreach (byte[] one in RecordedJob.Answer(exchange, Framing.Chunked).Chunk(1)) await c.SendAsync(one, cancel);
            c.Close();
        }, whole: true),
        New(exchange, "answers with an empty body", FaultPoint.InAnswer, Send(RecordedJob.Bytes(200, ""))),
        New(exchange, "answers with HTML", FaultPoint.InAnswer,
            Send(RecordedJob.Bytes(200, "<html><title>Sign in</title></html>", type: "text/html"))),
        New(exchange, "answers 200 with an error in it", FaultPoint.InAnswer,
            Send(RecordedJob.Bytes(200, """{"code":500,"error":"session closed"}"""))),
    ];

    private static IEnumerable<JobFault> InUpload =>
    [
        Upload("closes in the upload", async (c, cancel) => { await c.ReadBodyAsync(cancel, UploadedBeforeFault); c.Close(); }),
        Upload("resets in the upload", async (c, cancel) => { await c.ReadBodyAsync(cancel, UploadedBeforeFault); c.Reset(); }),
        Upload("stops reading the upload", async (c, cancel) =>
        {
            await c.ReadBodyAsync(cancel, UploadedBeforeFault);
            await Task.Delay(Timeout.Infinite, cancel);
        }, stalls: true),
        Upload("refuses (413) before the upload, then resets", async (c, cancel) =>
        {
            await c.SendAsync(RecordedJob.Bytes(413, """{"code":413,"error":"Payload exceeds the 1073741824 bytes limit."}"""), cancel);
            await Task.Delay(100, cancel);
            c.Reset();
        }),
    ];

    private static IEnumerable<JobFault> CreateAnswers =>
    [
        New(JobExchange.Create, "answers 201 without an id", FaultPoint.InAnswer, Send(RecordedJob.Bytes(201, """{"status":"waiting"}"""))),
        New(JobExchange.Create, "refuses an unregistered callback", FaultPoint.InAnswer,
            Send(RecordedJob.Bytes(400, """{"code":400,"error":"callback url 'https://x.example' is not registered"}"""))),
    ];

    private static IEnumerable<JobFault> CheckAnswers =>
    [
        Answer("garbles the JSON", RecordedJob.Completed.Replace("[{\"transcript\"", "[?\"transcript\"", StringComparison.Ordinal)),
        New(JobExchange.Check, "has lost the job", FaultPoint.InAnswer,
            Send(RecordedJob.Bytes(404, $$"""{"code":404,"error":"Job '{{RecordedJob.Id}}' not found."}"""))),
        Answer("says failed, with details", RecordedJob.State("failed", "\"details\":[{\"code\":500,\"error\":\"failed when posting audio\"}]")),
        Answer("says failed, without a reason", RecordedJob.State("failed")),
        Answer("says completed, with an error for results", RecordedJob.State("completed", $"\"results\":[{Refusal}]")),
        Answer("says completed, with results and an error", RecordedJob.State("completed",
            $"\"results\":[{{\"results\":[{{\"final\":true,\"alternatives\":[{{\"transcript\":\"first half \"}}]}}]}},{Refusal}]")),
        Answer("says completed, without results", RecordedJob.State("completed")),
        Answer("says completed, with no results in the list", RecordedJob.State("completed", "\"results\":[]")),
        Answer("says processing for ever", RecordedJob.State("processing"), stalls: true),
        Answer("gives a status that is unknown", RecordedJob.State("dreaming"), stalls: true),
    ];

    private static JobFault Answer(string name, string body, bool stalls = false)
        => New(JobExchange.Check, name, FaultPoint.InAnswer, Send(RecordedJob.Bytes(200, body)), stalls: stalls);

    private static JobFault Upload(string name, Func<FaultConnection, CancellationToken, Task> play, bool stalls = false)
        => new(JobExchange.Create, new Fault(name, FaultPoint.InUpload, false, stalls, play));

    private static JobFault New(
        JobExchange exchange, string name, FaultPoint point, Func<FaultConnection, CancellationToken, Task> answer, bool whole = false, bool stalls = false)
        => new(exchange, new Fault(name, point, whole, stalls, async (c, cancel) =>
        {
            await c.ReadBodyAsync(cancel);
            await answer(c, cancel);
        }));

    private static Func<FaultConnection, CancellationToken, Task> Send(byte[] answer) => async (c, cancel) =>
    {
        await c.SendAsync(answer, cancel);
        c.Close();
    };

    /// <summary>An answer without the last third of its body.</summary>
    private static byte[] Part(byte[] answer)
    {
        int body = answer.AsSpan().IndexOf("\r\n\r\n"u8) + 4;
        return answer[..(body + (answer.Length - body) * 2 / 3)];
    }
}
