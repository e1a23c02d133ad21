using System.Diagnostics;
using System.Management.Automation;
using SttPowerShell.Faults;
using SttPowerShell.Tests.Support;

namespace SttPowerShell.Tests;

/// <summary>Invoke-SttRecognition over WebSockets.</summary>
public sealed class StreamingTests : IDisposable
{
    private const string Connect =
        "$null = Connect-SttService -Uri $args[0] -NoAuthentication -IdleTimeout 10 -MaximumRetryCount 0; ";

    private readonly TempFolder _folder = new();
    private readonly Shell _shell = new();

    public static TheoryData<string> Faults => [.. StreamingFaultList.All.Where(f => !f.Stalls).Select(f => f.Name)];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_fault_ends_in_the_whole_result_or_in_an_error(string name)
    {
        StreamingFault fault = StreamingFaultList.All.First(fault => fault.Name == name);
        string audio = _folder.Write("speech.wav", Recording.Wave(fault.Point == FaultPoint.InUpload ? 300 : 3));
        await using StreamingServer server = await StreamingServer.StartAsync(fault);

        Result result = _shell.Run(Connect + "\"$(Invoke-SttRecognition $args[1] -Transport WebSocket)\"", server.Uri, audio);

        if (fault.AnswerIsWhole)
        {
            Assert.Empty(result.Errors);
            Assert.Equal(RecordedAnswer.Transcript, result.Output.Single());
            return;
        }
        Assert.All(result.Output, text => Assert.Equal("", text));
        Assert.StartsWith("SttException", result.Error.Exception.GetType().Name, StringComparison.Ordinal);
        Assert.NotEmpty(result.Error.ErrorDetails.RecommendedAction);
    }

