using Microsoft.Extensions.Time.Testing;
using SttPowerShell.Client.Authentication;
using SttPowerShell.Client.Http;
using SttPowerShell.Client.Streaming;
using SttPowerShell.Client.Tests.Support;
using SttPowerShell.Client.Wire;
using SttPowerShell.Faults;

namespace SttPowerShell.Client.Tests;

/// <summary>A recognition that goes on over another connection. Rates are 16 kHz, so a second has 32,000 bytes.</summary>
public sealed class StreamingResumeTests
{
    private const string RawType = "audio/l16;rate=16000";
    private const int Second = 32_000;

    private static readonly RecognitionParameters Parameters = new() { Timestamps = true };

    [Fact]
    public async Task After_a_drop_what_is_not_final_is_sent_again_and_times_go_on()
    {
        byte[] samples = Streams.Samples(10);
        await using StreamingServer server = await StreamingServer.StartAsync(async (peer, number, cancel) =>
        {
            await peer.ListenAsync(cancel);
            if (number == 1)
            {
                await peer.ReadAudioAsync(cancel, 6 * Second);
                await peer.SendAsync(Streams.Final(0, "one", 1.0, 2.5), cancel);
                await peer.SendAsync(Streams.Final(1, "two", 3.0, 4.0), cancel);
                await peer.SendAsync(
                    """{"result_index":2,"results":[{"final":false,"alternatives":[{"transcript":"thr "}]}]}""", cancel);
                await Task.Delay(100, cancel);
                peer.Drop();
                return;
            }
            await EndAsync(peer, [Streams.Final(0, "three", 0.5, 1.25)], cancel);
        });
        using SpeechToTextClient client = Retrying(server.Uri);

        List<StreamedResults> messages =
            await Streams.AllAsync(client.Streaming.Recognize(new OneShotBody(new MemoryStream(samples)), RawType, Parameters));

        Assert.Equal(samples[(4 * Second)..], server.Peers.Last().Audio.ToArray());
        SpeechRecognitionResult[] finals = [.. Streams.Finals(messages).Values];
        Assert.Equal(["one ", "two ", "three "], finals.Select(f => f.Alternatives![0].Transcript));
        Assert.Equal(new WordTimestamp("three", 4.5, 5.25), finals[2].Alternatives![0].Timestamps![0]);
        Assert.All(messages, m => Assert.Null(m.Results.Warnings));
        Assert.Empty(server.Failures);
    }

    [Fact]
    public async Task A_wave_goes_on_behind_a_header_of_its_own()
    {
        byte[] wave = Streams.Wave(10);
        await using StreamingServer server = await StreamingServer.StartAsync((peer, number, cancel) =>
            DropOnceAsync(
                peer, number, Streams.Final(0, "one", 1.0, 4.0), [Streams.Final(0, "two", 0.5, 1.0)], cancel));
        using SpeechToTextClient client = Retrying(server.Uri);

        Assert.Equal("one two", await Streams.TranscriptAsync(
            client.Streaming.Recognize(new BytesBody(wave), "audio/wav", Parameters)));

        byte[] again = server.Peers.Last().Audio.ToArray();
        SampleLayout layout = SampleLayout.Find("audio/wav", again)!;
        Assert.Equal(SampleLayout.Find(null, wave)!.BytesPerSecond, layout.BytesPerSecond);
        Assert.Equal(wave[(44 + (4 * Second))..], again[(int)layout.DataStart..]);
    }

