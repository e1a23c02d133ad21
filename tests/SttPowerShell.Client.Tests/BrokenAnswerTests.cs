using System.Net.Sockets;
using System.Text;
using SttPowerShell.Client.Http;
using SttPowerShell.Client.Tests.Support;
using SttPowerShell.Client.Wire;

namespace SttPowerShell.Client.Tests;

public sealed class BrokenAnswerTests
{
    private const string Json =
        """{"result_index":0,"results":[{"final":true,"alternatives":[{"transcript":"a \"b\" ü "}]}]}""";

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
    public async Task Cut_at_any_byte_an_answer_is_an_error_and_whole_it_is_a_result(Framing framing)
    {
        byte[] whole = Recorded(framing);
        int cut = 0;
        await using RawService service = new(async (socket, stop) =>
        {
            await ReadRequestAsync(socket, stop);
            await socket.SendAsync(whole.AsMemory(0, cut), stop);
        });
        using SpeechToTextClient client = Clients.Once(service.Uri);

        for (cut = 0; cut < whole.Length; cut++)
        {
            foreach (Exception e in new[] { await FailAsync(client, raw: false), await FailAsync(client, raw: true) })
            {
                SttTransportException lost = Assert.IsType<SttTransportException>(e);
                Assert.True(lost.Failure == TransportFailure.Interrupted, $"cut at {cut}: {lost.Message}");
                Assert.Equal("recognize", lost.Operation);
            }
        }

        Answer<SpeechRecognitionResults> answer = await RecognizeAsync(client);
        Assert.Equal("a \"b\" ü ", answer.Value.Results!.Single().Alternatives!.Single().Transcript);
        Assert.Equal(
            Json, (await client.Recognition.RecognizeRawAsync(new BytesBody([1]), null, new(), default)).Value);
    }

    [Theory]
    [InlineData(Framing.Length)]
    [InlineData(Framing.Chunked)]
    [InlineData(Framing.Close)]
    public async Task Dribbled_byte_by_byte_an_answer_is_the_same(Framing framing)
    {
        await using RawService service = new(async (socket, stop) =>
        {
            await ReadRequestAsync(socket, stop);
            foreach (byte one in Recorded(framing)) await socket.SendAsync(new[] { one }, stop);
        });
        using SpeechToTextClient client = Clients.Once(service.Uri);

        Assert.Equal(
            "a \"b\" ü ", (await RecognizeAsync(client)).Value.Results!.Single().Alternatives!.Single().Transcript);
    }

