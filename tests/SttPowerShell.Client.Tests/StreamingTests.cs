using SttPowerShell.Client.Http;
using SttPowerShell.Client.Streaming;
using SttPowerShell.Client.Tests.Support;
using SttPowerShell.Client.Wire;
using SttPowerShell.Faults;

namespace SttPowerShell.Client.Tests;

/// <summary>Recognition over one WebSocket that goes as it should.</summary>
public sealed class StreamingTests
{
    private static readonly RecognitionParameters Parameters = new() { Model = "en-US_BroadbandModel" };

    [Fact]
    public async Task The_url_has_what_holds_for_the_connection_and_start_the_rest()
    {
        await using StreamingServer server = await StreamingServer.StartAsync(Whole);
        using SpeechToTextClient client = Clients.Once(server.Uri);
        RecognitionParameters parameters = Parameters with
        {
            LanguageCustomizationId = "b1c2",
            CustomizationWeight = 0.4,
            Keywords = ["a, b", "ü"],
            KeywordsThreshold = 0.5,
            WordConfidence = true,
            LowLatency = true,
            ProcessingMetricsInterval = 0.5,
        };

        await Streams.AllAsync(client.Streaming.Recognize(new BytesBody(Streams.Wave(1)), "audio/wav", parameters));

        StreamingPeer peer = Assert.Single(server.Peers);
        Assert.Equal(
            "?model=en-US_BroadbandModel&language_customization_id=b1c2", peer.Query);
        Assert.Equal(
            """{"action":"start","content-type":"audio/wav","customization_weight":0.4,"timestamps":true,"word_confidence":true,"keywords":["a, b","ü"],"keywords_threshold":0.5,"low_latency":true,"interim_results":true,"processing_metrics_interval":0.5}""",
            peer.Start);
        Assert.StartsWith("Basic ", peer.Headers["Authorization"], StringComparison.Ordinal);
        Assert.Equal("SttPowerShell", peer.Headers["User-Agent"]);
    }

