using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using SttPowerShell.LocalService.Engine;
using SttPowerShell.LocalService.Tests.Recognition;
using SttPowerShell.LocalService.Tests.Support;

namespace SttPowerShell.LocalService.Tests.Api.WebSockets;

public sealed class RecognizeSocketTests : IAsyncLifetime
{
    private const string Key = "apikey=a+key&grant_type=urn:ibm:params:oauth:grant-type:apikey";

    private static readonly byte[] Speech =
        Wav.Bytes(TestSpeech.Recording(TestSpeech.Silence(2), TestSpeech.Voice(2), TestSpeech.Silence(2)));

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    /// <summary>What decoding does.</summary>
    private Func<CancellationToken, Task<IReadOnlyList<Hypothesis>>> _decode =
        _ => Task.FromResult(FakeEngine.Heard("ship one hundred"));

    private InProcessService _service = null!;

    public async Task InitializeAsync()
        => _service = await InProcessService.StartAsync(_clock, live: new FakeEngine((_, _, cancel) => _decode(cancel)));

    public async Task DisposeAsync() => await _service.DisposeAsync();

    [Fact]
    public async Task Without_interim_results_one_message_after_stop_has_all_phrases_between_two_listenings()
    {
        using LiveClient client = await LiveClient.ConnectAsync(_service.Client);
        await client.StartAsync("\"timestamps\":true");
        await client.ExpectListeningAsync();
        await client.SendAsync([.. Speech, .. Speech]);
        await client.StopAsync();
        JsonNode results = Assert.Single(await client.ReceiveResultsAsync());
        Assert.Equal(0, (int?)results["result_index"]);
        Assert.Equal(2, results["results"]!.AsArray().Count);
        Assert.Equal("ship one hundred ", (string?)results["results"]![1]!["alternatives"]![0]!["transcript"]);
        Assert.InRange((double)results["results"]![1]!["alternatives"]![0]!["timestamps"]![0]![1]!, 7.5, 8.5);
        await client.CloseAsync();
    }

    [Fact]
    public async Task With_interim_results_a_draft_comes_before_each_final_and_the_index_grows()
    {
        using LiveClient client = await LiveClient.ConnectAsync(_service.Client);
        await client.StartAsync("\"interim_results\":true,\"smart_formatting\":true");
        await client.ExpectListeningAsync();
        await client.SendAsync([.. Speech, .. Speech]);
        await client.SendAsync([]);
        IReadOnlyList<JsonNode> messages = await client.ReceiveResultsAsync();
        Assert.Equal(
            [(0, false, "ship one hundred "), (0, true, "ship 100 "),
                (1, false, "ship one hundred "), (1, true, "ship 100 ")],
            messages.Select(one => ((int)one["result_index"]!, (bool)one["results"]![0]!["final"]!,
                (string)one["results"]![0]!["alternatives"]![0]!["transcript"]!)));
        Assert.Null(messages[0]["results"]![0]!["alternatives"]![0]!["confidence"]);
        Assert.Equal(0.83, (double?)messages[1]["results"]![0]!["alternatives"]![0]!["confidence"]);
    }

    [Fact]
    public async Task That_speech_begins_is_told_at_once_with_its_time_and_not_taken_for_a_result()
    {
        TaskCompletionSource release = new();
        _decode = async cancel =>
        {
            await release.Task.WaitAsync(cancel);
            return FakeEngine.Heard("ship");
        };
        using LiveClient client = await LiveClient.ConnectAsync(_service.Client);
        await client.StartAsync("\"speech_begin_event\":true");
        await client.ExpectListeningAsync();
        await client.SendAsync(Speech);
        JsonNode begins = (await client.ReceiveAsync())!;
        Assert.Equal("""{"result_index":0,"results":[{"speech_begin_event":{"begin":2.01}}]}""", begins.ToJsonString());
        release.SetResult();
        await client.SendAsync(Speech);
        await client.StopAsync();
        IReadOnlyList<JsonNode> messages = await client.ReceiveResultsAsync();
        Assert.Equal(2, messages.Count);
        Assert.Equal(8.01, (double?)messages[0]["results"]![0]!["speech_begin_event"]!["begin"]);
        Assert.Equal(2, messages[1]["results"]!.AsArray().Count(result => (bool?)result!["final"] is true));
    }

