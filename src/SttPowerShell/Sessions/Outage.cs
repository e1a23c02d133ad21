using SttPowerShell.Client;
using SttPowerShell.Client.Http;

namespace SttPowerShell.Sessions;

/// <summary>
/// How long a service has been out of reach for one who waits. A failure that may pass counts as no answer, until the
/// outage has lasted too long.
/// </summary>
internal sealed class Outage(SttSession session)
{
    private long? _began;

    /// <summary>The failure that was the last answer, or null.</summary>
    public string? Failure { get; private set; }

    // A local service that has gone does not come back under the same address.
    private TimeSpan Longest => session.IsLocal ? TimeSpan.FromSeconds(15) : TimeSpan.FromMinutes(10);

    /// <summary>Notes a failure, and tells whether to go on waiting.</summary>
    public bool IsBorne(Exception e)
    {
        bool mayPass = RetryRules.IsPassing(e) || e is SttTransportException { Failure: TransportFailure.Timeout };
        if (!mayPass) return false;
        _began ??= session.Clock.GetTimestamp();
        if (session.Clock.GetElapsedTime(_began.Value) >= Longest) return false;
        Failure = e.Message;
        return true;
    }

    /// <summary>Notes an answer.</summary>
    public void End()
    {
        Failure = null;
        _began = null;
    }
}
