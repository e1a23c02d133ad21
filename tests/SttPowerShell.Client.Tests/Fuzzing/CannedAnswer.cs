using System.Net;
using SttPowerShell.Client.Authentication;
using SttPowerShell.Client.Http;

namespace SttPowerShell.Client.Tests.Fuzzing;

/// <summary>
/// Answers every request with bytes from memory, in pieces of a size that depends on them, with or without a length.
/// Nothing is awaited, so that one thread does all the work of a call.
/// </summary>
internal sealed class CannedAnswer(byte[] body, HttpStatusCode status, string? contentType) : HttpMessageHandler
{
    /// <summary>Makes a call whose answer is the bytes.</summary>
    public static void Read(
        byte[] body, Func<RequestPipeline, Task> call, HttpStatusCode status = HttpStatusCode.OK,
        string? contentType = "application/json")
    {
        using CannedAnswer answer = new(body, status, contentType);
        using HttpMessageInvoker invoker = new(answer);
        RequestPipeline pipeline = new(
            new SpeechToTextOptions
            {
                Endpoint = new Uri("https://stt.example.com"),
                Authenticator = new NoAuthentication(),
                MaxRetries = 0,
            },
            invoker);
        call(pipeline).GetAwaiter().GetResult();
    }

    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage response = new(status) { Content = new StreamContent(new Pieces(body)) };
        if (contentType is not null) response.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        if (body.Length % 2 == 0) response.Content.Headers.ContentLength = body.Length;
        return Task.FromResult(response);
    }

    private sealed class Pieces(byte[] bytes) : MemoryStream(bytes, writable: false)
    {
        private readonly int _size = 1 + (bytes.Length % 61);

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
            => base.ReadAsync(buffer[..Math.Min(_size, buffer.Length)], cancellationToken);
    }
}