    [Fact]
    public async Task With_interim_results_that_speech_begins_is_told_before_its_drafts()
    {
        using LiveClient client = await LiveClient.ConnectAsync(_service.Client);
        await client.StartAsync("\"interim_results\":true,\"speech_begin_event\":true");
        await client.ExpectListeningAsync();
        await client.SendAsync([.. Speech, .. Speech]);
        await client.StopAsync();
        IReadOnlyList<JsonNode> messages = await client.ReceiveResultsAsync();
        Assert.Equal(
            ["0 begins", "0 draft", "0 final", "1 begins", "1 draft", "1 final"],
            messages.Select(one => $"{one["result_index"]} " + (one["results"]![0]!["final"] switch
            {
                null => "begins",
                JsonNode final => (bool)final ? "final" : "draft",
            })));
    }

    [Fact]
    public async Task Redaction_turns_interim_results_off()
    {
        using LiveClient client = await LiveClient.ConnectAsync(_service.Client);
        await client.StartAsync("\"interim_results\":true,\"redaction\":true");
        await client.ExpectListeningAsync();
        await client.SendAsync(Speech);
        await client.StopAsync();
        JsonNode only = Assert.Single(await client.ReceiveResultsAsync());
        Assert.Equal("ship XXX ", (string?)only["results"]![0]!["alternatives"]![0]!["transcript"]);
    }

    [Fact]
    public async Task Requests_follow_each_other_and_keep_the_parameters_that_they_do_not_change()
    {
        using LiveClient client = await LiveClient.ConnectAsync(_service.Client);
        await client.StartAsync("\"timestamps\":true,\"word_confidence\":true");
        await client.ExpectListeningAsync();
        await client.SendAsync(Speech);
        await client.StopAsync();
        await client.ReceiveResultsAsync();
        await client.SendAsync("""{"action":"no-op"}""");
        await client.SendAsync("""{"action":"start","timestamps":"False"}""");
        await client.ExpectListeningAsync();
        await client.SendAsync(Speech);
        // The next request may be on its way before the results of this one are.
        await client.SendAsync([]);
        await client.SendAsync("""{"action":"start","timestamps":true}""");
        await client.SendAsync(Speech);
        await client.StopAsync();
        JsonNode second = Assert.Single(await client.ReceiveResultsAsync());
        await client.ExpectListeningAsync();
        JsonNode third = Assert.Single(await client.ReceiveResultsAsync());
        JsonNode Best(JsonNode message) => message["results"]![0]!["alternatives"]![0]!;
        Assert.Equal((true, false), (Best(second)["timestamps"] is null, Best(second)["word_confidence"] is null));
        Assert.False(Best(third)["timestamps"] is null);
    }

    [Fact]
    public async Task Audio_before_the_start_message_is_kept_and_messages_may_come_in_pieces()
    {
        using LiveClient client = await LiveClient.ConnectAsync(_service.Client);
        foreach (byte[] piece in Speech.Chunk(50_000)) await client.SendAsync(piece, endOfMessage: false);
        await client.SendAsync([]);
        await client.SendAsync("""{"action":"start","content_type":"audio/l16; rate=16000"}""");
        await client.ExpectListeningAsync();
        await client.StopAsync();
        await client.StopAsync();
        JsonNode results = Assert.Single(await client.ReceiveResultsAsync());
        Assert.Single(results["results"]!.AsArray());
        await client.CloseAsync();
    }

    [Fact]
    public async Task Parameters_of_the_other_place_and_unknown_ones_are_warned_of_with_the_first_result()
    {
        using LiveClient client = await LiveClient.ConnectAsync(
            _service.Client, "?model=en-US_BroadbandModel&timestamps=true&x-watson-learning-opt-out=1");
        await client.StartAsync(
            "\"model\":\"nonsense\",\"low_latency\":true,\"foo\":{},\"keywords\":[\"one, two\"],"
            + "\"keywords_threshold\":0.5,\"interim_results\":true");
        await client.ExpectListeningAsync();
        await client.SendAsync(Speech);
        await client.StopAsync();
        IReadOnlyList<JsonNode> messages = await client.ReceiveResultsAsync();
        Assert.Equal(
            ["Unknown url query arguments: timestamps.", "Unknown arguments: low_latency, foo, model."],
            messages[0]["warnings"]!.AsArray().Select(one => (string?)one));
        Assert.All(messages.Skip(1), message => Assert.Null(message["warnings"]));
    }

