using System.Diagnostics;
using SttPowerShell.Client;

namespace SttPowerShell.Sessions;

/// <summary>
/// What is asked of a service while somebody waits at the prompt for a completion. A question has two seconds and isn't
/// asked again within ten; after one without an answer none is asked for as long, so that a service that is out of reach
/// holds up one key and not each.
/// </summary>
internal sealed class PromptQuestions
{
    private const int MostRemembered = 1000;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    private readonly object _gate = new();
    private readonly Dictionary<string, long> _asked = [];
    private long? _failed;

    /// <summary>Asks, unless it is too soon for that, and waits for the answer or for the end of the time.</summary>
    public void Ask(string question, Func<CancellationToken, Task> ask)
    {
        lock (_gate)
        {
            if (IsRecent(_failed) || (_asked.TryGetValue(question, out long last) && IsRecent(last))) return;
            if (_asked.Count >= MostRemembered) _asked.Clear();
            _asked[question] = Stopwatch.GetTimestamp();
        }
        if (IsAnswered(ask)) return;
        lock (_gate) _failed = Stopwatch.GetTimestamp();
    }

    private static bool IsAnswered(Func<CancellationToken, Task> ask)
    {
        CancellationTokenSource limit = new(Longest);
        // On another thread: nothing of it may need the one that waits.
        Task asking = Task.Run(() => ask(limit.Token), CancellationToken.None);
        asking.ContinueWith(ended =>
        {
            _ = ended.Exception;
            limit.Dispose();
        }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        try
        {
            // Not everything heeds a token, such as the system's search for an address.
            return asking.Wait(Longest);
        }
        catch (AggregateException e)
        {
            // A refusal is an answer: other questions may have better ones.
            return e.InnerException is SttApiException;
        }
    }

    private static bool IsRecent(long? time) => time is long at && Stopwatch.GetElapsedTime(at) < Pause;
}
