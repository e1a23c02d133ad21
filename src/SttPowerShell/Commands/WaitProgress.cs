using System.Management.Automation;
using SttPowerShell.Sessions;

namespace SttPowerShell.Commands;

/// <summary>
/// Shows what is waited for, by status and elapsed time: the API's progress is only ever 0 or 100. Each change
/// of a status goes to the verbose stream.
/// </summary>
/// <param name="cmdlet">The cmdlet that waits.</param>
/// <param name="kind">What several of them are called.</param>
/// <param name="all">How many there were at first.</param>
/// <param name="clock">What elapsed time goes by.</param>
internal sealed class WaitProgress(Cmdlet cmdlet, string kind, int all, TimeProvider clock)
{
    private const int ActivityId = 7003;

    private readonly Dictionary<IWatch, string> _seen = [];
    private readonly long _start = clock.GetTimestamp();
    private bool _shown;

    /// <summary>Shows what is still waited for.</summary>
    public void Show(IReadOnlyList<IWatch> waiting)
    {
        _shown = true;
        TimeSpan elapsed = clock.GetElapsedTime(_start);
        string time = elapsed.ToString(elapsed.TotalHours < 1 ? @"m\:ss" : @"h\:mm\:ss", null);
        foreach (IWatch one in waiting) Tell(one, time);
        string statuses = string.Join(", ", waiting.GroupBy(Text).Select(of => $"{of.Count()} {of.Key}"));
        string activity = all == 1 ? $"Waiting for {waiting[0].Label}" : $"Waiting for {waiting.Count} of {all} {kind}";
        string status = $"{time} {(all == 1 ? Details(waiting[0]) : statuses)}";
        cmdlet.WriteProgress(new ProgressRecord(ActivityId, activity, status));
    }

    /// <summary>Takes the display away.</summary>
    public void Complete()
    {
        if (!_shown) return;
        cmdlet.WriteProgress(new ProgressRecord(ActivityId, $"Waiting for {kind}", "Done")
        {
            RecordType = ProgressRecordType.Completed,
        });
    }

    private static string Text(IWatch one) => one.Failure is null ? one.Status : "without an answer";

    private static string Details(IWatch one)
        => one.Failure is null && one.Activity is not null ? $"{Text(one)}, {one.Activity}" : Text(one);

    private void Tell(IWatch one, string time)
    {
        string text = one.Failure is string failure ? $"not known: {failure}" : one.Status;
        if (_seen.TryGetValue(one, out string? before) && before == text) return;
        _seen[one] = text;
        cmdlet.WriteVerbose($"{one.Name}: {text} after {time}.");
    }
}
