using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using SttPowerShell.Client.Tests.Support;
using SttPowerShell.Client.Wire;

namespace SttPowerShell.Client.Tests;

public sealed class WordListTests
{
    private const string Json =
        """{"x":{"y":[1,{}]},"words":[{"word":"Kü\"x","sounds_like":["a b"],"count":2},"""
        + """{"word":"T4","error":[{"t 4":"No numbers."}]}],"code":1}""";

    public enum Framing
    {
        Length,
        Chunked,
        Close,
    }

    [Theory]
    [InlineData(Framing.Length)]
    [InlineData(Framing.Chunked)]
    [InlineData(Framing.Close)]
    public async Task Cut_at_any_byte_a_list_is_an_error_that_tells_how_many_words_came(Framing framing)
    {
        byte[] whole = Recorded(framing);
        int cut = 0;
        await using RawService service = new(async (socket, stop) =>
        {
            await RawService.ReadHeadAsync(socket, stop);
            await socket.SendAsync(whole.AsMemory(0, cut), stop);
        });
        using SpeechToTextClient client = Clients.Once(service.Uri);

        int most = 0;
        for (cut = 0; cut < whole.Length; cut++)
        {
            List<Word> words = [];
            SttTransportException lost =
                await Assert.ThrowsAsync<SttTransportException>(() => ReadAsync(client, words.Add));
            Assert.True(lost.Failure == TransportFailure.Interrupted, $"cut at {cut}: {lost.Message}");
            Assert.True(
                words.Count == 0 || lost.Message.Contains($"with {words.Count} word", StringComparison.Ordinal),
                lost.Message);
            most = Math.Max(most, words.Count);
        }

        Assert.Equal(2, most);
        await AssertWholeAsync(client);
    }

    [Theory]
    [InlineData(Framing.Length)]
    [InlineData(Framing.Chunked)]
    [InlineData(Framing.Close)]
    public async Task Dribbled_byte_by_byte_a_list_is_the_same(Framing framing)
    {
        await using RawService service = new(async (socket, stop) =>
        {
            await RawService.ReadHeadAsync(socket, stop);
            foreach (byte one in Recorded(framing)) await socket.SendAsync(new[] { one }, stop);
        });
        using SpeechToTextClient client = Clients.Once(service.Uri);

        await AssertWholeAsync(client);
    }

    [Theory]
    [InlineData("\uFEFF  {\"words\":[]}  \r\n", 0)]
    [InlineData("{\"words\":null,\"words\":[{\"word\":\"a\"}],\"error\":null}", 1)]
    [InlineData("""{"words":[{"word":"a","mapping_only":["true"],"new":{"deep":[[]]}}]}""", 1)]
    public async Task Lists_of_every_form_are_read(string body, int count)
    {
        await using KestrelService service = await KestrelService.StartAsync(body);
        using SpeechToTextClient client = Clients.Once(service.Uri);

        List<Word> words = [];
        await ReadAsync(client, words.Add);

        Assert.Equal(count, words.Count);
    }

    [Fact]
    public async Task A_word_longer_than_the_buffer_is_read_whole()
    {
        string sound = new('x', 200_000);
        await using KestrelService service = await KestrelService.StartAsync(
            $$"""{"words":[{"word":"a"},{"word":"b","sounds_like":["{{sound}}"]},{"word":"c"}]}""");
        using SpeechToTextClient client = Clients.Once(service.Uri);

        List<Word> words = [];
        await ReadAsync(client, words.Add);

        Assert.Equal(["a", "b", "c"], words.Select(w => w.Text));
        Assert.Equal(sound, words[1].SoundsLike!.Single());
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("{\"words\":{}}")]
    [InlineData("{\"words\":[1]}")]
    [InlineData("{\"words\":[null]}")]
    [InlineData("{\"words\":[{\"word\":\"a\"},{\"word\":5}]}")]
    [InlineData("{\"words\":[{\"word\":\"a\"}")]
    [InlineData("{\"words\":[]}{}")]
    [InlineData("{\"words\":[]}x")]
    [InlineData("{\"words\":[],\"error\":[]}")]
    [InlineData("<html>hello</html>")]
    public async Task What_is_whole_but_no_list_of_words_is_an_invalid_answer(string body)
    {
        await using KestrelService service = await KestrelService.StartAsync(body);
        using SpeechToTextClient client = Clients.Once(service.Uri);

        SttTransportException e = await Assert.ThrowsAsync<SttTransportException>(() => ReadAsync(client, _ => { }));

        Assert.Equal(TransportFailure.InvalidAnswer, e.Failure);
        Assert.Equal("listWords", e.Operation);
        Assert.DoesNotContain("SttPowerShell.Client", e.Message);
    }

