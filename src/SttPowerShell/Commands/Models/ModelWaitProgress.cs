using System.Management.Automation;
using SttPowerShell.Errors;
using SttPowerShell.Sessions;

namespace SttPowerShell.Commands;

/// <summary>
/// Shows what models are waited for, by status and elapsed time: the API's progress is only ever 0 or 100. Each change
/// of a status goes to the verbose stream.
/// </summary>
internal sealed class ModelWaitProgress(Cmdlet cmdlet, int all, TimeProvider clock)
{
    private const int ActivityId = 7003;

    private readonly Dictionary<ModelWatch, string> _seen = [];
    private readonly long _start = clock.GetTimestamp();
    private bool _shown;

    /// <summary>Shows the models that are still waited for.</summary>
    public void Show(IReadOnlyList<ModelWatch> waiting)
    {
        _shown = true;
        TimeSpan elapsed = clock.GetElapsedTime(_start);
        string time = elapsed.ToString(elapsed.TotalHours < 1 ? @"m\:ss" : @"h\:mm\:ss", null);
        foreach (ModelWatch model in waiting) Tell(model, time);
        string statuses = string.Join(", ", waiting.GroupBy(Text).Select(of => $"{of.Count()} {of.Key}"));
        string activity = all == 1 ? $"Waiting for {waiting[0].Model}" : $"Waiting for {waiting.Count} of {all} models";
        string status = $"{time} {(all == 1 ? Details(waiting[0]) : statuses)}";
        cmdlet.WriteProgress(new ProgressRecord(ActivityId, activity, status));
    }

    /// <summary>Takes the display away.</summary>
    public void Complete()
    {
        if (!_shown) return;
        cmdlet.WriteProgress(new ProgressRecord(ActivityId, "Waiting for custom models", "Done")
        {
            RecordType = ProgressRecordType.Completed,
        });
    }

    private static string Text(ModelWatch model)
        => model.Failure is null ? ModelErrors.Status(model.Model) : "without an answer";

    private static string Details(ModelWatch model)
        => model.Failure is null && model.Model.Status == SttModelStatus.Pending && model.Activity is not null
            ? $"{Text(model)}, {model.Activity}"
            : Text(model);

    private void Tell(ModelWatch model, string time)
    {
        string text = model.Failure is string failure ? $"not known: {failure}" : ModelErrors.Status(model.Model);
        if (_seen.TryGetValue(model, out string? before) && before == text) return;
        _seen[model] = text;
        cmdlet.WriteVerbose($"{ModelErrors.Name(model.Model, true)}: {text} after {time}.");
    }
}