    [Fact]
    public async Task The_error_says_how_many_bytes_of_how_many_arrived()
    {
        await using RawService service = RawService.Answering(
            "HTTP/1.1 200 OK\r\nContent-Length: 500\r\nX-DP-Watson-Tran-ID: tx-7\r\n\r\n{\"models\":[");
        using SpeechToTextClient client = Clients.Once(service.Uri);

        SttTransportException e =
            await Assert.ThrowsAsync<SttTransportException>(() => client.Models.ListAsync(default));

        Assert.Contains("after 11 of 500 bytes", e.Message);
        Assert.Equal("tx-7", e.TransactionId);
        Assert.Equal(new Uri(service.Uri, "/v1/models"), e.RequestUri);
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 O")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Le")]
    public async Task A_connection_that_ends_before_the_headers_is_interrupted(string answer)
    {
        await using RawService service = RawService.Answering(answer);
        using SpeechToTextClient client = Clients.Once(service.Uri);

        SttTransportException e =
            await Assert.ThrowsAsync<SttTransportException>(() => client.Models.ListAsync(default));

        Assert.Equal(TransportFailure.Interrupted, e.Failure);
        Assert.Contains("before the service answered", e.Message);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_reset_connection_is_interrupted(bool afterHeaders)
    {
        await using RawService service = new(async (socket, stop) =>
        {
            await RawService.ReadHeadAsync(socket, stop);
            if (afterHeaders)
            {
                await socket.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{"u8.ToArray(), stop);
                await Task.Delay(50, stop);
            }

            RawService.Reset(socket);
        });
        using SpeechToTextClient client = Clients.Once(service.Uri);

        SttTransportException e =
            await Assert.ThrowsAsync<SttTransportException>(() => client.Models.ListAsync(default));

        Assert.Equal(TransportFailure.Interrupted, e.Failure);
    }

    [Theory]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzzz\r\n{}\r\n0\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 21\r\n\r\n<html>hello</html>   ")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nnull")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 14\r\n\r\n{\"models\":[]}x")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 22\r\n\r\n{\"models\":[{\"rate\":[]}")]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n<html>hello</html>")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 6\r\n\r\nnogzip")]
    public async Task What_is_whole_but_not_the_services_json_is_an_invalid_answer(string answer)
    {
        await using RawService service = RawService.Answering(answer);
        using SpeechToTextClient client = Clients.Once(service.Uri);

        SttTransportException e =
            await Assert.ThrowsAsync<SttTransportException>(() => client.Models.ListAsync(default));

        Assert.Equal(TransportFailure.InvalidAnswer, e.Failure);
        Assert.DoesNotContain("SttPowerShell.Client", e.Message);
    }

    [Fact]
    public async Task An_invalid_answer_shows_its_beginning_and_no_more_than_200_characters()
    {
        string page = "  <html>" + new string('x', 5000);
        await using RawService service =
            RawService.Answering($"HTTP/1.1 200 OK\r\nContent-Length: {page.Length}\r\n\r\n{page}");
        using SpeechToTextClient client = Clients.Once(service.Uri);

        SttTransportException e =
            await Assert.ThrowsAsync<SttTransportException>(() => client.Models.ListAsync(default));

        Assert.Contains("'<html>" + new string('x', 194) + "…'", e.Message);
    }

    [Theory]
    [InlineData("""{"code":400,"code_description":"Bad Request","error":"No speech detected for 30s."}""", 400)]
    [InlineData("""   {"error":"No speech detected for 30s."}""", 200)]
    [InlineData("""{"results":[],"error":"No speech detected for 30s.","code":1011}""", 200)]
    public async Task A_200_that_carries_an_error_is_a_refusal(string body, int status)
    {
        await using KestrelService service = await KestrelService.StartAsync(body);
        using SpeechToTextClient client = Clients.Once(service.Uri);

        foreach (bool raw in new[] { false, true })
        {
            SttApiException e = Assert.IsType<SttApiException>(await FailAsync(client, raw));
            Assert.Equal((status, "No speech detected for 30s."), ((int)e.Status, e.ServiceMessage));
        }

        SttApiException list =
            await Assert.ThrowsAsync<SttApiException>(() => client.LanguageModels.ListAsync(null, default));
        Assert.Equal("listLanguageModels", list.Operation);
        await Assert.ThrowsAsync<SttApiException>(() => client.LanguageModels.GetAsync("x", default));
        await Assert.ThrowsAsync<SttApiException>(() => client.LanguageModels.DeleteAsync("x", default));
    }

    [Fact]
    public async Task A_raw_answer_that_is_not_utf8_is_invalid()
    {
        byte[] answer = [.. "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{\"a\":\""u8, 0xFF, .. "\"}"u8];
        await using RawService service = RawService.Answering(answer);
        using SpeechToTextClient client = Clients.Once(service.Uri);

        SttTransportException e = Assert.IsType<SttTransportException>(await FailAsync(client, raw: true));

        Assert.Equal(TransportFailure.InvalidAnswer, e.Failure);
    }

    private static Task<Answer<SpeechRecognitionResults>> RecognizeAsync(SpeechToTextClient client)
        => client.Recognition.RecognizeAsync(new BytesBody([1]), "audio/wav", new(), default);

    private static async Task<Exception> FailAsync(SpeechToTextClient client, bool raw)
        => await Assert.ThrowsAnyAsync<Exception>(() => raw
            ? client.Recognition.RecognizeRawAsync(new BytesBody([1]), "audio/wav", new(), default)
            : RecognizeAsync(client));

    private static async Task ReadRequestAsync(Socket socket, CancellationToken stop)
    {
        await RawService.ReadHeadAsync(socket, stop);
        await socket.ReceiveAsync(new byte[1], stop);
    }

    private static byte[] Recorded(Framing framing) => Encoding.UTF8.GetBytes(framing switch
    {
        Framing.Length => $"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: {Encoding.UTF8.GetByteCount(Json)}\r\n\r\n{Json}",
        Framing.Chunked => "HTTP/1.1 200 OK\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n"
            + $"1\r\n{Json[..1]}\r\n{Encoding.UTF8.GetByteCount(Json) - 1:x}\r\n{Json[1..]}\r\n0\r\n\r\n",
        _ => $"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{Json}",
    });
}
