using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SttPowerShell.Tests.Support;

/// <summary>
/// A headless Chromium with one page, spoken to over its DevTools protocol, so that requests and messages of the page
/// are known to be the page's.
/// </summary>
internal sealed class Browser : IAsyncDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(2);

    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonObject>> _calls = new();
    private readonly ClientWebSocket _socket = new();
    private readonly TempFolder _folder = new();
    private readonly Process _process;
    private TaskCompletionSource _loaded = new();
    private string _session = "";
    private int _id;

    private Browser(string program) => _process = Process.Start(new ProcessStartInfo(program)
    {
        RedirectStandardError = true,
        RedirectStandardOutput = true,
        ArgumentList =
        {
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
            "--remote-debugging-port=0", $"--user-data-dir={_folder.Path}", "about:blank",
        },
    })!;

    /// <summary>Where Chromium is installed, or null.</summary>
    public static string? Program { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(_ => (string[])["chromium", "chromium-browser", "google-chrome"], Path.Combine)
        .FirstOrDefault(File.Exists);

    /// <summary>What the page asked for, by URL.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>What the page or the browser complained of.</summary>
    public ConcurrentQueue<string> Complaints { get; } = new();

    public static async Task<Browser> StartAsync()
    {
        Browser browser = new(Program!);
        browser._process.BeginErrorReadLine();
        browser._process.BeginOutputReadLine();
        string[] port = await browser.PortAsync();
        await browser._socket.ConnectAsync(new Uri($"ws://127.0.0.1:{port[0]}{port[1]}"), default);
        _ = browser.ReceiveAsync();
        string target = (string)(await browser.CallAsync("Target.createTarget",
            new() { ["url"] = "about:blank" }))["targetId"]!;
        browser._session = (string)(await browser.CallAsync("Target.attachToTarget",
            new() { ["targetId"] = target, ["flatten"] = true }))["sessionId"]!;
        foreach (string part in (string[])["Page", "Network", "Log", "Runtime"])
        {
            await browser.CallAsync($"{part}.enable", []);
        }
        return browser;
    }

    /// <summary>Shows a file on a screen of that width, and returns when all of it is loaded.</summary>
    public async Task ShowAsync(string path, int width)
    {
        await CallAsync("Emulation.setDeviceMetricsOverride", new()
        {
            ["width"] = width, ["height"] = 900, ["deviceScaleFactor"] = 1, ["mobile"] = width < 600,
        });
        _loaded = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await CallAsync("Page.navigate", new() { ["url"] = new Uri(path).AbsoluteUri });
        await _loaded.Task.WaitAsync(s_limit);
    }

    /// <summary>The value of a JavaScript expression on the page.</summary>
    public async Task<JsonNode?> ValueAsync(string expression)
    {
        JsonObject answer = await CallAsync("Runtime.evaluate",
            new() { ["expression"] = expression, ["returnByValue"] = true });
        Assert.False(answer.ContainsKey("exceptionDetails"), answer.ToJsonString());
        return answer["result"]!["value"];
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _socket.Dispose();
        _folder.Dispose();
    }

    // Chromium writes the file when it listens.
    private async Task<string[]> PortAsync()
    {
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < s_limit && !_process.HasExited)
        {
            if (File.Exists(_folder["DevToolsActivePort"])
                && await File.ReadAllLinesAsync(_folder["DevToolsActivePort"]) is [_, _] lines) return lines;
            await Task.Delay(50);
        }
        throw new InvalidOperationException("Chromium doesn't listen.");
    }

    private async Task<JsonObject> CallAsync(string method, JsonObject parameters)
    {
        int id = Interlocked.Increment(ref _id);
        JsonObject call = new() { ["id"] = id, ["method"] = method, ["params"] = parameters };
        if (_session.Length > 0) call["sessionId"] = _session;
        TaskCompletionSource<JsonObject> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _calls[id] = answer;
        await _socket.SendAsync(
            JsonSerializer.SerializeToUtf8Bytes(call), WebSocketMessageType.Text, true, CancellationToken.None);
        return await answer.Task.WaitAsync(s_limit);
    }

    private async Task ReceiveAsync()
    {
        byte[] buffer = new byte[64 * 1024];
        using MemoryStream message = new();
        try
        {
            while (true)
            {
                ValueWebSocketReceiveResult part =
                    await _socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
                if (part.MessageType == WebSocketMessageType.Close) return;
                message.Write(buffer, 0, part.Count);
                if (!part.EndOfMessage) continue;
                Take(JsonNode.Parse(message.ToArray())!.AsObject());
                message.SetLength(0);
            }
        }
        catch (Exception e) when (e is WebSocketException or ObjectDisposedException or OperationCanceledException)
        {
        }
    }

    private void Take(JsonObject message)
    {
        if (message["id"] is JsonNode id)
        {
            if (message["error"] is JsonNode error) _calls[(int)id].SetException(new InvalidOperationException($"{error}"));
            else _calls[(int)id].SetResult(message["result"]!.AsObject());
            return;
        }
        switch ((string)message["method"]!)
        {
            case "Page.loadEventFired":
                _loaded.TrySetResult();
                break;
            case "Network.requestWillBeSent":
                Requests.Enqueue((string)message["params"]!["request"]!["url"]!);
                break;
            case "Runtime.consoleAPICalled" or "Runtime.exceptionThrown" or "Log.entryAdded":
                Complaints.Enqueue(message["params"]!.ToJsonString());
                break;
        }
    }
}
