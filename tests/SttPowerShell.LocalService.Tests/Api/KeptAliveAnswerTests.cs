using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using SttPowerShell.Client.Wire;
using SttPowerShell.LocalService.Api;
using SttPowerShell.LocalService.Recognition;
using SttPowerShell.LocalService.Tests.Support;

namespace SttPowerShell.LocalService.Tests.Api;

public sealed class KeptAliveAnswerTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new();
    private readonly TaskCompletionSource _begun = new();
    private readonly TaskCompletionSource<SpeechRecognitionResults> _result = new();
    private InProcessService _service = null!;

    public async Task InitializeAsync()
    {
        _service = await InProcessService.StartAsync(_clock);
        _service.Recognizer.Next = (_, _, _, _) =>
        {
            _begun.SetResult();
            return _result.Task;
        };
    }

    public async Task DisposeAsync() => await _service.DisposeAsync();

    [Fact]
    public async Task While_it_recognises_a_space_comes_every_20_seconds_and_then_the_result()
    {
        Task<HttpResponseMessage> sent = SendAsync();
        _clock.Advance(KeptAliveAnswer.Interval - TimeSpan.FromSeconds(1));
        await Task.Delay(100);
        Assert.False(sent.IsCompleted);

        using HttpResponseMessage answer = await AdvanceUntilAsync(sent);
        Stream body = await answer.Content.ReadAsStreamAsync();
        Assert.Equal(' ', await AdvanceUntilAsync(ReadByteAsync(body)));
        Assert.Equal(' ', await AdvanceUntilAsync(ReadByteAsync(body)));
        _result.SetResult(new SpeechRecognitionResults { ResultIndex = 0, Results = [] });

        using StreamReader rest = new(body);
        Assert.Equal("""{"result_index":0,"results":[]}""", (await rest.ReadToEndAsync()).TrimStart(' '));
        Assert.Equal((200, "application/json"),
            ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
    }

    [Fact]
    public async Task An_error_after_the_first_space_stands_in_the_body()
    {
        using HttpResponseMessage answer = await AdvanceUntilAsync(SendAsync());
        _result.SetException(new AudioRejectedException(400, "No good."));

        Assert.Equal(200, (int)answer.StatusCode);
        Assert.Equal("""{"code":400,"code_description":"Bad Request","error":"No good."}""",
            (await answer.Content.ReadAsStringAsync()).TrimStart(' '));
    }

    [Theory]
    [InlineData("/v1/recognize")]
    [InlineData("/v1/recognitions")]
    public async Task A_client_that_sends_nothing_for_30_seconds_is_timed_out(string path)
    {
        TaskCompletionSource reading = new();
        _service.Recognizer.Next = async (audio, _, _, cancel) =>
        {
            _ = await audio.ReadAsync(new byte[2], cancel);
            reading.SetResult();
            await audio.CopyToAsync(Stream.Null, cancel);
            return new SpeechRecognitionResults();
        };
        Uri address = _service.Client.BaseAddress!;
        using TcpClient tcp = new(address.Host, address.Port);
        NetworkStream network = tcp.GetStream();
        await network.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST {path} HTTP/1.1\r\nHost: {address.Authority}\r\nTransfer-Encoding: chunked\r\n"
            + $"Authorization: {_service.Client.DefaultRequestHeaders.Authorization}\r\n\r\n2\r\nRI\r\n"));
        if (path == "/v1/recognize") await reading.Task.WaitAsync(TimeSpan.FromSeconds(30));
        using StreamReader answer = new(network);
        StringBuilder text = new();
        char[] some = new char[1000];
        while (!text.ToString().Contains("\"code\":408", StringComparison.Ordinal))
        {
            Task<int> more = answer.ReadAsync(some, 0, some.Length);
            while (await Task.WhenAny(more, Task.Delay(10)) != more) _clock.Advance(TimeSpan.FromSeconds(1));
            Assert.NotEqual(0, await more);
            text.Append(some, 0, await more);
        }
        Assert.Contains("\"error\":\"Session timed out, no data received in the last 30 seconds.\"", text.ToString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_before_the_first_space_keeps_its_status()
    {
        Task<HttpResponseMessage> sent = SendAsync();
        await _begun.Task;
        _result.SetException(new AudioRejectedException(400, "No good."));

        using HttpResponseMessage answer = await sent;
        Assert.Equal(400, (int)answer.StatusCode);
    }

    private Task<HttpResponseMessage> SendAsync()
    {
        HttpRequestMessage request = new(HttpMethod.Post, "/v1/recognize")
        {
            Content = new ByteArrayContent(Encoding.ASCII.GetBytes("audio")),
        };
        return _service.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    private async Task<T> AdvanceUntilAsync<T>(Task<T> task)
    {
        await _begun.Task.WaitAsync(TimeSpan.FromSeconds(30));
        for (int i = 0; i < 1000 && await Task.WhenAny(task, Task.Delay(10)) != task; i++)
        {
            _clock.Advance(KeptAliveAnswer.Interval);
        }
        return await task.WaitAsync(TimeSpan.FromSeconds(1));
    }

    private static async Task<int> ReadByteAsync(Stream body)
    {
        byte[] one = new byte[1];
        return await body.ReadAsync(one) == 1 ? one[0] : -1;
    }
}
