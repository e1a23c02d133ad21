using System.Net.Http.Headers;
using System.Net.Mime;
using System.Security.Cryptography;
using System.Text;

namespace SttPowerShell.LocalService.Recognition.Jobs;

/// <summary>
/// Talks to users' callback servers: asks whether one wants to be told (contract section 7.1), and tells it. Redirects
/// aren't followed, since where they lead nobody has registered.
/// </summary>
internal sealed class CallbackClient : IDisposable
{
    /// <summary>How long a callback has for its answer to the challenge.</summary>
    internal static readonly TimeSpan ChallengeLimit = TimeSpan.FromSeconds(5);

    /// <summary>How long a callback has to take a notification.</summary>
    internal static readonly TimeSpan NotificationLimit = TimeSpan.FromSeconds(30);

    private const string SignatureHeader = "X-Callback-Signature";
    private const int ChallengeLength = 32;
    private const string ChallengeLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private readonly CallbackOptions _options;
    private readonly TimeProvider _clock;

    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    public CallbackClient(CallbackOptions options, TimeProvider clock) => (_options, _clock) = (options, clock);

    /// <summary>Sends the challenge, once.</summary>
    /// <returns>Null if the answer is right; else what the callback server did, as the end of a sentence.</returns>
    public async Task<string?> ChallengeAsync(RegisteredCallback callback, CancellationToken cancel)
    {
        string challenge = RandomNumberGenerator.GetString(ChallengeLetters, ChallengeLength);
        UriBuilder address = new(callback.Url);
        address.Query = $"{address.Query}{(address.Query.Length > 1 ? "&" : "?")}challenge_string={challenge}";
        using HttpRequestMessage request = new(HttpMethod.Get, address.Uri);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(MediaTypeNames.Text.Plain));
        if (callback.Secret is string secret)
        {
            request.Headers.Add(SignatureHeader, Convert.ToBase64String(CryptographicOperations.HmacData(
                _options.Signature.Hash(), Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(challenge))));
        }
        return await SendAsync(request, ChallengeLimit, (answer, stop) => CheckAsync(answer, challenge, stop), cancel)
            .ConfigureAwait(false);
    }

    /// <summary>Sends a notification.</summary>
    /// <param name="callback">To whom.</param>
    /// <param name="body">JSON; can be read twice.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>Null if it was taken; else what the callback server did, as the end of a sentence.</returns>
    public async Task<string?> NotifyAsync(RegisteredCallback callback, Stream body, CancellationToken cancel)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, callback.Url);
        if (callback.Secret is string secret)
        {
            byte[] signature = await CryptographicOperations.HmacDataAsync(
                _options.Signature.Hash(), Encoding.UTF8.GetBytes(secret), body, cancel).ConfigureAwait(false);
            request.Headers.Add(SignatureHeader, Convert.ToBase64String(signature));
            body.Position = 0;
        }
        request.Content = new StreamContent(body);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(MediaTypeNames.Application.Json);
        return await SendAsync(
            request, NotificationLimit,
            (answer, _) => Task.FromResult(answer.IsSuccessStatusCode ? null : Status(answer)), cancel)
            .ConfigureAwait(false);
    }

    public void Dispose() => _http.Dispose();

    private async Task<string?> SendAsync(
        HttpRequestMessage request, TimeSpan limit, Func<HttpResponseMessage, CancellationToken, Task<string?>> check,
        CancellationToken cancel)
    {
        using CancellationTokenSource late = new(limit, _clock);
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancel);
        try
        {
            using HttpResponseMessage answer = await _http.SendAsync(
                request, HttpCompletionOption.ResponseHeadersRead, stop.Token).ConfigureAwait(false);
            return await check(answer, stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            return FormattableString.Invariant($"did not respond within {limit.TotalSeconds} seconds");
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            return $"could not be reached: {failure.Message}";
        }
    }

    private static async Task<string?> CheckAsync(
        HttpResponseMessage answer, string challenge, CancellationToken cancel)
    {
        if (answer.StatusCode != System.Net.HttpStatusCode.OK) return Status(answer);
        string? type = answer.Content.Headers.ContentType?.MediaType;
        if (!MediaTypeNames.Text.Plain.Equals(type, StringComparison.OrdinalIgnoreCase))
        {
            return $"responded with content type '{type}' instead of '{MediaTypeNames.Text.Plain}'";
        }
        Stream body = await answer.Content.ReadAsStreamAsync(cancel).ConfigureAwait(false);
        await using (body.ConfigureAwait(false))
        {
            // One byte more than the challenge has shows whether there is more.
            byte[] start = new byte[ChallengeLength + 1];
            int length = await body.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancel)
                .ConfigureAwait(false);
            return start.AsSpan(0, length).SequenceEqual(Encoding.UTF8.GetBytes(challenge))
                ? null
                : "did not respond with the challenge string";
        }
    }

    private static string Status(HttpResponseMessage answer)
        => $"responded with status code {(int)answer.StatusCode}";
}