    [Fact]
    public async Task Audio_of_a_live_source_that_was_not_kept_is_a_gap_that_is_told()
    {
        byte[] samples = Streams.Samples(60);
        await using StreamingServer server = await StreamingServer.StartAsync(async (peer, number, cancel) =>
        {
            await peer.ListenAsync(cancel);
            if (number == 1)
            {
                await peer.SendAsync(Streams.Final(0, "one", 1.0, 2.0), cancel);
                await peer.ReadAudioAsync(cancel, 50 * Second);
                peer.Drop();
                return;
            }
            await EndAsync(peer, [Streams.Final(0, "two", 0.5, 1.0)], cancel);
        });
        // Two seconds are kept.
        using SpeechToTextClient client = Retrying(server.Uri, o => o with
        {
            Streaming = new StreamingLimits { History = 2 * Second, Piece = 3200 },
        });
        LiveRecognition recognition =
            client.Streaming.Recognize(new OneShotBody(new MemoryStream(samples)), RawType, Parameters);

        List<StreamedResults> messages = await Streams.AllAsync(recognition);

        string warning = Assert.Single(messages.SelectMany(m => m.Results.Warnings ?? []));
        Assert.Matches(@"[0-9.]+ s of the audio, from 2\.0 s to [0-9.]+ s, were not kept", warning);
        byte[] again = server.Peers.Last().Audio.ToArray();
        Assert.Equal(samples[^again.Length..], again);
        double offset = (samples.Length - again.Length) / (double)Second;
        Assert.Equal(Math.Round(offset + 1.0, 3), Streams.Finals(messages)[1].Alternatives![0].Timestamps![0].End);
        Assert.InRange(again.Length, Second, samples.Length - (45 * Second));
    }

    [Fact]
    public async Task Audio_that_cannot_be_cut_begins_again_from_its_first_byte()
    {
        byte[] flac = [.. "fLaC"u8, .. Streams.Samples(10)];
        await using StreamingServer server = await StreamingServer.StartAsync((peer, number, cancel) => DropOnceAsync(
                peer, number, Streams.Final(0, "one", 1.0, 4.0), [Streams.Final(0, "uno", 1.0, 4.0), Streams.Final(1, "two", 5.0, 6.0)], cancel));
        using SpeechToTextClient client = Retrying(server.Uri);

        Assert.Equal("uno two", await Streams.TranscriptAsync(
            client.Streaming.Recognize(new BytesBody(flac), "audio/flac", Parameters)));

        Assert.Equal(flac, server.Peers.Last().Audio.ToArray());
    }

    [Fact]
    public async Task A_live_source_that_cannot_be_cut_and_is_gone_ends_with_an_error()
    {
        await using StreamingServer server = await StreamingServer.StartAsync((peer, number, cancel) =>
            DropOnceAsync(
                peer, number, Streams.Final(0, "one", 1.0, 4.0), [Streams.Final(0, "two", 1.0, 4.0)], cancel));
        using SpeechToTextClient client = Retrying(server.Uri, o => o with
        {
            Streaming = new StreamingLimits { History = 2 * Second, Piece = 3200 },
        });
        OneShotBody flac = new(new MemoryStream([.. "fLaC"u8, .. Streams.Samples(10)]));

        SttTransportException error = await Assert.ThrowsAsync<SttTransportException>(
            () => Streams.AllAsync(client.Streaming.Recognize(flac, "audio/flac", Parameters)));

        Assert.Equal(TransportFailure.Interrupted, error.Failure);
        Assert.Single(server.Peers);
    }

    [Fact]
    public async Task At_the_limit_of_a_request_the_next_one_begins_where_the_cut_phrase_began()
    {
        byte[] wave = Streams.Wave(10);
        await using StreamingServer server = await StreamingServer.StartAsync((peer, number, cancel) => EndAsync(
            peer, number switch
            {
                // Six seconds fit; the phrase that the cut ends is heard again as a whole.
                1 => [Streams.Final(0, "one", 0.5, 3.0), Streams.Final(1, "tw", 5.0, 5.9)],
                _ => [Streams.Final(0, "two", 2.0, 3.5), Streams.Final(1, "three", 4.0, 5.0)],
            }, cancel));
        using SpeechToTextClient client = Retrying(server.Uri, o => o with
        {
            Streaming = new StreamingLimits { Request = 44 + (6 * Second) + 1 },
        });

        List<StreamedResults> messages =
            await Streams.AllAsync(client.Streaming.Recognize(new BytesBody(wave), null, Parameters));

        // 3.0 s to the end is more than six seconds' bytes with the header, so a third request has the last second.
        byte[] first = server.Peers.First().Audio.ToArray();
        byte[] second = server.Peers.ElementAt(1).Audio.ToArray();
        Assert.Equal(wave[..(44 + (6 * Second))], first);
        Assert.Equal(wave[(44 + (3 * Second))..(44 + (9 * Second))], second[44..]);
        SpeechRecognitionResult[] finals = [.. Streams.Finals(messages).Values];
        Assert.Equal(["one ", "two "], finals[..2].Select(f => f.Alternatives![0].Transcript));
        Assert.Equal(new WordTimestamp("two", 5.0, 6.5), finals[1].Alternatives![0].Timestamps![0]);
        Assert.Empty(server.Failures);
    }