    [Fact]
    public async Task The_audio_arrives_byte_for_byte_and_the_transaction_is_known()
    {
        byte[] audio = Streams.Wave(20);
        await using StreamingServer server = await StreamingServer.StartAsync(Whole);
        using SpeechToTextClient client = Clients.Once(server.Uri);
        LiveRecognition recognition = client.Streaming.Recognize(new BytesBody(audio), null, Parameters);

        Assert.Equal(RecordedAnswer.Transcript, await Streams.TranscriptAsync(recognition));

        Assert.Equal(audio, server.Peers.Single().Audio.ToArray());
        Assert.Equal(RecordedAnswer.TransactionId, recognition.TransactionId);
        Assert.DoesNotContain("content-type", server.Peers.Single().Start, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_live_source_is_sent_as_it_comes()
    {
        using Microphone microphone = new();
        TaskCompletionSource<long> first = new();
        await using StreamingServer server = await StreamingServer.StartAsync(async (peer, _, cancel) =>
        {
            await peer.ListenAsync(cancel);
            await peer.ReadAudioAsync(cancel, 1);
            first.SetResult(peer.Received);
            await peer.ReadAudioAsync(cancel);
            await FinishAsync(peer, cancel);
        });
        using SpeechToTextClient client = Clients.Once(server.Uri);
        LiveRecognition recognition = client.Streaming.Recognize(
            new OneShotBody(microphone), "audio/l16;rate=16000", Parameters);
        Task<string> transcript = Streams.TranscriptAsync(recognition);

        microphone.Say(Streams.Samples(0.01));
        Assert.Equal(320, await first.Task.WaitAsync(TimeSpan.FromSeconds(10)));
        microphone.Say(Streams.Samples(0.01));
        microphone.End();

        Assert.Equal(RecordedAnswer.Transcript, await transcript);
        Assert.Equal(640, server.Peers.Single().Received);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(99)]
    public async Task A_source_that_ends_at_once_is_an_error_that_says_so(int bytes)
    {
        await using StreamingServer server = await StreamingServer.StartAsync(Whole);
        using SpeechToTextClient client = Clients.Once(server.Uri);
        LiveRecognition recognition = client.Streaming.Recognize(
            new OneShotBody(new MemoryStream(new byte[bytes])), "audio/wav", Parameters);

        SttTransportException error =
            await Assert.ThrowsAsync<SttTransportException>(() => Streams.AllAsync(recognition));

        Assert.Equal(TransportFailure.TooShort, error.Failure);
        Assert.Contains($"ended after {bytes} bytes", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_source_that_fails_ends_the_recognition_with_its_words()
    {
        await using StreamingServer server = await StreamingServer.StartAsync(Whole);
        using SpeechToTextClient client = Clients.Once(server.Uri);
        using MemoryStream closed = new(new byte[1000]);
        OneShotBody body = new(closed);
        closed.Dispose();

        SttTransportException error = await Assert.ThrowsAsync<SttTransportException>(
            () => Streams.AllAsync(client.Streaming.Recognize(body, "audio/wav", Parameters)));

        Assert.Equal(TransportFailure.Body, error.Failure);
        Assert.Contains("could not be read on", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Times_are_given_only_where_they_were_asked_for()
    {
        await using StreamingServer server = await StreamingServer.StartAsync(Whole);
        using SpeechToTextClient client = Clients.Once(server.Uri);
        BytesBody audio = new(Streams.Wave(3));

        List<StreamedResults> without = await Streams.AllAsync(client.Streaming.Recognize(audio, null, Parameters));
        List<StreamedResults> with = await Streams.AllAsync(
            client.Streaming.Recognize(audio, null, Parameters with { Timestamps = true }));

        Assert.All(Streams.Finals(without).Values, result => Assert.Null(result.Alternatives![0].Timestamps));
        Assert.Equal(1.9, Streams.Finals(with)[1].Alternatives![0].Timestamps![^1].End);
        Assert.Equal(1.9, without[^1].Recognized);
    }

    [Fact]
    public async Task The_services_own_messages_are_given_as_they_came()
    {
        await using StreamingServer server = await StreamingServer.StartAsync(Whole);
        using SpeechToTextClient client = Clients.Once(server.Uri);

        List<StreamedResults> messages = await Streams.AllAsync(
            client.Streaming.RecognizeRaw(new BytesBody(Streams.Wave(3)), "audio/wav", Parameters));

        Assert.Equal([StreamingFaultList.First, StreamingFaultList.Second], messages.Select(m => m.Json));
        Assert.Equal(
            """{"action":"start","content-type":"audio/wav"}""", server.Peers.Single().Start);
    }

    [Fact]
    public async Task Cancelling_ends_the_connection_at_once_even_if_the_source_hangs()
    {
        using Microphone microphone = new();
        TaskCompletionSource gone = new();
        TaskCompletionSource listening = new();
        await using StreamingServer server = await StreamingServer.StartAsync(async (peer, _, cancel) =>
        {
            peer.Http.RequestAborted.Register(gone.SetResult);
            await peer.ListenAsync(cancel);
            listening.SetResult();
            await Task.Delay(Timeout.Infinite, cancel);
        });
        using SpeechToTextClient client = Clients.Once(server.Uri);
        using CancellationTokenSource cancel = new();
        Task running = Streams.AllAsync(
            client.Streaming.Recognize(new OneShotBody(microphone), null, Parameters), cancel.Token);
        await listening.Task.WaitAsync(TimeSpan.FromSeconds(10));
        await microphone.WaitForListenerAsync();

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.WaitAsync(TimeSpan.FromSeconds(10)));
        await gone.Task.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task A_reader_that_stalls_stops_the_service_and_then_gets_everything()
    {
        const int Messages = 20_000;
        string filler = new('x', 1000);
        int sent = 0;
        await using StreamingServer server = await StreamingServer.StartAsync(async (peer, _, cancel) =>
        {
            await peer.ListenAsync(cancel);
            await peer.ReadAudioAsync(cancel);
            for (; sent < Messages; sent++)
            {
                await peer.SendAsync(
                    $$"""{"result_index":0,"results":[{"final":false,"alternatives":[{"transcript":"{{filler}} "}]}]}""", cancel);
            }
            await FinishAsync(peer, cancel);
        });
        using SpeechToTextClient client = Clients.Once(server.Uri, o => o with
        {
            IdleTimeout = TimeSpan.FromSeconds(1),
            SendTimeout = TimeSpan.FromSeconds(1),
        });
        LiveRecognition recognition = client.Streaming.Recognize(new BytesBody(Streams.Wave(3)), null, Parameters);
        int received = 0;
        await foreach (StreamedResults message in recognition.ResultsAsync(CancellationToken.None))
        {
            // Longer than the limits, which are the service's to keep and not the reader's.
            if (received++ == 0) await Task.Delay(1500);
            if (received == 1) Assert.InRange(Volatile.Read(ref sent), 1, Messages - 1);
        }

        Assert.Equal(Messages + 2, received);
    }

    internal static async Task Whole(StreamingPeer peer, int number, CancellationToken cancel)
    {
        await peer.ListenAsync(cancel);
        await peer.ReadAudioAsync(cancel);
        await FinishAsync(peer, cancel);
    }

    private static async Task FinishAsync(StreamingPeer peer, CancellationToken cancel)
    {
        await peer.SendAsync(StreamingFaultList.First, cancel);
        await peer.SendAsync(StreamingFaultList.Second, cancel);
        await peer.SendAsync(StreamingPeer.Listening, cancel);
        await peer.FinishAsync(cancel);
    }
}
