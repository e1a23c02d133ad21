using System.Management.Automation;
using SttPowerShell.Errors;

namespace SttPowerShell.Commands;

/// <summary>What the parameters of jobs and callbacks must be, so that the service takes them.</summary>
internal static class JobParameterRules
{
    /// <summary>The first thing that is wrong with a job's parameters; null if nothing is.</summary>
    public static ErrorRecord? Check(Uri? callback, SttRecognitionEvent[]? events, string? token)
    {
        if (callback is null && events is not null) return JobErrors.NeedsCallback("Event");
        if (callback is null && token is not null) return JobErrors.NeedsCallback("UserToken");
        bool conflict = events is not null && events.Contains(SttRecognitionEvent.Completed)
            && events.Contains(SttRecognitionEvent.CompletedWithResults);
        if (conflict) return JobErrors.ConflictingEvents();
        return CheckCallback(callback);
    }

    public static ErrorRecord? CheckCallback(Uri? callback)
    {
        bool isUsable = callback is null
            || (callback.IsAbsoluteUri && (callback.Scheme == Uri.UriSchemeHttp || callback.Scheme == Uri.UriSchemeHttps));
        return isUsable ? null : JobErrors.InvalidCallback(callback!);
    }

    /// <summary>It is sent in a header, <c>customer_id=ID</c>, of which ; and = are separators.</summary>
    public static ErrorRecord? CheckCustomerId(string? id)
    {
        bool isUsable = id is null || (id.Trim() == id && id.All(c => c is > '\x1f' and < '\x7f' and not ';' and not '='));
        return isUsable ? null : JobErrors.InvalidCustomerId(id!);
    }

    /// <summary>An event's name on the wire (contract section 7.3).</summary>
    public static string WireName(SttRecognitionEvent happened) => happened switch
    {
        SttRecognitionEvent.Started => "recognitions.started",
        SttRecognitionEvent.Completed => "recognitions.completed",
        SttRecognitionEvent.CompletedWithResults => "recognitions.completed_with_results",
        _ => "recognitions.failed",
    };
}