    [Fact]
    public async Task An_endless_word_ends_in_an_error_and_not_in_all_memory()
    {
        byte[] piece = Encoding.ASCII.GetBytes(new string('x', 64 * 1024));
        await using KestrelService service = await KestrelService.StartAsync(async http =>
        {
            await http.Response.WriteAsync("{\"words\":[{\"word\":\"");
            while (!http.RequestAborted.IsCancellationRequested) await http.Response.Body.WriteAsync(piece);
        });
        using SpeechToTextClient client = Clients.Once(service.Uri);

        SttTransportException e = await Assert.ThrowsAsync<SttTransportException>(() => ReadAsync(client, _ => { }));

        Assert.Equal(TransportFailure.InvalidAnswer, e.Failure);
    }

    [Theory]
    [InlineData("""{"code":500,"code_description":"Internal","error":"Words are lost."}""", 0, 500)]
    [InlineData("""{"error":"Words are lost.","words":[{"word":"a"}]}""", 0, 200)]
    [InlineData("""{"words":[{"word":"a"}],"error":"Words are lost."}""", 1, 200)]
    public async Task An_error_text_beside_the_list_is_a_refusal(string body, int before, int status)
    {
        await using KestrelService service = await KestrelService.StartAsync(body);
        using SpeechToTextClient client = Clients.Once(service.Uri);
        int count = 0;

        SttApiException e = await Assert.ThrowsAsync<SttApiException>(() => ReadAsync(client, _ => count++));

        Assert.Equal((before, status, "Words are lost."), (count, (int)e.Status, e.ServiceMessage));
    }

