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
