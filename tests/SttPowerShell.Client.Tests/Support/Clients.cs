using Microsoft.Extensions.Time.Testing;
using SttPowerShell.Client.Authentication;

namespace SttPowerShell.Client.Tests.Support;

/// <summary>Makes clients of test servers.</summary>
internal static class Clients
{
    public const string Key = "a-secret-key-0123456789";

    /// <summary>A client that tries once.</summary>
    public static SpeechToTextClient Once(Uri uri, Func<SpeechToTextOptions, SpeechToTextOptions>? change = null)
    {
        SpeechToTextOptions options = new()
        {
            Endpoint = uri,
            Authenticator = BasicAuthentication.ForApiKey(Key),
            MaxRetries = 0,
        };
        return new SpeechToTextClient(change?.Invoke(options) ?? options);
    }

    /// <summary>A client that retries by a clock that the test moves; its other limits are off.</summary>
    public static SpeechToTextClient Retrying(Uri uri, FakeTimeProvider clock, Authenticator? authenticator =
        null) => new(new()
    {
        Endpoint = uri,
        Authenticator = authenticator ?? BasicAuthentication.ForApiKey(Key),
        Clock = clock,
        IdleTimeout = Timeout.InfiniteTimeSpan,
        SendTimeout = Timeout.InfiniteTimeSpan,
    });

    /// <summary>Moves the clock on, second by second, until the task is done.</summary>
    public static async Task<Exception?> RunAsync(this FakeTimeProvider clock, Task task, double step = 1)
    {
        while (await Task.WhenAny(task, Task.Delay(15)) != task) clock.Advance(TimeSpan.FromSeconds(step));
        try
        {
            await task;
            return null;
        }
        catch (Exception e)
        {
            return e;
        }
    }

    /// <summary>Waits for something that another thread does; fails after 10 s.</summary>
    public static async Task UntilAsync(Func<bool> condition)
    {
        for (int i = 0; i < 1000 && !condition(); i++) await Task.Delay(10);
        Assert.True(condition());
    }
}