    [Fact]
    public async Task The_first_word_is_there_while_the_service_holds_the_rest_back()
    {
        TaskCompletionSource read = new();
        await using KestrelService service = await KestrelService.StartAsync(async http =>
        {
            await http.Response.WriteAsync("{\"words\":[{\"word\":\"first\"},");
            await http.Response.Body.FlushAsync();
            await read.Task;
            await http.Response.WriteAsync("{\"word\":\"second\"}]}");
        });
        using SpeechToTextClient client = Clients.Once(service.Uri);

        await using IAsyncEnumerator<Word> words =
            client.Words.ListAsync("m", null, null, default).GetAsyncEnumerator();
        Assert.True(await words.MoveNextAsync());
        Assert.Equal("first", words.Current.Text);
        read.SetResult();
        Assert.True(await words.MoveNextAsync());
        Assert.False(await words.MoveNextAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Leaving_the_list_or_cancelling_it_closes_the_connection(bool byCancel)
    {
        TaskCompletionSource gone = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using KestrelService service = await KestrelService.StartAsync(async http =>
        {
            http.RequestAborted.Register(gone.SetResult);
            await http.Response.WriteAsync("{\"words\":[{\"word\":\"first\"},");
            await http.Response.Body.FlushAsync();
            await gone.Task;
        });
        using SpeechToTextClient client = Clients.Once(service.Uri);
        using CancellationTokenSource cancel = new();

        if (byCancel)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            {
                await foreach (Word _ in client.Words.ListAsync("m", null, null, cancel.Token))
                {
                    cancel.CancelAfter(20);
                }
            });
        }
        else
        {
            await foreach (Word _ in client.Words.ListAsync("m", null, null, cancel.Token)) break;
        }

        await gone.Task.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Until_the_first_word_a_request_is_repeated_and_after_it_never()
    {
        FakeTimeProvider clock = new();
        int requests = 0;
        await using KestrelService service = await KestrelService.StartAsync(async http =>
        {
            int number = Interlocked.Increment(ref requests);
            if (number == 1)
            {
                await KestrelService.Json(http, """{"error":"Busy."}""", 503);
                return;
            }
            if (number == 2)
            {
                await KestrelService.Json(http, """{"code":500,"error":"Late."}""");
                return;
            }
            await http.Response.WriteAsync("{\"words\":[{\"word\":\"a\"},");
            await http.Response.Body.FlushAsync();
            await Task.Delay(50);
            http.Abort();
        });
        using SpeechToTextClient client = Clients.Retrying(service.Uri, clock);
        int count = 0;

        Exception? e = await clock.RunAsync(ReadAsync(client, _ => count++));

        Assert.Contains("1 word", Assert.IsType<SttTransportException>(e).Message);
        Assert.Equal((3, 1), (requests, count));
    }

    [Fact]
    public async Task A_silent_service_is_given_up_but_a_slow_reader_is_not()
    {
        TaskCompletionSource go = new();
        await using KestrelService service = await KestrelService.StartAsync(async http =>
        {
            await http.Response.WriteAsync("{\"words\":[{\"word\":\"a\"},");
            await http.Response.Body.FlushAsync();
            await go.Task;
            await http.Response.WriteAsync("{\"word\":\"b\"},");
            await http.Response.Body.FlushAsync();
            await Task.Delay(Timeout.Infinite, http.RequestAborted);
        });
        FakeTimeProvider clock = new();
        using SpeechToTextClient client = Clients.Once(service.Uri, o => o with { Clock = clock });

        await using IAsyncEnumerator<Word> words =
            client.Words.ListAsync("m", null, null, default).GetAsyncEnumerator();
        Assert.True(await words.MoveNextAsync());
        clock.Advance(TimeSpan.FromHours(1));
        go.SetResult();
        Assert.True(await words.MoveNextAsync());

        Exception? e = await clock.RunAsync(words.MoveNextAsync().AsTask(), step: 10);
        Assert.Equal(TransportFailure.Timeout, Assert.IsType<SttTransportException>(e).Failure);
    }

    [Fact]
    public async Task The_query_tells_type_and_order()
    {
        await using KestrelService service = await KestrelService.StartAsync("""{"words":[]}""");
        using SpeechToTextClient client = Clients.Once(service.Uri);

        await foreach (Word _ in client.Words.ListAsync("m", "user", "+count", default)) Assert.Fail();

        Assert.Equal("GET /v1/customizations/m/words?word_type=user&sort=%2Bcount", service.Requests.Single().Line);
    }

    [Fact]
    public async Task One_word_has_problems_without_being_a_failure()
    {
        await using KestrelService service = await KestrelService.StartAsync(
            """{"word":"T4","sounds_like":["t 4"],"count":1,"source":["user"],"error":[{"t 4":"No numbers."}]}""");
        using SpeechToTextClient client = Clients.Once(service.Uri);

        Word word = await client.Words.GetAsync("m", "T 4/ü", default);

        Assert.Equal(new WordProblem("t 4", "No numbers."), word.Problems!.Single());
        Assert.Equal("GET /v1/customizations/m/words/T%204%2F%C3%BC", service.Requests.Single().Line);
    }

    [Fact]
    public async Task One_word_in_whose_place_an_error_text_comes_is_a_failure()
    {
        await using KestrelService service = await KestrelService.StartAsync(
            """{"code":404,"error":"No such word."}""");
        using SpeechToTextClient client = Clients.Once(service.Uri);

        SttApiException e = await Assert.ThrowsAsync<SttApiException>(() => client.Words.GetAsync("m", "w", default));

        Assert.Equal((404, "No such word."), ((int)e.Status, e.ServiceMessage));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"word\":\"a\",\"error\":[1]}")]
    public async Task What_is_no_word_is_an_invalid_answer(string body)
    {
        await using KestrelService service = await KestrelService.StartAsync(body);
        using SpeechToTextClient client = Clients.Once(service.Uri);

        SttTransportException e =
            await Assert.ThrowsAsync<SttTransportException>(() => client.Words.GetAsync("m", "w", default));

        Assert.Equal(TransportFailure.InvalidAnswer, e.Failure);
    }

    private static async Task AssertWholeAsync(SpeechToTextClient client)
    {
        List<Word> words = [];
        await ReadAsync(client, words.Add);
        Assert.Equal(["Kü\"x", "T4"], words.Select(w => w.Text));
        Assert.Equal("a b", words[0].SoundsLike!.Single());
        Assert.Equal(new WordProblem("t 4", "No numbers."), words[1].Problems!.Single());
    }

    private static async Task ReadAsync(SpeechToTextClient client, Action<Word> each)
    {
        await foreach (Word word in client.Words.ListAsync("m", null, null, default)) each(word);
    }

    private static byte[] Recorded(Framing framing) => Encoding.UTF8.GetBytes(framing switch
    {
        Framing.Length => $"HTTP/1.1 200 OK\r\nConnection: close\r\n"
            + $"Content-Length: {Encoding.UTF8.GetByteCount(Json)}\r\n\r\n{Json}",
        Framing.Chunked => "HTTP/1.1 200 OK\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n"
            + $"1\r\n{Json[..1]}\r\n{Encoding.UTF8.GetByteCount(Json) - 1:x}\r\n{Json[1..]}\r\n0\r\n\r\n",
        _ => $"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{Json}",
    });
}