    [Theory]
    [InlineData("""{"action":"start","timestamps":2}""",
        "Invalid value '2' for parameter 'timestamps': true or false is expected")]
    [InlineData("""{"action":"start","keywords":["a",1],"keywords_threshold":0}""",
        "Invalid value '1' for parameter 'keywords': a list of texts is expected")]
    [InlineData("""{"action":"start","keywords":["a"]}""",
        "Required parameter 'keywords_threshold' is missing: 'keywords' needs it")]
    [InlineData("""{"action":"start","grammar_name":5}""",
        "Invalid value '5' for parameter 'grammar_name': a single value is expected")]
    [InlineData("""{"action":"start","processing_metrics_interval":0.01}""",
        "Invalid value '0.01' for parameter 'processing_metrics_interval': "
        + "a number of seconds, 0.1 or more, is expected")]
    [InlineData("""{"action":"start","content-type":1}""",
        "Invalid value '1' for 'content-type': a media type is expected")]
    [InlineData("""{"action":"go"}""", "Unknown action \"go\": start, stop or no-op is expected.")]
    [InlineData("""{}""", "The message has no action: start, stop or no-op is expected.")]
    [InlineData("""[]""", "The message is not a JSON object.")]
    public async Task A_message_that_can_not_be_used_ends_the_connection_with_the_reason(string message, string error)
    {
        using LiveClient client = await LiveClient.ConnectAsync(_service.Client);
        await client.SendAsync(message);
        await client.AssertErrorAsync(error);
    }

