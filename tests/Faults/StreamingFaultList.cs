using System.Text;
using Microsoft.AspNetCore.Http;

namespace SttPowerShell.Faults;

/// <summary>The faults of a recognition over a WebSocket.</summary>
public static class StreamingFaultList
{
    public const string First =
        """{"result_index":0,"results":[{"final":true,"alternatives":[{"transcript":"first half ","confidence":0.91,"timestamps":[["first",0.1,0.4],["half",0.4,0.9]]}]}]}""";

    public const string Second =
        """{"result_index":1,"results":[{"final":true,"alternatives":[{"transcript":"second half ","confidence":0.87,"timestamps":[["second",1.1,1.4],["half",1.4,1.9]]}]}]}""";

    private const string Error = """{"error":"Session closed. Reason: internal."}""";
    private const int UploadedBeforeFault = 128 * 1024;

    public static IEnumerable<StreamingFault> All => [.. BeforeListening, .. InUpload, .. InResults, .. Unusual];

    /// <summary>A result that breaks off after each byte, as a message of its own that is whole.</summary>
    public static IEnumerable<StreamingFault> CutAtEveryByte => Enumerable.Range(0, Second.Length).Select(length =>
        InAnswer($"cuts the JSON after {length} of {Second.Length} bytes", async (p, cancel) =>
        {
            await p.SendAsync(Second[..length], cancel);
            await p.SendAsync(StreamingPeer.Listening, cancel);
            await p.FinishAsync(cancel);
        }));

    /// <summary>A result in two frames, cut after each byte.</summary>
    public static IEnumerable<StreamingFault> FragmentedAtEveryByte => Enumerable.Range(0, Second.Length + 1).Select(first =>
        InAnswer($"sends a result in two frames, the first of {first} bytes", async (p, cancel) =>
        {
            await p.SendInTwoAsync(Second, first, cancel);
            await p.SendAsync(StreamingPeer.Listening, cancel);
            await p.FinishAsync(cancel);
        }, whole: true));

    private static IEnumerable<StreamingFault> BeforeListening =>
    [
        Before("answers the handshake with 200 and results", Http(200, "application/json", Encoding.UTF8.GetString(RecordedAnswer.Body))),
        Before("answers the handshake with 200 and HTML", Http(200, "text/html", "<html><title>Sign in</title></html>")),
        Before("refuses (401) the handshake", Http(401, "application/json", """{"code":401,"code_description":"Unauthorized","error":"key expired on 2026-01-01"}""")),
        Before("refuses (404) the handshake", Http(404, "application/json", """{"code":404,"code_description":"Not Found","error":"Model en-XX not found"}""")),
        Before("HTML 503 of a proxy", Http(503, "text/html", "<html><head><title>503 Backend fetch failed</title></head></html>")),
        Before("drops in the handshake", (p, _) => { p.Drop(); return Task.CompletedTask; }),
        Before("never answers the handshake", (_, cancel) => Task.Delay(Timeout.Infinite, cancel), stalls: true),
        Before("closes (1000) before it listens", async (p, cancel) => { await p.AcceptAsync(cancel); await p.CloseAsync(1000, "", cancel); await p.StallAsync(cancel); }),
        Before("drops before it listens", async (p, cancel) => { await p.AcceptAsync(cancel); p.Drop(); }),
        Before("sends an error before it listens, then closes", async (p, cancel) => { await p.AcceptAsync(cancel); await FailAsync(p, cancel); }),
        Before("never listens", async (p, cancel) => { await p.AcceptAsync(cancel); await p.StallAsync(cancel); }, stalls: true),
        Before("says garbage", async (p, cancel) => { await p.AcceptAsync(cancel); await p.SendAsync("SSH-2.0-OpenSSH_9.2", cancel); await p.StallAsync(cancel); }),
    ];

    private static IEnumerable<StreamingFault> InUpload =>
    [
        Upload("drops in the upload", (p, _) => { p.Drop(); return Task.CompletedTask; }),
        Upload("closes (1000) in the upload", (p, cancel) => p.CloseAsync(1000, "", cancel)),
        Upload("closes (1009) in the upload", (p, cancel) => p.CloseAsync(1009, "Message too big", cancel)),
        Upload("sends an error in the upload, then closes", FailAsync),
        Upload("sends results in the upload, then an error", async (p, cancel) => { await p.SendAsync(First, cancel); await FailAsync(p, cancel); }),
        Upload("sends results in the upload, then drops", async (p, cancel) => { await p.SendAsync(First, cancel); await Task.Delay(50, cancel); p.Drop(); }),
        Upload("is done before all audio was sent", async (p, cancel) => { await p.SendAsync(First, cancel); await p.SendAsync(StreamingPeer.Listening, cancel); await p.StallAsync(cancel); }),
        Upload("stops reading the upload", (_, cancel) => Task.Delay(Timeout.Infinite, cancel), stalls: true),
    ];

