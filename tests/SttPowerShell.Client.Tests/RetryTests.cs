using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using SttPowerShell.Client.Http;
using SttPowerShell.Client.Tests.Support;
using SttPowerShell.Client.Wire;

namespace SttPowerShell.Client.Tests;

public sealed class RetryTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 10, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _clock = new(Start);
    private readonly ConcurrentQueue<DateTimeOffset> _arrivals = new();

    [Fact]
    public async Task A_file_is_sent_with_the_same_bytes_at_each_attempt()
    {
        using TemporaryDirectory directory = new();
        byte[] audio = RandomNumberGenerator.GetBytes(2_300_000);
        string path = directory.File("a.wav", audio);
        ConcurrentQueue<(long, string)> bodies = new();
        await using KestrelService service = await KestrelService.StartAsync(async context =>
        {
            bodies.Enqueue(await KestrelService.ReadBodyAsync(context));
            int status = bodies.Count < 3 ? 503 : 200;
            await KestrelService.Json(context, status == 200 ? """{"results":[]}""" : """{"error":"busy"}""", status);
        });
        using SpeechToTextClient client = Clients.Retrying(service.Uri, _clock);
        Recorder sent = new();

        Assert.Null(await _clock.RunAsync(
            client.Recognition.RecognizeAsync(new FileBody(path, sent), "audio/wav", new(), default)));

        (long, string) expected = (audio.Length, Convert.ToHexString(SHA256.HashData(audio)));
        Assert.Equal([expected, expected, expected], bodies);
        Assert.Equal(3, sent.Values.Count(value => value == audio.Length));
        Assert.Equal(3, sent.Values.Where((value, i) => i == 0 || value < sent.Values[i - 1]).Count());
    }

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(599)]
    public async Task A_passing_refusal_is_tried_four_times_more_with_growing_delays(int status)
    {
        await using KestrelService service = await StartAsync(_ => status);
        using SpeechToTextClient client = Clients.Retrying(service.Uri, _clock);

        Exception? e = await _clock.RunAsync(client.Models.ListAsync(default), 0.5);

        SttApiException refused = Assert.IsType<SttApiException>(e);
        Assert.Equal((status, 5), ((int)refused.Status, service.Requests.Count));
        Assert.Contains("It was sent 5 times.", refused.Message);
        Assert.InRange((_arrivals.Last() - Start).TotalSeconds, 3, 60);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(404)]
    [InlineData(409)]
    [InlineData(413)]
    [InlineData(501)]
    [InlineData(302)]
    public async Task A_lasting_refusal_is_not_tried_again(int status)
    {
        await using KestrelService service = await StartAsync(_ => status);
        using SpeechToTextClient client = Clients.Retrying(service.Uri, _clock);

        Exception? e = await _clock.RunAsync(client.Models.ListAsync(default));

        Assert.Equal((status, 1), ((int)Assert.IsType<SttApiException>(e).Status, service.Requests.Count));
    }

    [Theory]
    [InlineData("7", 7, 8.5)]
    [InlineData("0", 0, 0.6)]
    [InlineData("3600", 30, 31.5)]
    [InlineData("Mon, 05 Jan 2026 10:00:12 GMT", 11, 13.5)]
    [InlineData("Mon, 05 Jan 2026 09:00:00 GMT", 0, 0.6)]
    [InlineData("Tue, 06 Jan 2026 10:00:00 GMT", 30, 31.5)]
    [InlineData("soon", 0, 5)]
    public async Task Retry_after_decides_the_delay_within_30_seconds(string header, double least, double most)
    {
        await using KestrelService service = await StartAsync(_ => _arrivals.Count < 2 ? 503 : 200, header);
        using SpeechToTextClient client = Clients.Retrying(service.Uri, _clock);

        Assert.Null(await _clock.RunAsync(client.Models.ListAsync(default), 0.5));

        DateTimeOffset[] arrivals = [.. _arrivals];
        Assert.InRange((arrivals[1] - arrivals[0]).TotalSeconds, least, most);
    }

    [Fact]
    public async Task Creating_is_never_sent_twice()
    {
        await using KestrelService service = await StartAsync(_ => 503);
        using SpeechToTextClient client = Clients.Retrying(service.Uri, _clock);

        Exception? e =
            await _clock.RunAsync(client.LanguageModels.CreateAsync(new NewCustomModel { Name = "n" }, default));

        Assert.Equal("createLanguageModel", Assert.IsType<SttApiException>(e).Operation);
        Assert.Single(service.Requests);
    }

    [Fact]
    public async Task Creating_is_sent_again_where_it_was_refused_for_now_and_so_not_done()
    {
        await using KestrelService service = await StartAsync(_ => 429);
        using SpeechToTextClient client = Clients.Retrying(service.Uri, _clock);

        Exception? e = await _clock.RunAsync(client.RecognitionJobs.CreateAsync(
            new BytesBody([1]), "audio/wav", new() { CustomerId = "c" }, new() { ResultsTtl = 5 }, default));

        Assert.Equal("createJob", Assert.IsType<SttApiException>(e).Operation);
        Assert.Equal(5, service.Requests.Count);
    }

    [Fact]
    public async Task Deleting_and_resetting_are_sent_again()
    {
        await using KestrelService service = await StartAsync(_ => _arrivals.Count % 2 == 1 ? 503 : 200);
        using SpeechToTextClient client = Clients.Retrying(service.Uri, _clock);

        Assert.Null(await _clock.RunAsync(client.LanguageModels.DeleteAsync("x", default)));
        Assert.Null(await _clock.RunAsync(client.LanguageModels.ResetAsync("x", default)));

        Assert.Equal(4, service.Requests.Count);
    }

    [Fact]
    public async Task A_stream_is_sent_once_and_the_error_says_why()
    {
        await using KestrelService service = await KestrelService.StartAsync(async context =>
        {
            await KestrelService.ReadBodyAsync(context);
            await KestrelService.Json(context, """{"error":"busy"}""", 503);
        });
        using SpeechToTextClient client = Clients.Retrying(service.Uri, _clock);
        using MemoryStream audio = new(new byte[200_000]);

        Exception? e = await _clock.RunAsync(
            client.Recognition.RecognizeAsync(new OneShotBody(audio), "audio/wav", new(), default));

        SttApiException refused = Assert.IsType<SttApiException>(e);
        Assert.Equal((503, "busy"), ((int)refused.Status, refused.ServiceMessage));
        Assert.Contains("can't be sent a second time", refused.Message);
        Assert.Single(service.Requests);
    }

    [Fact]
    public async Task A_stream_whose_connection_is_lost_is_not_sent_again_either()
    {
        await using RawService service = RawService.Answering("");
        using SpeechToTextClient client = Clients.Retrying(service.Uri, _clock);
        using MemoryStream audio = new(new byte[1000]);

        Exception? e =
            await _clock.RunAsync(client.Recognition.RecognizeAsync(new OneShotBody(audio), null, new(), default));

        Assert.Contains("can't be sent a second time", Assert.IsType<SttTransportException>(e).Message);
        Assert.Equal(1, service.Connections);
    }

    [Fact]
    public async Task A_refused_connection_to_a_service_that_was_there_is_tried_again()
    {
        KestrelService service = await StartAsync(_ => 200);
        using SpeechToTextClient client = Clients.Retrying(service.Uri, _clock);
        await client.Models.ListAsync(default);
        await service.DisposeAsync();

        SttTransportException e =
            Assert.IsType<SttTransportException>(await _clock.RunAsync(client.Models.ListAsync(default)));

        Assert.Equal(TransportFailure.Connection, e.Failure);
        Assert.Contains($"127.0.0.1:{service.Uri.Port}", e.Message);
        Assert.Contains("It was sent 5 times.", e.Message);
    }

    [Fact]
    public async Task A_refused_connection_to_a_service_that_was_never_there_is_told_at_once()
    {
        // Nothing moves the clock, so that a pause before another attempt would never end.
        using SpeechToTextClient client = Clients.Retrying(new Uri($"http://127.0.0.1:{FreePort()}"), _clock);

        SttTransportException e = await Assert.ThrowsAsync<SttTransportException>(
            () => client.Models.ListAsync(default).WaitAsync(TimeSpan.FromSeconds(10)));

        Assert.Equal(TransportFailure.Connection, e.Failure);
        Assert.DoesNotContain("It was sent", e.Message);
    }

    [Fact]
    public async Task A_cut_answer_is_asked_for_again()
    {
        int connection = 0;
        await using RawService service = new(async (socket, stop) =>
        {
            await RawService.ReadHeadAsync(socket, stop);
            string answer = "HTTP/1.1 200 OK\r\nContent-Length: 13\r\nConnection: close\r\n\r\n{\"models\":[]}";
            await socket.SendAsync(System.Text.Encoding.ASCII.GetBytes(++connection < 3 ? answer[..^4] : answer), stop);
        });
        using SpeechToTextClient client = Clients.Retrying(service.Uri, _clock);

        Task<IReadOnlyList<SpeechModel>> models = client.Models.ListAsync(default);

        Assert.Null(await _clock.RunAsync(models));
        Assert.Empty(await models);
        Assert.Equal(3, service.Connections);
    }

    [Fact]
    public async Task A_failed_tls_handshake_is_not_tried_again()
    {
        await using RawService service =
            new((socket, stop) => socket.SendAsync("this is not TLS at all"u8.ToArray(), stop).AsTask());
        using SpeechToTextClient client = Clients.Retrying(new Uri($"https://127.0.0.1:{service.Uri.Port}"), _clock);

        SttTransportException e =
            Assert.IsType<SttTransportException>(await _clock.RunAsync(client.Models.ListAsync(default)));

        Assert.Equal((TransportFailure.SecureConnection, 1), (e.Failure, service.Connections));
    }

    [Fact]
    public async Task An_unknown_host_is_named()
    {
        using SpeechToTextClient client = Clients.Once(new Uri("https://no-such-host.invalid"));

        SttTransportException e =
            await Assert.ThrowsAsync<SttTransportException>(() => client.Models.ListAsync(default));

        Assert.Equal(TransportFailure.NameResolution, e.Failure);
        Assert.Contains("no-such-host.invalid", e.Message);
    }

    [Fact]
    public async Task Cancelling_ends_the_wait_between_two_attempts()
    {
        await using KestrelService service = await StartAsync(_ => 503, "30");
        using SpeechToTextClient client = Clients.Retrying(service.Uri, _clock);
        using CancellationTokenSource cancel = new();
        Task call = client.Models.ListAsync(cancel.Token);
        await Clients.UntilAsync(() => !service.Requests.IsEmpty);

        await cancel.CancelAsync();

        OperationCanceledException e = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Equal(cancel.Token, e.CancellationToken);
    }

    [Fact]
    public async Task The_overall_limit_covers_all_attempts()
    {
        await using KestrelService service = await StartAsync(_ => 503, "30");
        using SpeechToTextClient client = Clients.Once(service.Uri, options => options with
        {
            MaxRetries =
                4, OverallTimeout = TimeSpan.FromSeconds(40), IdleTimeout = Timeout.InfiniteTimeSpan, Clock = _clock,
        });

        SttTransportException e =
            Assert.IsType<SttTransportException>(await _clock.RunAsync(client.Models.ListAsync(default)));

        Assert.Equal(TransportFailure.Timeout, e.Failure);
        Assert.Contains("within 40 s", e.Message);
        Assert.Equal(2, service.Requests.Count);
    }

    private Task<KestrelService> StartAsync(Func<HttpContext, int> status, string? retryAfter = null)
        => KestrelService.StartAsync(context =>
        {
            _arrivals.Enqueue(_clock.GetUtcNow());
            int answer = status(context);
            if (retryAfter is not null) context.Response.Headers.RetryAfter = retryAfter;
            return KestrelService.Json(context, answer == 200 ? """{"models":[]}""" : """{"error":"no"}""", answer);
        });

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private sealed class Recorder : IProgress<long>
    {
        public List<long> Values { get; } = [];

        public void Report(long value)
        {
            lock (Values) Values.Add(value);
        }
    }
}
