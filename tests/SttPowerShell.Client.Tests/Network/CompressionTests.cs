using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text;
using SttPowerShell.Client.Authentication;
using SttPowerShell.Client.Http;
using SttPowerShell.Client.Tests.Support;
using SttPowerShell.Client.Wire;

namespace SttPowerShell.Client.Tests.Network;

/// <summary>Bodies that are compressed while they are sent.</summary>
public sealed class CompressionTests
{
    private const string Results = """{"results":[],"result_index":0}""";

    private readonly ConcurrentQueue<(string Encoding, byte[] Body, bool Asked)> _bodies = new();

    [Theory]
    [InlineData("audio/wav", 400_000, "gzip")]
    [InlineData("audio/l16;rate=16000", 3_000_000, "gzip")]
    [InlineData(null, 100, "gzip")]
    [InlineData("audio/ogg;codecs=opus", 400_000, "")]
    [InlineData("Audio/FLAC", 400_000, "")]
    public async Task What_is_not_compressed_yet_is_and_comes_whole(string? type, int length, string encoding)
    {
        byte[] audio = Samples(length);
        await using KestrelService service = await StartAsync();
        using SpeechToTextClient client = Compressing(service.Uri);

        await client.Recognition.RecognizeAsync(new BytesBody(audio), type, new(), default);
        await client.Recognition.RecognizeAsync(new OneShotBody(new MemoryStream(audio)), type, new(), default);

        Assert.Equal(2, _bodies.Count);
        Assert.All(_bodies, sent =>
        {
            Assert.Equal(encoding, sent.Encoding);
            Assert.Equal(audio, Inflate(sent.Encoding, sent.Body));
            Assert.Equal(length > 1024 * 1024, sent.Asked);
        });
    }

    [Fact]
    public async Task Json_is_compressed_too_and_requests_without_a_body_are_as_ever()
    {
        await using KestrelService service = await StartAsync();
        using SpeechToTextClient client = Compressing(service.Uri);

        await client.LanguageModels.CreateAsync(new NewCustomModel { Name = "n" }, default);
        await client.Models.ListAsync(default);

        (string encoding, byte[] body, _) = _bodies.First();
        string json = Encoding.UTF8.GetString(Inflate(encoding, body));
        Assert.StartsWith("{\"name\":\"n\"", json, StringComparison.Ordinal);
        Assert.Equal(("", 0), (_bodies.Last().Encoding, _bodies.Last().Body.Length));
    }

    [Fact]
    public async Task A_second_attempt_sends_the_same_bytes()
    {
        Microsoft.Extensions.Time.Testing.FakeTimeProvider clock = new();
        byte[] audio = Samples(400_000);
        await using KestrelService service = await StartAsync(failures: 2);
        using SpeechToTextClient client = new(new()
        {
            Endpoint = service.Uri,
            Authenticator = BasicAuthentication.ForApiKey(Clients.Key),
            CompressRequests = true,
            Clock = clock,
            IdleTimeout = Timeout.InfiniteTimeSpan,
            SendTimeout = Timeout.InfiniteTimeSpan,
        });

        Assert.Null(await clock.RunAsync(
            client.Recognition.RecognizeAsync(new BytesBody(audio), "audio/wav", new(), default)));

        Assert.Equal(3, _bodies.Count);
        Assert.All(_bodies, sent => Assert.Equal(audio, Inflate(sent.Encoding, sent.Body)));
    }

