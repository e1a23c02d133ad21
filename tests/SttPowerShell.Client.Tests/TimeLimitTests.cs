using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using SttPowerShell.Client.Http;
using SttPowerShell.Client.Tests.Support;

namespace SttPowerShell.Client.Tests;

public sealed class TimeLimitTests
{
    private readonly FakeTimeProvider _clock = new();

    [Theory]
    [InlineData("", "before the service answered")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Le", "before the service answered")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\n", "after 0 of 90 bytes")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\n{\"models\"", "after 9 of 90 bytes")]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n{\"models\"", "after 9 bytes")]
    public async Task A_service_that_falls_silent_is_given_up_after_the_idle_limit(string begun, string progress)
    {
        await using RawService service = Stalling(begun);
        using SpeechToTextClient client = Clients.Once(service.Uri, options => options with { Clock = _clock });
        Task call = client.Models.ListAsync(default);
        await Task.Delay(200);
        _clock.Advance(TimeSpan.FromSeconds(59));
        await Task.Delay(50);
        Assert.False(call.IsCompleted);

        SttTransportException e = Assert.IsType<SttTransportException>(await _clock.RunAsync(call));

        Assert.Equal(TransportFailure.Timeout, e.Failure);
        Assert.Contains("sent nothing for 60 s", e.Message);
        Assert.Contains(progress, e.Message);
    }

    [Fact]
    public async Task A_space_now_and_then_keeps_a_long_recognition_alive()
    {
        SemaphoreSlim next = new(0);
        await using RawService service = new(async (socket, stop) =>
        {
            await RawService.ReadHeadAsync(socket, stop);
            await socket.SendAsync("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"u8.ToArray(), stop);
            for (int i = 0; i < 30; i++)
            {
                await next.WaitAsync(stop);
                await socket.SendAsync(" "u8.ToArray(), stop);
            }

            await socket.SendAsync("{\"models\":[]}"u8.ToArray(), stop);
        });
        using SpeechToTextClient client = Clients.Once(service.Uri, options => options with { Clock = _clock });
        Task call = client.Models.ListAsync(default);
        for (int i = 0; i < 30; i++)
        {
            // Short steps: on a slow machine a space may not have been read when the clock goes on.
            await Task.Delay(50);
            _clock.Advance(TimeSpan.FromSeconds(15));
            next.Release();
        }

        await call;
    }

    [Fact]
    public async Task A_source_of_audio_may_pause_as_long_as_it_likes()
    {
        await using KestrelService service = await KestrelService.StartAsync(async context =>
        {
            await KestrelService.ReadBodyAsync(context);
            await KestrelService.Json(context, "{}");
        });
        using SpeechToTextClient client = Clients.Once(service.Uri, options => options with { Clock = _clock });
        await using Microphone microphone = new();
        Task call = client.Recognition.RecognizeAsync(new OneShotBody(microphone), null, new(), default);
        for (int i = 0; i < 5; i++)
        {
            await microphone.WaitForListenerAsync();
            _clock.Advance(TimeSpan.FromHours(1));
            microphone.Say(new byte[100]);
        }

        microphone.End();
        await call;
    }

    [Fact]
    public async Task A_service_that_stops_taking_the_body_is_given_up_after_the_send_limit()
    {
        await using RawService service = new(async (socket, stop) =>
        {
            await RawService.ReadHeadAsync(socket, stop);
            await socket.SendAsync("HTTP/1.1 100 Continue\r\n\r\n"u8.ToArray(), stop);
            await Task.Delay(Timeout.Infinite, stop);
        });
        using SpeechToTextClient client = Clients.Once(service.Uri, options => options with { Clock = _clock });
        Task call = client.Recognition.RecognizeAsync(new BytesBody(new byte[50_000_000]), "audio/wav", new(), default);
        await Task.Delay(300);
        _clock.Advance(TimeSpan.FromSeconds(290));
        await Task.Delay(50);
        Assert.False(call.IsCompleted);

        SttTransportException e = Assert.IsType<SttTransportException>(await _clock.RunAsync(call));

        Assert.Equal(TransportFailure.Timeout, e.Failure);
        Assert.Matches(@"took no more of the request for 300 s \(before the service answered, after \d+ of 50000000 bytes", e.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\n{")]
    [InlineData("HTTP/1.1 500 No\r\nContent-Length: 90\r\n\r\n{")]
    public async Task Cancelling_stops_at_once_and_is_not_called_a_timeout(string begun)
    {
        await using RawService service = Stalling(begun);
        using SpeechToTextClient client = Clients.Once(service.Uri);
        using CancellationTokenSource cancel = new();
        Task call = client.Models.ListAsync(cancel.Token);
        await Clients.UntilAsync(() => service.Connections == 1);
        await Task.Delay(50);

        await cancel.CancelAsync();

        OperationCanceledException e = await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => call.WaitAsync(TimeSpan.FromSeconds(5)));
        Assert.Equal(cancel.Token, e.CancellationToken);
    }

    [Fact]
    public async Task Cancelling_stops_an_upload_at_once()
    {
        await using RawService service = Stalling("HTTP/1.1 100 Continue\r\n\r\n");
        using SpeechToTextClient client = Clients.Once(service.Uri);
        using CancellationTokenSource cancel = new();
        Task call =
            client.Recognition.RecognizeAsync(new BytesBody(new byte[50_000_000]), "audio/wav", new(), cancel.Token);
        await Clients.UntilAsync(() => service.Connections == 1);
        await Task.Delay(100);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.WaitAsync(TimeSpan.FromSeconds(5)));
    }

    [Fact]
    public async Task A_call_that_is_cancelled_before_it_begins_sends_nothing()
    {
        await using KestrelService service = await KestrelService.StartAsync("{}");
        using SpeechToTextClient client = Clients.Once(service.Uri);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => client.Models.ListAsync(new CancellationToken(true)));

        Assert.Empty(service.Requests);
    }

    [Fact]
    public async Task A_host_that_does_not_take_the_connection_is_given_up_after_the_connect_limit()
    {
        // Only Linux lets further connections wait when the queue of a listener is full.
        if (!OperatingSystem.IsLinux()) return;
        using Socket listener = new(SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(0);
        IPEndPoint address = (IPEndPoint)listener.LocalEndPoint!;
        using Socket first = new(SocketType.Stream, ProtocolType.Tcp);
        await first.ConnectAsync(address);
        using SpeechToTextClient client = Clients.Once(
            new Uri($"http://127.0.0.1:{address.Port}"), options => options with { ConnectTimeout = TimeSpan.FromMilliseconds(300) });

        SttTransportException e =
            await Assert.ThrowsAsync<SttTransportException>(() => client.Models.ListAsync(default));

        Assert.Equal(TransportFailure.Connection, e.Failure);
        Assert.Contains("within 0.3 s", e.Message);
    }

    private static RawService Stalling(string begun) => new(async (socket, stop) =>
    {
        await RawService.ReadHeadAsync(socket, stop);
        if (begun.Length > 0) await socket.SendAsync(Encoding.ASCII.GetBytes(begun), stop);
        await Task.Delay(Timeout.Infinite, stop);
    });
}