    [Fact]
    public async Task What_was_recognised_before_a_loss_is_in_the_error_and_not_in_the_output()
    {
        StreamingFault fault = StreamingFaultList.All.First(f => f.Name == "closes (1011) after half of the results");
        await using StreamingServer server = await StreamingServer.StartAsync(fault);

        Result result = _shell.Run(
            Connect + "Invoke-SttRecognition $args[1] -Transport WebSocket", server.Uri, Speech());

        Assert.Empty(result.Output);
        Assert.Equal("ConnectionLost", result.ErrorId);
        Assert.Equal("first half", result.Error.Exception.Text("PartialTranscript"));
        Assert.Contains("Until then 0.9 s were recognised: 'first half'", result.Error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains("(1011: see the previous message", result.Error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Interim_results_come_first_flagged_and_then_the_transcript()
    {
        StreamingFault fault = StreamingFaultList.All.First(f => f.Name == "replaces interim results");
        await using StreamingServer server = await StreamingServer.StartAsync(fault);

        object?[] output = _shell.Get(Connect + "Invoke-SttRecognition $args[1] -Interim -Timestamps", server.Uri, Speech());

        Assert.Equal(
            ["first half", "seconds", "second have", "second half", RecordedAnswer.Transcript], output.Select(o => o!.ToString()));
        Assert.Equal(["True", "False", "False", "True"], output[..4].Select(o => o.Text("IsFinal")));
        Assert.Equal(["0", "1", "1", "1"], output[..4].Select(o => o.Text("Index")));
        Assert.Equal(1.1, output[3].Property("Start"));
        Assert.Equal("SttTranscript", output[4]!.GetType().Name);
        Assert.Equal(RecordedAnswer.TransactionId, output[4].Text("TransactionId"));
        Assert.Equal(["[0] first half", "[1] seconds ...", "[1] second have ...", "[1] second half", RecordedAnswer.Transcript],
            _shell.Show("$args", output).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }

    [Fact]
    public async Task Processing_metrics_are_told_and_go_over_a_WebSocket()
    {
        StreamingFault fault = StreamingFaultList.All.First(f => f.Name == "sends metrics and labels of their own");
        await using StreamingServer server = await StreamingServer.StartAsync(fault);

        object? transcript = _shell.Get(
            Connect + "Invoke-SttRecognition $args[1] -ProcessingMetricsInterval 0.5 -LowLatency", server.Uri, Speech()).Single();

        Assert.Equal(1.8, transcript.Property("ProcessingMetrics").Property("SeenByEngine"));
        string start = server.Peers.Single().Start;
        Assert.Contains("\"processing_metrics\":true,\"processing_metrics_interval\":0.5", start, StringComparison.Ordinal);
        Assert.Contains("\"low_latency\":true", start, StringComparison.Ordinal);
    }

    [Fact]
    public async Task That_speech_begins_is_told_at_once_and_in_the_transcript()
    {
        const string Begin = """{"result_index":0,"results":[{"speech_begin_event":{"begin":0.25}}]}""";
        await using StreamingServer server = await StreamingServer.StartAsync(async (peer, _, cancel) =>
        {
            await peer.ListenAsync(cancel);
            await peer.SendAsync(Begin, cancel);
            await EndAsync(peer, cancel);
        });

        object?[] output = _shell.Get(
            Connect + "Invoke-SttRecognition $args[1] -Interim -SpeechBeginEvent", server.Uri, Speech());

        Assert.Equal(["speech at 0.25 s", "first half", "second half", RecordedAnswer.Transcript],
            output.Select(o => o!.ToString()));
        Assert.Equal(0.25, output[0].Property("Begin"));
        Assert.EndsWith("speech.wav", output[0].Text("Path"), StringComparison.Ordinal);
        Assert.Equal("[speech at 0.25 s]", _shell.Show("$args[0]", output[0]).Trim());
        Assert.Equal(["0.25"], _shell.Get("$args[0].SpeechBegins | ForEach-Object { \"$_\" }", output[^1]));
        Assert.Contains("\"speech_begin_event\":true", server.Peers.Single().Start, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keywords_that_do_not_fit_a_URL_go_over_a_WebSocket()
    {
        await using StreamingServer server = await StreamingServer.StartAsync(Whole);

        object?[] output = _shell.Get(
            Connect + "Invoke-SttRecognition $args[1] -Keyword 'one, two', ('x' * 1000) -KeywordThreshold 0.5; "
            + "Invoke-SttRecognition $args[1] -Keyword (1..1000 | ForEach-Object { \"phrase $_\" }) -KeywordThreshold 0",
            server.Uri, Speech());

        Assert.All(output, text => Assert.Equal(RecordedAnswer.Transcript, text!.ToString()));
        Assert.Contains("\"keywords\":[\"one, two\",\"xxx", server.Peers.First().Start, StringComparison.Ordinal);
        Assert.Contains("\"phrase 1000\"],\"keywords_threshold\":0", server.Peers.Last().Start, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whose_data_it_is_and_that_it_is_not_learnt_from_stands_in_the_URL()
    {
        await using StreamingServer server = await StreamingServer.StartAsync(Whole);

        _shell.Get(Connect + "Invoke-SttRecognition $args[1] -Interim -CustomerId 'cust 1' -LearningOptOut", server.Uri, Speech());

        Assert.Equal("?model=en-US_BroadbandModel&x-watson-metadata=customer_id%3Dcust%201&x-watson-learning-opt-out=true",
            server.Peers.Single().Query);
    }

    [Theory]
    [InlineData("-Transport Http -Interim", "TransportNotSuitable")]
    [InlineData("-Transport Http -ProcessingMetrics", "TransportNotSuitable")]
    [InlineData("-ContentType audio/l16", "ContentTypeNeeded")]
    [InlineData("-Interim -Keyword refund", "KeywordThresholdMissing")]
    public async Task What_cannot_be_is_refused_before_anything_is_sent(string arguments, string id)
    {
        await using StreamingServer server = await StreamingServer.StartAsync(StreamingFaultList.All.First());

        Result result = _shell.Run($"{Connect} Invoke-SttRecognition $args[1] {arguments}", server.Uri, Speech());

        Assert.Equal(id, result.ErrorId);
        Assert.Empty(result.Output);
        Assert.Empty(server.Peers);
    }

    [Fact]
    public async Task A_stream_that_ends_at_once_is_an_error()
    {
        await using StreamingServer server = await StreamingServer.StartAsync(Whole);

        Result result = _shell.Run(
            Connect + "Invoke-SttRecognition -InputObject $args[1] -Transport WebSocket -ContentType audio/wav",
            server.Uri, new Pipe([]));

        Assert.Empty(result.Output);
        Assert.Equal("AudioTooShort", result.ErrorId);
    }

    [Fact]
    public async Task Silence_gives_an_empty_transcript()
    {
        await using StreamingServer server = await StreamingServer.StartAsync(async (peer, _, cancel) =>
        {
            await peer.ListenAsync(cancel);
            await peer.ReadAudioAsync(cancel);
            await peer.SendAsync(StreamingPeer.Listening, cancel);
            await peer.FinishAsync(cancel);
        });

        object? transcript = _shell.Get(Connect + "Invoke-SttRecognition $args[1] -Interim", server.Uri, Speech()).Single();

        Assert.Equal("", transcript.Text("Transcript"));
    }

    [Fact]
    public async Task A_stream_without_a_known_length_goes_over_a_WebSocket()
    {
        byte[] wave = Recording.Wave(2);
        await using StreamingServer server = await StreamingServer.StartAsync(Whole);

        object? transcript = _shell.Get(Connect + "Invoke-SttRecognition -InputObject $args[1]", server.Uri, new Pipe(wave)).Single();

        Assert.Equal(RecordedAnswer.Transcript, transcript!.ToString());
        Assert.Equal(wave, server.Peers.Single().Audio.ToArray());
    }

    [Fact]
    public async Task A_named_pipe_is_read_at_its_pace()
    {
        if (OperatingSystem.IsWindows()) return;
        string pipe = _folder["live.wav"];
        using (Process mkfifo = Process.Start("mkfifo", pipe)) await mkfifo.WaitForExitAsync();
        byte[] wave = Recording.Wave(1);
        TaskCompletionSource half = new();
        await using StreamingServer server = await StreamingServer.StartAsync(async (peer, number, cancel) =>
        {
            await peer.ListenAsync(cancel);
            await peer.ReadAudioAsync(cancel, wave.Length / 2);
            half.SetResult();
            await EndAsync(peer, cancel);
        });
        using PowerShell shell = _shell.Create(Connect + "Invoke-SttRecognition $args[1]", server.Uri, pipe);
        Task<PSDataCollection<PSObject>> run = shell.InvokeAsync();
        await using (FileStream writer = await Task.Run(
            () => new FileStream(pipe, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, 0)))
        {
            await writer.WriteAsync(wave.AsMemory(0, wave.Length / 2));
            await writer.FlushAsync();
            await half.Task.WaitAsync(TimeSpan.FromSeconds(20));
            await writer.WriteAsync(wave.AsMemory(wave.Length / 2));
        }

        Assert.Equal(RecordedAnswer.Transcript, (await run).Single().ToString());
        Assert.Equal(wave, server.Peers.Single().Audio.ToArray());
        Assert.Empty(shell.Streams.Error);
    }

    [Fact]
    public async Task Stopping_closes_the_connection_at_once_even_while_a_pipe_is_silent()
    {
        TaskCompletionSource gone = new();
        TaskCompletionSource listening = new();
        await using StreamingServer server = await StreamingServer.StartAsync(async (peer, _, cancel) =>
        {
            await peer.ListenAsync(cancel);
            listening.SetResult();
            try { await peer.ReadAudioAsync(cancel); }
            finally { gone.SetResult(); }
        });
        using Pipe silent = new(null);
        using PowerShell shell = _shell.Create(Connect + "Invoke-SttRecognition -InputObject $args[1]", server.Uri, silent);
        Task<PSDataCollection<PSObject>> run = shell.InvokeAsync();
        await listening.Task.WaitAsync(TimeSpan.FromSeconds(20));

        await shell.StopAsync(null, null).WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Empty(shell.Streams.Error);
        await gone.Task.WaitAsync(TimeSpan.FromSeconds(20));
        await Assert.ThrowsAsync<PipelineStoppedException>(() => run);
    }

    [Fact]
    public async Task A_wave_over_100_MB_goes_on_in_a_second_request()
    {
        string path = _folder["long.wav"];
        await using (FileStream file = File.Create(path))
        {
            file.Write(Recording.Wave(0.1).AsSpan(0, 44));
            file.SetLength(110L * 1024 * 1024);
        }
        await using StreamingServer server = await StreamingServer.StartAsync(async (peer, number, cancel) =>
        {
            peer.KeepsAudio = false;
            await peer.ListenAsync(cancel);
            await peer.ReadAudioAsync(cancel);
            await peer.SendAsync(number == 1 ? StreamingFaultList.First : StreamingFaultList.First.Replace("first", "second", StringComparison.Ordinal), cancel);
            await peer.SendAsync(StreamingPeer.Listening, cancel);
            await peer.FinishAsync(cancel);
        });

        object? transcript = _shell.Get(Connect + "Invoke-SttRecognition $args[1] -ContentType audio/wav", server.Uri, path).Single();

        Assert.Equal(RecordedAnswer.Transcript, transcript!.ToString());
        Assert.Equal(2, server.Peers.Count);
        Assert.InRange(server.Peers.First().Received, 99L << 20, 100L << 20);
        Assert.Equal("AudioTooLong", _shell.Run("Invoke-SttRecognition $args[0] -Transport Http", path).ErrorId);
    }

    public void Dispose()
    {
        _shell.Dispose();
        _folder.Dispose();
    }

    private string Speech() => _folder.Write("speech.wav", Recording.Wave(3));

    private static async Task Whole(StreamingPeer peer, int number, CancellationToken cancel)
    {
        await peer.ListenAsync(cancel);
        await EndAsync(peer, cancel);
    }

    private static async Task EndAsync(StreamingPeer peer, CancellationToken cancel)
    {
        await peer.ReadAudioAsync(cancel);
        await peer.SendAsync(StreamingFaultList.First, cancel);
        await peer.SendAsync(StreamingFaultList.Second, cancel);
        await peer.SendAsync(StreamingPeer.Listening, cancel);
        await peer.FinishAsync(cancel);
    }

    /// <summary>A stream that can't tell its length; without content it blocks in a read, as a console does.</summary>
    private sealed class Pipe(byte[]? content) : MemoryStream(content ?? [])
    {
        private readonly ManualResetEventSlim _end = new();

        public override bool CanSeek => false;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (content is null) _end.Wait(CancellationToken.None);
            return base.ReadAsync(buffer, cancellationToken);
        }

        protected override void Dispose(bool disposing)
        {
            _end.Set();
            base.Dispose(disposing);
        }
    }
}
