using System.Globalization;
using System.Text.Json;
using SttPowerShell.Peers;

namespace SttPowerShell.Reliability;

/// <summary>IBM's node SDK in a process of its own, asked line by line.</summary>
internal sealed class NodeClient : IDisposable
{
    private readonly ChildProcess _process;

    private NodeClient(ChildProcess process) => _process = process;

    /// <param name="sdk">The SDK.</param>
    /// <param name="file">The audio.</param>
    /// <param name="script">What it does with the audio.</param>
    public static NodeClient Start(NodeSdk sdk, string file, string script = "outcomes.js")
    {
        (string program, string[] arguments) = sdk.Script(script, file);
        return new NodeClient(ChildProcess.Start(program, arguments));
    }

    public async Task<Outcome> RecognizeAsync(Uri uri, TimeSpan limit, bool streamed = false)
    {
        await _process.Input.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{uri.GetLeftPart(UriPartial.Authority)} {limit.TotalMilliseconds:0} {(streamed ? "WebSocket" : "HTTP")}"));
        await _process.Input.FlushAsync();
        string line = await _process.Output.ReadLineAsync() ?? throw new InvalidOperationException("The node SDK's process ended.");
        JsonElement answer = JsonDocument.Parse(line).RootElement;
        if (answer.TryGetProperty("crash", out JsonElement crash)) return new Outcome(null, $"uncaught: {crash.GetString()}", false);
        if (answer.TryGetProperty("hangs", out _)) return Outcome.Hang;
        return answer.TryGetProperty("error", out JsonElement error)
            ? new Outcome(null, error.GetString(), false)
            : new Outcome(answer.GetProperty("transcript").GetString(), null, false);
    }

    public void Dispose() => _process.Dispose();
}