    [Fact]
    public async Task Audio_over_the_limit_that_cannot_be_cut_is_an_error_and_not_half_a_transcript()
    {
        await using StreamingServer server = await StreamingServer.StartAsync(StreamingTests.Whole);
        using SpeechToTextClient client = Retrying(server.Uri, o => o with
        {
            Streaming = new StreamingLimits { Request = 6 * Second },
        });
        OneShotBody ogg = new(new MemoryStream([.. "OggS"u8, .. Streams.Samples(10)]));

        SttTransportException error = await Assert.ThrowsAsync<SttTransportException>(
            () => Streams.AllAsync(client.Streaming.Recognize(ogg, "audio/ogg", Parameters)));

        Assert.Equal(TransportFailure.TooLong, error.Failure);
        Assert.Contains("audio/ogg can't be cut", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_live_source_that_was_silent_for_longer_than_a_session_lasts_goes_on_when_it_speaks()
    {
        using Microphone microphone = new();
        TaskCompletionSource ended = new();
        await using StreamingServer server = await StreamingServer.StartAsync(async (peer, number, cancel) =>
        {
            await peer.ListenAsync(cancel);
            if (number == 1)
            {
                await peer.ReadAudioAsync(cancel, Second);
                await peer.SendAsync(Streams.Final(0, "one", 0.1, 0.9), cancel);
                await peer.SendAsync("""{"error":"Session timed out, no data received in the last 30 seconds."}""", cancel);
                await peer.CloseAsync(1011, "see the previous message for the error details.", cancel);
                ended.SetResult();
                await peer.StallAsync(cancel);
            }
            await EndAsync(peer, [Streams.Final(0, "two", 0.2, 1.0)], cancel);
        });
        using SpeechToTextClient client = Retrying(server.Uri);
        Task<string> transcript = Streams.TranscriptAsync(
            client.Streaming.Recognize(new OneShotBody(microphone), RawType, Parameters));

        foreach (byte[] piece in Streams.Samples(1).Chunk(16_000)) microphone.Say(piece);
        await ended.Task.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Single(server.Peers);
        microphone.Say(Streams.Samples(0.25, first: 16_000));
        microphone.End();

        Assert.Equal("one two", await transcript.WaitAsync(TimeSpan.FromSeconds(20)));
        Assert.Equal(2, server.Peers.Count);
    }

    [Fact]
    public async Task Each_connection_gets_a_fresh_token()
    {
        int issued = 0;
        await using KestrelService iam = await KestrelService.StartAsync(context => KestrelService.Json(
            context, $$"""{"access_token":"token-{{++issued}}","expires_in":3600,"expiration":9999999999}"""));
        await using StreamingServer server = await StreamingServer.StartAsync(async (peer, number, cancel) =>
        {
            await peer.ListenAsync(cancel);
            if (number > 1)
            {
                await EndAsync(peer, [Streams.Final(0, "two", 0.5, 1.0)], cancel);
                return;
            }
            await peer.SendAsync(Streams.Final(0, "one", 0.5, 1.0), cancel);
            await peer.SendAsync("""{"error":"The access token has expired.","code":401}""", cancel);
            await peer.CloseAsync(1011, "see the previous message", cancel);
            await peer.StallAsync(cancel);
        });
        IamSettings settings = new() { Server = iam.Uri };
        using SpeechToTextClient client = new(new SpeechToTextOptions
        {
            Endpoint = server.Uri,
            Authenticator = new IamAuthentication(Clients.Key, settings),
        });

        Assert.Equal("one two", await Streams.TranscriptAsync(
            client.Streaming.Recognize(new BytesBody(Streams.Samples(3)), RawType, Parameters)));

        Assert.Equal(
            ["Bearer token-1", "Bearer token-2"],
            server.Peers.Select(p => p.Headers["Authorization"]));
        Assert.All(server.Peers, p => Assert.DoesNotContain("token", p.Query, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_connection_that_is_lost_again_and_again_ends_after_as_many_attempts_as_allowed()
    {
        FakeTimeProvider clock = new();
        await using StreamingServer server = await StreamingServer.StartAsync(async (peer, _, cancel) =>
        {
            await peer.ListenAsync(cancel);
            await peer.ReadAudioAsync(cancel, Second);
            peer.Drop();
        });
        using SpeechToTextClient client = Clients.Retrying(server.Uri, clock);

        Exception? error = await clock.RunAsync(Streams.AllAsync(
            client.Streaming.Recognize(new BytesBody(Streams.Samples(60)), RawType, Parameters)));

        Assert.Equal(TransportFailure.Interrupted, Assert.IsType<SttTransportException>(error).Failure);
        Assert.Equal(5, server.Peers.Count);
    }

    [Fact]
    public async Task A_service_that_gives_one_phrase_a_connection_is_not_asked_for_ever()
    {
        FakeTimeProvider clock = new();
        await using StreamingServer server = await StreamingServer.StartAsync(async (peer, _, cancel) =>
        {
            await peer.ListenAsync(cancel);
            await peer.ReadAudioAsync(cancel, Second);
            await peer.SendAsync(Streams.Final(0, "one", 0.1, 0.9), cancel);
            await Task.Delay(20, cancel);
            peer.Drop();
        });
        using SpeechToTextClient client = Clients.Retrying(server.Uri, clock);

        Exception? error = await clock.RunAsync(Streams.AllAsync(
            client.Streaming.Recognize(new BytesBody(Streams.Samples(600)), RawType, Parameters)));

        Assert.Equal(TransportFailure.Interrupted, Assert.IsType<SttTransportException>(error).Failure);
        Assert.Equal(5, server.Peers.Count);
    }

    [Fact]
    public async Task Without_retries_a_lost_connection_is_an_error()
    {
        await using StreamingServer server = await StreamingServer.StartAsync((peer, number, cancel) =>
            DropOnceAsync(
                peer, number, Streams.Final(0, "one", 1.0, 4.0), [Streams.Final(0, "two", 0.5, 1.0)], cancel));
        using SpeechToTextClient client = Clients.Once(server.Uri);

        await Assert.ThrowsAsync<SttTransportException>(() => Streams.AllAsync(
            client.Streaming.Recognize(new BytesBody(Streams.Samples(10)), RawType, Parameters)));
        Assert.Single(server.Peers);
    }

    private static SpeechToTextClient Retrying(Uri uri, Func<SpeechToTextOptions, SpeechToTextOptions>? change = null)
        => Clients.Once(uri, o => (change?.Invoke(o) ?? o) with { MaxRetries = 2 });

    /// <summary>The first connection breaks after all audio and one result; the others give theirs.</summary>
    private static async Task DropOnceAsync(
        StreamingPeer peer, int number, string before, string[] after, CancellationToken cancel)
    {
        await peer.ListenAsync(cancel);
        if (number == 1)
        {
            await peer.ReadAudioAsync(cancel);
            await peer.SendAsync(before, cancel);
            await Task.Delay(100, cancel);
            peer.Drop();
            return;
        }
        await EndAsync(peer, after, cancel);
    }

    private static async Task EndAsync(StreamingPeer peer, string[] results, CancellationToken cancel)
    {
        if (peer.Start.Length == 0) await peer.ListenAsync(cancel);
        await peer.ReadAudioAsync(cancel);
        foreach (string result in results) await peer.SendAsync(result, cancel);
        await peer.SendAsync(StreamingPeer.Listening, cancel);
        await peer.FinishAsync(cancel);
    }
}
