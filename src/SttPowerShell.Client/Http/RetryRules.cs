using System.Net;
using System.Net.Sockets;
using Polly;
using Polly.Retry;

namespace SttPowerShell.Client.Http;

/// <summary>When a request is sent again (contract section 3), and after how long.</summary>
internal static class RetryRules
{
    /// <summary>Set on the context of a call that may be repeated.</summary>
    public static readonly ResiliencePropertyKey<bool> MayRepeat = new(nameof(MayRepeat));

    /// <summary>
    /// Set on the context of a call that may not be repeated but can be sent again if it was certainly not done.
    /// </summary>
    public static readonly ResiliencePropertyKey<bool> MayReplay = new(nameof(MayReplay));

    /// <summary>Set on the context of a call to a service that was reached before.</summary>
    public static readonly ResiliencePropertyKey<bool> MayReconnect = new(nameof(MayReconnect));

    public static ResiliencePipeline Build(SpeechToTextOptions options)
        => Build(options, static arguments =>
            (arguments.Context.Properties.GetValue(MayRepeat, false)
                || (arguments.Context.Properties.GetValue(MayReplay, false)
                    && IsUndone(arguments.Outcome.Exception)))
            && IsPassing(arguments.Outcome.Exception)
            && (IsReached(arguments.Outcome.Exception)
                || arguments.Context.Properties.GetValue(MayReconnect, false)));

    /// <summary>The same number of attempts and the same waits for what is repeated by another rule.</summary>
    public static ResiliencePipeline Build(
        SpeechToTextOptions options, Func<RetryPredicateArguments<object>, bool> mayRepeat)
    {
        if (options.MaxRetries == 0) return ResiliencePipeline.Empty;
        TimeSpan longest = options.MaxRetryInterval;
        RetryStrategyOptions retry = new()
        {
            MaxRetryAttempts = options.MaxRetries,
            Delay = TimeSpan.FromSeconds(Math.Min(1, longest.TotalSeconds)),
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            MaxDelay = longest,
            ShouldHandle = arguments => ValueTask.FromResult(mayRepeat(arguments)),
            // A value from here replaces the delay after MaxDelay was applied, so it is limited here.
            DelayGenerator = arguments => ValueTask.FromResult(RetryAfter(arguments.Outcome.Exception, longest)),
        };
        return new ResiliencePipelineBuilder { TimeProvider = options.Clock }.AddRetry(retry).Build();
    }

    /// <summary>Whether the same request may succeed a little later.</summary>
    public static bool IsPassing(Exception? exception) => exception switch
    {
        SttApiException refused => IsPassing(refused.Status),
        SttTransportException
        {
            Failure: TransportFailure.Connection or TransportFailure.Proxy or TransportFailure.Interrupted,
        } => true,

        // A name server that is out of reach may come back; a name that does not exist stays so.
        SttTransportException { Failure: TransportFailure.NameResolution } lost => IsTryAgain(lost),
        _ => false,
    };

    /// <summary>Whether nothing was done: it was refused for now, or never arrived.</summary>
    private static bool IsUndone(Exception? exception)
        => exception is SttApiException { Status: HttpStatusCode.TooManyRequests } || !IsReached(exception);

    private static bool IsReached(Exception? exception)
        => exception is not SttTransportException
        {
            Failure: TransportFailure.Connection or TransportFailure.NameResolution or TransportFailure.Proxy,
        };

    private static bool IsPassing(HttpStatusCode status)
        => status == HttpStatusCode.TooManyRequests
        || ((int)status is >= 500 and <= 599 && status != HttpStatusCode.NotImplemented);

    private static bool IsTryAgain(Exception exception)
    {
        for (Exception? e = exception; e is not null; e = e.InnerException)
        {
            if (e is SocketException { SocketErrorCode: SocketError.TryAgain }) return true;
        }

        return false;
    }

    private static TimeSpan? RetryAfter(Exception? exception, TimeSpan longest)
    {
        if (exception is not SttApiException { RetryAfter: { } asked }) return null;
        if (asked < TimeSpan.Zero) return TimeSpan.Zero;
        return asked > longest ? longest : asked;
    }
}
