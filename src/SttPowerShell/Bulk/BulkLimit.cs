using System.Management.Automation;

namespace SttPowerShell.Bulk;

/// <summary>Tells when a run has to end early. For any thread.</summary>
/// <param name="mostErrors">How many recordings may fail, the last of them included; null for any number.</param>
internal sealed class BulkLimit(int? mostErrors)
{
    /// <summary>Errors after which nothing else can succeed either.</summary>
    private static readonly HashSet<string> s_endings =
        ["AccessDenied", "LocalServiceGone", "SessionClosed", "TokenScriptFailed", "JournalUnusable"];

    private volatile bool _isReached;
    private int _errors;

    /// <summary>Whether what is begun is to be finished, and nothing more begun.</summary>
    public bool IsReached => _isReached;

    public void Count(ErrorRecord error)
    {
        bool isLast = Interlocked.Increment(ref _errors) >= mostErrors;
        if (isLast || s_endings.Contains(error.FullyQualifiedErrorId)) _isReached = true;
    }
}