    private static IEnumerable<StreamingFault> InResults =>
    [
        InAnswer("drops after half of the results", async (p, cancel) => { await Task.Delay(50, cancel); p.Drop(); }),
        InAnswer("drops within a message", async (p, cancel) => { await p.SendPartAsync(Second[..60], cancel); await Task.Delay(50, cancel); p.Drop(); }),
        InAnswer("closes (1000) after half of the results", (p, cancel) => p.CloseAsync(1000, "", cancel)),
        InAnswer("closes (1000) after all results, but doesn't listen again", async (p, cancel) => { await p.SendAsync(Second, cancel); await p.CloseAsync(1000, "", cancel); }),
        InAnswer("closes (1011) after half of the results", (p, cancel) => p.CloseAsync(1011, "see the previous message for the error details.", cancel)),
        InAnswer("sends an error after half of the results, then closes", FailAsync),
        InAnswer("sends an error after half of the results, then drops", async (p, cancel) => { await p.SendAsync(Error, cancel); await Task.Delay(50, cancel); p.Drop(); }),
        InAnswer("stalls after half of the results", (p, cancel) => p.StallAsync(cancel), stalls: true),
        InAnswer("garbles the JSON", Rest(Second.Replace("{\"transcript\"", "?\"transcript\"", StringComparison.Ordinal))),
        InAnswer("cuts the JSON", Rest(Second[..60])),
        InAnswer("sends a result as binary", async (p, cancel) => { await p.SendBinaryAsync(Encoding.UTF8.GetBytes(Second), cancel); await p.SendAsync(StreamingPeer.Listening, cancel); await p.FinishAsync(cancel); }),
        InAnswer("sends null for a result", Rest("null")),
    ];

    private static IEnumerable<StreamingFault> Unusual =>
    [
        InAnswer("sends metrics and labels of their own", Rest(
            """{"processing_metrics":{"processed_audio":{"received":2.0,"seen_by_engine":1.8,"transcription":1.0},"wall_clock_since_first_byte_received":1.1,"periodic":true}}""",
            """{"speaker_labels":[{"from":0.1,"to":0.4,"speaker":0,"confidence":0.6,"final":true}]}""",
            """{"from":0.1,"to":0.4,"speaker":0,"confidence":0.6,"final":true}""", Second), whole: true),
        InAnswer("replaces interim results", Rest(
            """{"result_index":1,"results":[{"final":false,"alternatives":[{"transcript":"seconds "}]}]}""",
            """{"result_index":1,"results":[{"final":false,"alternatives":[{"transcript":"second have "}]}]}""", Second), whole: true),
        InAnswer("sends a final result twice", Rest(Second, Second), whole: true),
        InAnswer("sends all results again in one message", Rest(Encoding.UTF8.GetString(RecordedAnswer.Body)), whole: true),
        InAnswer("drops after it listens again", async (p, cancel) => { await p.SendAsync(Second, cancel); await p.SendAsync(StreamingPeer.Listening, cancel); await Task.Delay(50, cancel); p.Drop(); }, whole: true),
        InAnswer("never answers the close", async (p, cancel) => { await p.SendAsync(Second, cancel); await p.SendAsync(StreamingPeer.Listening, cancel); await Task.Delay(Timeout.Infinite, cancel); }, whole: true),
    ];

    private static StreamingFault Before(string name, Func<StreamingPeer, CancellationToken, Task> play, bool stalls = false) =>
        new(name, FaultPoint.BeforeAnswer, AnswerIsWhole: false, stalls, play);

    private static StreamingFault Upload(string name, Func<StreamingPeer, CancellationToken, Task> then, bool stalls = false) =>
        new(name, FaultPoint.InUpload, AnswerIsWhole: false, stalls, async (p, cancel) =>
        {
            await p.ListenAsync(cancel);
            await p.ReadAudioAsync(cancel, UploadedBeforeFault);
            await then(p, cancel);
            await p.StallAsync(cancel);
        });

    private static StreamingFault InAnswer(
        string name, Func<StreamingPeer, CancellationToken, Task> then, bool whole = false, bool stalls = false) =>
        new(name, FaultPoint.InAnswer, whole, stalls, async (p, cancel) =>
        {
            await p.ListenAsync(cancel);
            await p.ReadAudioAsync(cancel);
            await p.SendAsync(First, cancel);
            await then(p, cancel);
            await p.StallAsync(cancel);
        });

    private static Func<StreamingPeer, CancellationToken, Task> Rest(params string[] messages) => async (p, cancel) =>
    {
        foreach (string message in messages) await p.SendAsync(message, cancel);
        await p.SendAsync(StreamingPeer.Listening, cancel);
        await p.FinishAsync(cancel);
    };

    private static Func<StreamingPeer, CancellationToken, Task> Http(int status, string type, string body) => async (p, cancel) =>
    {
        p.Http.Response.StatusCode = status;
        p.Http.Response.ContentType = type;
        await p.Http.Response.WriteAsync(body, cancel);
    };

    private static async Task FailAsync(StreamingPeer peer, CancellationToken cancel)
    {
        await peer.SendAsync(Error, cancel);
        await peer.CloseAsync(1011, "see the previous message for the error details.", cancel);
    }
}
