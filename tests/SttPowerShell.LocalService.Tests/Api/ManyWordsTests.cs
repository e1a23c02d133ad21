using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using SttPowerShell.Client.Wire;
using SttPowerShell.LocalService.Api;
using SttPowerShell.LocalService.Customization.Language;
using SttPowerShell.LocalService.Tests.Support;

namespace SttPowerShell.LocalService.Tests.Api;

public sealed class ManyWordsTests
{
    private const int Most = 90_000;

    [Fact]
    public async Task Ninety_thousand_words_are_added_listed_as_they_are_read_and_no_more_are_taken()
    {
        await using InProcessService service = await InProcessService.StartAsync();
        LanguageModel model = await LanguageModel.CreateAsync(service.Client);
        using HttpContent all = Words(Most);
        Exchange added = await model.SendAsync("POST", "/words", all);
        Assert.Equal((201, "{}"), (added.Status, added.Body));
        await WordsFixture.BecomeReadyAsync(model);
        await ListAsync(service, model);

        string error = $"Total number of words {Most + 1} exceeds maximum allowed: {Most}";
        (await model.AddWordsAsync("""[{"word":"w00000"},{"word":"one-more"}]"""))
            .AssertError(400, "Bad Request", error);
        (await WordsFixture.PutAsync(model, "one-more")).AssertError(400, "Bad Request", error);
        Assert.Equal(201, (await WordsFixture.PutAsync(model, "w00000")).Status);
        using HttpContent tooMany = Words(Most + 1);
        (await model.SendAsync("POST", "/words", tooMany)).AssertError(400, "Bad Request", error);
    }

    [Fact]
    public async Task The_first_words_arrive_before_the_last_are_read_from_the_store()
    {
        TaskCompletionSource received = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using WebApplication app = await ServeAsync(received.Task);
        using HttpClient client = new();
        using HttpResponseMessage answer = await client.GetAsync(
            new Uri(app.Urls.Single()), HttpCompletionOption.ResponseHeadersRead);
        await using Stream body = await answer.Content.ReadAsStreamAsync();
        byte[] first = new byte[100];
        await body.ReadExactlyAsync(first);
        Assert.StartsWith("""{"words":[{"word":"w0",""", Encoding.UTF8.GetString(first), StringComparison.Ordinal);
        received.SetResult();
        using StreamReader rest = new(body);
        string json = Encoding.UTF8.GetString(first) + await rest.ReadToEndAsync();
        Assert.Equal(1001, JsonSerializer.Deserialize(json, WireJson.Plain.NewWords)!.Words!.Count);
    }

    [Fact]
    public async Task A_list_whose_reading_fails_half_way_breaks_off()
    {
        await using WebApplication app = await ServeAsync(Task.FromException(new InvalidDataException("a bad row")));
        using HttpClient client = new();
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetStringAsync(new Uri(app.Urls.Single())));
    }

    [Fact]
    public async Task A_body_above_32_MB_is_refused_whether_its_length_is_known_or_not()
    {
        await using InProcessService service = await InProcessService.StartAsync();
        LanguageModel model = await LanguageModel.CreateAsync(service.Client);
        string filler = $$"""{"word":"w","display_as":"{{new string('x', 60_000)}}"},""";
        foreach (bool chunked in new[] { false, true })
        {
            using StringContent body = new(
                $$"""{"words":[{{string.Concat(Enumerable.Repeat(filler, 600))}}{"word":"v"}]}""", Encoding.UTF8,
                "application/json");
            if (chunked) body.Headers.ContentLength = null;
            Exchange refused = await service.Client.SendAsync(
                "POST", $"{model.Path}/words", chunked ? new ChunkedContent(body) : body, expectContinue: true);
            refused.AssertError(413, "Payload Too Large", "Payload exceeds the 33554432 bytes limit.");
        }
        Assert.Equal("pending", await model.StatusAsync());
    }

    /// <summary>
    /// Reads the list with small receive buffers. As long as only its beginning has been taken, the service can't have
    /// read it to its end, so a checkpoint of the store finds a reader of old pages; after the end it finds none.
    /// </summary>
    private static async Task ListAsync(InProcessService service, LanguageModel model)
    {
        using HttpClient client = SmallBuffers(service.Client);
        using HttpResponseMessage answer = await client.GetAsync(
            new Uri($"{model.Path}/words", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        await using Stream body = await answer.Content.ReadAsStreamAsync();
        await LanguageModel.CreateAsync(service.Client);
        Assert.False(await TryCheckpointAsync(service.Data));
        int count = 0;
        await foreach (Word word in JsonArrayBody.ReadAsync(body, "words", WireJson.Plain.Word, default))
        {
            Assert.Equal(Name(count++), word.Text);
            Assert.Equal(1, word.Count);
        }
        Assert.Equal(Most, count);
        Assert.True(await TryCheckpointAsync(service.Data));
    }

    private static HttpClient SmallBuffers(HttpClient like)
    {
        SocketsHttpHandler handler = new()
        {
            ConnectCallback = async (context, cancel) =>
            {
                Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 8 * 1024 };
                await socket.ConnectAsync(context.DnsEndPoint, cancel);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        HttpClient client = new(handler) { BaseAddress = like.BaseAddress };
        client.DefaultRequestHeaders.Authorization = like.DefaultRequestHeaders.Authorization;
        return client;
    }

    /// <summary>Whether all changes could be taken over into the store's file, and theirs be emptied.</summary>
    private static async Task<bool> TryCheckpointAsync(string data)
    {
        await using SqliteConnection connection = new(
            $"Data Source={Path.Combine(data, "store.db")};Pooling=False;Default Timeout=1");
        await connection.OpenAsync();
        await using SqliteCommand checkpoint = connection.CreateCommand();
        checkpoint.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        await using SqliteDataReader row = await checkpoint.ExecuteReaderAsync();
        Assert.True(await row.ReadAsync());
        return row.GetInt64(0) == 0;
    }

    private static StringContent Words(int count)
    {
        StringBuilder json = new("""{"words":[""");
        for (int i = 0; i < count; i++)
        {
            json.Append(CultureInfo.InvariantCulture, $$"""
                {{(i == 0 ? "" : ",")}}{"word":"{{Name(i)}}","sounds_like":["one of many words","a word"],
                "display_as":"{{Name(i)}}™ with a text that makes it longer than any buffer holds"}
                """);
        }
        return new StringContent(json.Append("]}").ToString(), Encoding.UTF8, "application/json");
    }

    private static string Name(int i) => string.Create(CultureInfo.InvariantCulture, $"w{i:00000}");

    /// <summary>Serves a list of 1001 words, of which the last is there when the task has ended.</summary>
    private static async Task<WebApplication> ServeAsync(Task beforeLast)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        WebApplication app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.Run(http => WordListAnswer.WriteAsync(http.Response, ReadAsync(), http.RequestAborted));
        await app.StartAsync();
        return app;

        async IAsyncEnumerable<StoredWord> ReadAsync()
        {
            for (int i = 0; i < 1000; i++) yield return new StoredWord { Text = $"w{i}" };
            await beforeLast;
            yield return new StoredWord { Text = "last" };
        }
    }

    /// <summary>The same without a known length.</summary>
    private sealed class ChunkedContent : HttpContent
    {
        private readonly HttpContent _inner;

        public ChunkedContent(HttpContent inner)
        {
            _inner = inner;
            Headers.ContentType = inner.Headers.ContentType;
        }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
            => _inner.CopyToAsync(stream);

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
