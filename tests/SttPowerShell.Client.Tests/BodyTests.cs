using SttPowerShell.Client.Http;
using SttPowerShell.Client.Tests.Support;

namespace SttPowerShell.Client.Tests;

public sealed class BodyTests
{
    [Fact]
    public async Task A_file_that_changed_between_two_attempts_is_an_error()
    {
        using TemporaryDirectory directory = new();
        string path = directory.File("a.wav", new byte[1000]);
        await using KestrelService service = await KestrelService.StartAsync(async context =>
        {
            await KestrelService.ReadBodyAsync(context);
            await File.AppendAllTextAsync(path, "more");
            context.Response.Headers.RetryAfter = "0";
            context.Response.StatusCode = 503;
        });
        using SpeechToTextClient client = Clients.Once(service.Uri, options => options with { MaxRetries = 4 });

        SttTransportException e = await RecognizeAsync(client, new FileBody(path));

        Assert.Equal(TransportFailure.Body, e.Failure);
        Assert.Contains(path, e.Message);
        Assert.Contains("had 1000 bytes and now has 1004", e.Message);
        Assert.Single(service.Requests);
    }

    [Fact]
    public async Task A_file_rewritten_with_the_same_length_is_an_error_too()
    {
        using TemporaryDirectory directory = new();
        string path = directory.File("a.wav", new byte[1000]);
        FileBody body = new(path);
        File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddMinutes(1));
        await using KestrelService service = await KestrelService.StartAsync("{}");
        using SpeechToTextClient client = Clients.Once(service.Uri);

        Assert.Equal(TransportFailure.Body, (await RecognizeAsync(client, body)).Failure);

        Assert.Empty(service.Requests);
    }

    [Theory]
    [InlineData("missing.wav", "does not exist")]
    [InlineData(".", "is a directory")]
    public async Task A_path_without_a_file_is_named(string name, string problem)
    {
        using TemporaryDirectory directory = new();
        string path = Path.Combine(directory.Path, name);
        using SpeechToTextClient client = Clients.Once(new Uri("http://127.0.0.1:1"));

        SttTransportException e = await RecognizeAsync(client, new FileBody(path));

        Assert.Equal(TransportFailure.Body, e.Failure);
        Assert.Contains(path, e.Message);
        Assert.Contains(problem, e.Message);
        Assert.Equal("recognize", e.Operation);
    }

    [Fact]
    public async Task A_stream_that_fails_while_it_is_read_says_after_how_many_bytes()
    {
        await using KestrelService service =
            await KestrelService.StartAsync(async context => await KestrelService.ReadBodyAsync(context));
        using SpeechToTextClient client = Clients.Once(service.Uri);

        SttTransportException e = await RecognizeAsync(client, new OneShotBody(new FailingStream(150_000)));

        Assert.Equal(TransportFailure.Body, e.Failure);
        Assert.Contains("after 150000 bytes: the microphone is gone", e.Message);
    }

    [Fact]
    public async Task A_stream_is_sent_in_chunks_from_where_it_stands()
    {
        (long Length, string) received = default;
        string? chunked = null;
        await using KestrelService service = await KestrelService.StartAsync(async context =>
        {
            chunked = context.Request.Headers.TransferEncoding;
            received = await KestrelService.ReadBodyAsync(context);
            await KestrelService.Json(context, "{}");
        });
        using SpeechToTextClient client = Clients.Once(service.Uri);
        using MemoryStream inner = new(new byte[5000]);
        inner.Position = 2000;

        await client.Recognition.RecognizeAsync(new OneShotBody(inner), null, new(), default);
        Assert.Equal((3000, ""), (received.Length, chunked ?? ""));
        Assert.True(inner.CanRead);

        inner.Position = 0;
        await client.Recognition.RecognizeAsync(new OneShotBody(new Unseekable(inner)), null, new(), default);
        Assert.Equal((5000, "chunked"), (received.Length, chunked));
    }

    [Fact]
    public void A_one_shot_body_opens_once()
    {
        OneShotBody body = new(new MemoryStream());
        body.Open().Dispose();

        Assert.Throws<SttTransportException>(body.Open);
    }

    private static async Task<SttTransportException> RecognizeAsync(SpeechToTextClient client, RequestBody body)
        => await Assert.ThrowsAsync<SttTransportException>(
            () => client.Recognition.RecognizeAsync(body, "audio/wav", new(), default));

    private class Unseekable(Stream inner) : Stream
    {
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);
        public override void Flush() { }
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }

    private sealed class FailingStream(int good) : Unseekable(Null)
    {
        private int _left = good;

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (_left == 0) throw new InvalidOperationException("the microphone is gone");
            int read = Math.Min(count, _left);
            _left -= read;
            return read;
        }
    }
}