    [Fact]
    public async Task What_breaks_off_has_no_end_and_is_the_sources_fault()
    {
        ConcurrentQueue<byte> received = new();
        await using RawService service = new(async (socket, stop) =>
        {
            byte[] piece = new byte[4096];
            for (int read; (read = await socket.ReceiveAsync(piece, stop)) > 0;)
            {
                foreach (byte b in piece[..read]) received.Enqueue(b);
            }
        });
        using SpeechToTextClient client = Compressing(service.Uri);

        SttTransportException e = await Assert.ThrowsAsync<SttTransportException>(() => client.Recognition
            .RecognizeAsync(new OneShotBody(new Breaking()), "audio/wav", new(), default));

        Assert.Equal(TransportFailure.Body, e.Failure);
        Assert.Contains("after 1000 bytes", e.Message, StringComparison.Ordinal);
        await Clients.UntilAsync(() => !received.IsEmpty);
        // The last chunk of a whole body is empty.
        Assert.DoesNotContain("0\r\n\r\n", Encoding.Latin1.GetString([.. received]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_live_source_arrives_piece_by_piece()
    {
        using Microphone microphone = new();
        TaskCompletionSource<int> first = new();
        await using KestrelService service = await KestrelService.StartAsync(async http =>
        {
            await using GZipStream inflated = new(http.Request.Body, CompressionMode.Decompress);
            byte[] buffer = new byte[320];
            first.SetResult(await inflated.ReadAtLeastAsync(buffer, 320, throwOnEndOfStream: false));
            await inflated.CopyToAsync(Stream.Null);
            await KestrelService.Json(http, Results);
        });
        using SpeechToTextClient client = Compressing(service.Uri);
        Task<Answer<SpeechRecognitionResults>> recognition = client.Recognition.RecognizeAsync(
            new OneShotBody(microphone), "audio/l16;rate=16000", new(), default);

        // More than the 4 KB that the connection gathers.
        microphone.Say(Streams.Samples(1));
        Assert.Equal(320, await first.Task.WaitAsync(TimeSpan.FromSeconds(20)));
        microphone.End();

        await recognition;
    }

    [Fact]
    public async Task Memory_does_not_grow_with_the_body()
    {
        const long Length = 256L * 1024 * 1024;
        await using KestrelService service = await KestrelService.StartAsync(async http =>
        {
            await KestrelService.ReadBodyAsync(http);
            await KestrelService.Json(http, Results);
        });
        using SpeechToTextClient client = Compressing(service.Uri);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        long most = 0;
        Progress sent = new(() => most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: false)));

        await client.Recognition.RecognizeAsync(
            new OneShotBody(new Zeros(Length), sent), "audio/l16;rate=16000", new(), default);

        Assert.InRange(most - before, long.MinValue, 128 * 1024 * 1024);
    }

    private static SpeechToTextClient Compressing(Uri uri)
        => Clients.Once(uri, options => options with { CompressRequests = true });

    private Task<KestrelService> StartAsync(int failures = 0) => KestrelService.StartAsync(async http =>
    {
        using MemoryStream body = new();
        bool asked = http.Request.Headers.Expect.Count > 0;
        await http.Request.Body.CopyToAsync(body);
        _bodies.Enqueue((http.Request.Headers.ContentEncoding.ToString(), body.ToArray(), asked));
        bool fails = _bodies.Count <= failures;
        string answer = http.Request.Path.Value switch
        {
            "/v1/models" => """{"models":[]}""",
            "/v1/customizations" => """{"customization_id":"x"}""",
            _ => Results,
        };
        await KestrelService.Json(http, answer, fails ? 503 : 200);
    });

    private static byte[] Inflate(string encoding, byte[] body)
    {
        if (encoding != "gzip") return body;
        using GZipStream gzip = new(new MemoryStream(body), CompressionMode.Decompress);
        using MemoryStream whole = new();
        gzip.CopyTo(whole);
        return whole.ToArray();
    }

    private static byte[] Samples(int length)
    {
        byte[] samples = new byte[length];
        new Random(1).NextBytes(samples.AsSpan(0, length / 2));
        return samples;
    }

    private sealed class Progress(Action report) : IProgress<long>
    {
        public void Report(long value) => report();
    }

    private abstract class Source : Stream
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

        public override void Flush() => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }

    /// <summary>Gives 1000 bytes and fails then.</summary>
    private sealed class Breaking : Source
    {
        private bool _read;

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (_read) throw new IOException("the microphone was unplugged");
            _read = true;
            return 1000;
        }
    }

    private sealed class Zeros(long length) : Source
    {
        private long _left = length;

        public override int Read(byte[] buffer, int offset, int count)
        {
            int read = (int)Math.Min(count, _left);
            _left -= read;
            Array.Clear(buffer, offset, read);
            return read;
        }
    }
}