    [Fact]
    public async Task An_error_reads_as_over_HTTP()
    {
        using LiveClient client = await LiveClient.ConnectAsync(_service.Client);
        await client.SendAsync("""{"action":"start","content-type":"audio/wav"}""");
        await client.ExpectListeningAsync();
        await client.SendAsync(new byte[200]);
        Assert.StartsWith("""{"error":"unable to transcode data stream audio/wav -> audio/x-float-array (""",
            await client.ReceiveTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_cut_at_any_byte_is_an_error()
    {
        const string Start = """{"action":"start"}""";
        for (int length = 1; length < Start.Length; length++)
        {
            using LiveClient client = await LiveClient.ConnectAsync(_service.Client);
            await client.SendAsync(Start[..length]);
            Assert.StartsWith("The message is not JSON: ", (string?)(await client.ReceiveAsync())!["error"]);
        }
    }

    [Fact]
    public async Task A_start_within_a_request_and_audio_without_a_start_are_errors()
    {
        using LiveClient twice = await LiveClient.ConnectAsync(_service.Client);
        await twice.StartAsync();
        await twice.StartAsync();
        await twice.AssertErrorAsync(
            "A request is going on. Send a stop message, or an empty binary one, before the next start.");
        using LiveClient never = await LiveClient.ConnectAsync(_service.Client);
        await never.SendAsync(Speech);
        await never.StopAsync();
        await never.AssertErrorAsync("Audio came without a start message, which it needs.");
    }

    [Fact]
    public async Task Too_little_and_too_much_audio_are_refused()
    {
        using LiveClient little = await LiveClient.ConnectAsync(_service.Client);
        await little.StartAsync();
        await little.SendAsync(new byte[15]);
        await little.StopAsync();
        await little.AssertErrorAsync("Stream was 15 bytes but needs to be at least 100 bytes.");

        using LiveClient much = await LiveClient.ConnectAsync(_service.Client);
        await much.StartAsync("\"inactivity_timeout\":-1");
        byte[] frame = new byte[4 * 1024 * 1024];
        for (int n = 0; n < 25; n++) await much.SendAsync(frame);
        await much.SendAsync(new byte[2]);
        await much.AssertErrorAsync("Session closed. Reason: Payload exceeds the 104857600 bytes limit.");
    }

    [Fact]
    public async Task A_frame_above_4_MB_is_too_big()
    {
        using LiveClient client = await LiveClient.ConnectAsync(_service.Client);
        await client.StartAsync("\"inactivity_timeout\":-1");
        await client.ExpectListeningAsync();
        Task sending = client.SendAsync(new byte[4 * 1024 * 1024 + 1]);
        Assert.Null(await client.ReceiveAsync());
        Assert.Equal(WebSocketCloseStatus.MessageTooBig, client.CloseStatus);
        await sending;
    }

    [Fact]
    public async Task Silence_ends_the_request_after_the_inactivity_timeout()
    {
        using LiveClient client = await LiveClient.ConnectAsync(_service.Client);
        await client.StartAsync("\"inactivity_timeout\":2");
        await client.SendAsync(new byte[5 * 32000]);
        await client.AssertErrorAsync("No speech detected for 2s.");
    }

    [Fact]
    public async Task A_client_that_sends_nothing_is_timed_out_within_a_request_and_between_them()
    {
        using LiveClient within = await LiveClient.ConnectAsync(_service.Client);
        await within.StartAsync();
        await within.ExpectListeningAsync();
        await TimeOutAsync(within, "Session timed out, no data received in the last 30 seconds.");
        using LiveClient between = await LiveClient.ConnectAsync(_service.Client);
        await TimeOutAsync(between, "Session timed out.");
    }

    [Fact]
    public async Task After_stop_a_session_lasts_as_long_as_its_results_take()
    {
        TaskCompletionSource decoding = new(), release = new();
        _decode = async cancel =>
        {
            decoding.TrySetResult();
            await release.Task.WaitAsync(cancel);
            return FakeEngine.Heard("late");
        };
        using LiveClient client = await LiveClient.ConnectAsync(_service.Client);
        await client.StartAsync();
        await client.ExpectListeningAsync();
        await client.SendAsync(Speech);
        await client.StopAsync();
        await decoding.Task;
        for (int n = 0; n < 20; n++)
        {
            _clock.Advance(TimeSpan.FromSeconds(10));
            await Task.Delay(5);
        }
        release.SetResult();
        Assert.Single((await client.ReceiveResultsAsync())[0]["results"]!.AsArray());
    }

    [Fact]
    public async Task Processing_metrics_come_with_results_and_in_between()
    {
        TaskCompletionSource release = new();
        _decode = async cancel =>
        {
            await release.Task.WaitAsync(cancel);
            return FakeEngine.Heard("ship");
        };
        using LiveClient client = await LiveClient.ConnectAsync(_service.Client);
        await client.StartAsync("\"processing_metrics\":true,\"processing_metrics_interval\":0.5");
        await client.ExpectListeningAsync();
        await client.SendAsync(Speech);
        Task<JsonNode?> periodic = client.ReceiveAsync();
        while (!periodic.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromSeconds(0.5));
            await Task.Delay(5);
        }
        JsonNode between = (await periodic)!["processing_metrics"]!;
        Assert.True((bool)between["periodic"]!);
        Assert.Null((await periodic)!["results"]);
        Assert.Equal(0, (double)between["processed_audio"]!["transcription"]!);
        // The audio may have come in the very moment that was just told.
        _clock.Advance(TimeSpan.FromSeconds(0.5));
        release.SetResult();
        await client.StopAsync();
        JsonNode last = (await client.ReceiveResultsAsync()).Single(message => message["results"] is not null);
        JsonNode metrics = last["processing_metrics"]!;
        Assert.False((bool)metrics["periodic"]!);
        Assert.Equal((6.0, 6.0, 6.0), ((double)metrics["processed_audio"]!["received"]!,
            (double)metrics["processed_audio"]!["seen_by_engine"]!,
            (double)metrics["processed_audio"]!["transcription"]!));
        Assert.True((double)metrics["wall_clock_since_first_byte_received"]! >= 0.5);
    }

    [Fact]
    public async Task Audio_metrics_come_once_at_the_end()
    {
        using LiveClient client = await LiveClient.ConnectAsync(_service.Client);
        await client.StartAsync("\"audio_metrics\":true,\"interim_results\":true");
        await client.ExpectListeningAsync();
        await client.SendAsync(Speech);
        await client.StopAsync();
        IReadOnlyList<JsonNode> messages = await client.ReceiveResultsAsync();
        Assert.All(messages.SkipLast(1), message => Assert.Null(message["audio_metrics"]));
        Assert.Equal(6.0, (double?)messages[^1]["audio_metrics"]!["accumulated"]!["end_time"]);
        Assert.Empty(messages[^1]["results"]!.AsArray());
    }

    [Fact]
    public async Task A_client_that_goes_ends_the_work_for_it()
    {
        TaskCompletionSource begun = new(), cancelled = new();
        _decode = async cancel =>
        {
            begun.TrySetResult();
            try
            {
                await Task.Delay(Timeout.Infinite, cancel);
            }
            finally
            {
                cancelled.TrySetResult();
            }
            return [];
        };
        foreach (Action<LiveClient> leave in new Action<LiveClient>[] { one => one.Abort(), one => _ = one.CloseAsync() })
        {
            (begun, cancelled) = (new(), new());
            using LiveClient client = await LiveClient.ConnectAsync(_service.Client);
            await client.StartAsync();
            await client.SendAsync(Speech);
            await client.StopAsync();
            await begun.Task.WaitAsync(TimeSpan.FromSeconds(30));
            leave(client);
            await cancelled.Task.WaitAsync(TimeSpan.FromSeconds(30));
        }
    }

    [Fact]
    public async Task A_service_that_stops_says_so()
    {
        using LiveClient client = await LiveClient.ConnectAsync(_service.Client);
        await client.StartAsync();
        await client.ExpectListeningAsync();
        Task stopping = _service.StopAsync();
        Assert.Null(await client.ReceiveAsync());
        Assert.Equal((WebSocketCloseStatus.EndpointUnavailable, "The service is stopping."),
            (client.CloseStatus, client.CloseReason));
        await client.CloseAsync().ContinueWith(_ => { }, TaskScheduler.Default);
        await stopping;
    }

    [Fact]
    public async Task A_fast_sender_is_slowed_down_to_the_recognisers_pace()
    {
        TaskCompletionSource release = new();
        _decode = async cancel =>
        {
            await release.Task.WaitAsync(cancel);
            return FakeEngine.Heard("ship");
        };
        using LiveClient client = await LiveClient.ConnectAsync(_service.Client);
        await client.StartAsync();
        await client.ExpectListeningAsync();
        // 60 MB: more than the network keeps on its way.
        byte[] minute = [.. Enumerable.Repeat(Speech, 10).SelectMany(one => one)];
        Task sending = SendAsync();
        await Task.WhenAny(sending, Task.Delay(TimeSpan.FromSeconds(1)));
        Assert.False(sending.IsCompleted);
        release.SetResult();
        await sending;
        await client.StopAsync();
        JsonNode results = Assert.Single(await client.ReceiveResultsAsync());
        Assert.Equal(300, results["results"]!.AsArray().Count);

        async Task SendAsync()
        {
            for (int n = 0; n < 30; n++) await client.SendAsync(minute);
        }
    }

    [Fact]
    public async Task A_client_that_takes_no_results_is_waited_for_and_no_more_of_its_audio_is_taken()
    {
        int decoded = 0;
        string transcript = string.Concat(Enumerable.Repeat("ship ", 40_000));
        _decode = _ =>
        {
            Interlocked.Increment(ref decoded);
            return Task.FromResult(FakeEngine.Heard(transcript));
        };
        using LiveClient client = await LiveClient.ConnectAsync(_service.Client);
        await client.StartAsync("\"interim_results\":true");
        await client.ExpectListeningAsync();
        const int Phrases = 100;
        Task sending = SendAsync();
        int before;
        do
        {
            before = Volatile.Read(ref decoded);
            await Task.Delay(TimeSpan.FromSeconds(1));
        }
        while (Volatile.Read(ref decoded) > before || before == 0);
        // Results of 0.4 MB a phrase wait in the network, and its audio in front of it.
        Assert.InRange(before, 1, Phrases - 20);
        IReadOnlyList<JsonNode> messages = await client.ReceiveResultsAsync();
        await sending;
        Assert.Equal(Phrases, messages.Count(message => (bool)message["results"]![0]!["final"]!));

        async Task SendAsync()
        {
            for (int n = 0; n < Phrases; n++) await client.SendAsync(Speech);
            await client.StopAsync();
        }
    }

    [Fact]
    public async Task A_ping_is_answered_with_its_own_bytes()
    {
        Uri address = _service.Client.BaseAddress!;
        using TcpClient tcp = new(address.Host, address.Port);
        NetworkStream network = tcp.GetStream();
        await network.WriteAsync(Encoding.ASCII.GetBytes(
            $"GET /v1/recognize HTTP/1.1\r\nHost: {address.Authority}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
            + $"Authorization: {_service.Client.DefaultRequestHeaders.Authorization}\r\n\r\n"));
        using StreamReader lines = new(network, Encoding.Latin1, false, 1);
        Assert.Contains("101", await lines.ReadLineAsync(), StringComparison.Ordinal);
        while ((await lines.ReadLineAsync())!.Length > 0) { }
        // RFC 6455, section 5.2: final, opcode 9 or 10; masked by a client, here with zeros.
        await network.WriteAsync(new byte[] { 0x89, 0x84, 0, 0, 0, 0, 1, 2, 3, 4 });
        byte[] pong = new byte[6];
        await network.ReadExactlyAsync(pong).AsTask().WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal([0x8A, 0x04, 1, 2, 3, 4], pong);
    }

    [Theory]
    [InlineData("?model=nonsense", 404)]
    [InlineData("?language_customization_id=abc", 400)]
    [InlineData("?acoustic_customization_id=5d1f6a9e-3b8c-4f0e-9d6a-2c7b8e4f1a03", 401)]
    [InlineData("?x-watson-metadata=nonsense", 400)]
    [InlineData("?model=en-US_Telephony&acoustic_customization_id=5d1f6a9e-3b8c-4f0e-9d6a-2c7b8e4f1a03", 400)]
    public async Task What_is_wrong_with_the_URL_is_an_HTTP_status(string query, int status)
    {
        using LiveClient client = new();
        await Assert.ThrowsAsync<WebSocketException>(() => client.OpenAsync(_service.Client, query));
        Assert.Equal(401, client.HandshakeStatus);
        using HttpRequestMessage request = new(HttpMethod.Get, $"/v1/recognize{query}");
        request.Headers.Connection.Add("Upgrade");
        request.Headers.Upgrade.ParseAdd("websocket");
        request.Headers.Add("Sec-WebSocket-Version", "13");
        request.Headers.Add("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
        using HttpResponseMessage answer = await _service.Client.SendAsync(request);
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(status, (int?)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["code"]);
    }

    [Fact]
    public async Task A_token_may_stand_in_the_URL_and_the_answer_has_a_transaction_id()
    {
        Exchange token = await _service.Client.SendAsync("POST", "/identity/token",
            new StringContent(Key, Encoding.UTF8, "application/x-www-form-urlencoded"));
        string text = (string)JsonNode.Parse(token.Body)!["access_token"]!;
        using LiveClient client = new();
        await client.OpenAsync(_service.Client, $"?access_token={text}&x-watson-metadata=customer_id%3Dme");
        Assert.Matches("^[0-9a-f]{32}$", client.Headers!["X-Global-Transaction-Id"].Single());
        await client.CloseAsync();
        Exchange elsewhere = await new HttpClient { BaseAddress = _service.Client.BaseAddress }
            .SendAsync("GET", $"/v1/models?access_token={text}");
        Assert.Equal(401, elsewhere.Status);
    }

    [Fact]
    public async Task GET_without_an_upgrade_says_what_to_do()
        => (await _service.Client.SendAsync("GET", "/v1/recognize")).AssertError(400, "Bad Request",
            "GET is for WebSocket connections here. Send audio with POST, or connect with ws:// or wss://.");

    private async Task TimeOutAsync(LiveClient client, string error)
    {
        Task told = client.AssertErrorAsync(error);
        while (!told.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(5);
        }
        await told;
    }
}
