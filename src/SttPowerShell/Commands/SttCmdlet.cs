using System.Management.Automation;
using SttPowerShell.Client;
using SttPowerShell.Completion;
using SttPowerShell.Errors;
using SttPowerShell.Sessions;

namespace SttPowerShell.Commands;

/// <summary>A cmdlet that calls the service through a session.</summary>
public abstract class SttCmdlet : AsyncCmdlet
{
    private readonly Dictionary<SttSession, CustomModelFinder> _finders = [];

    // Which session is the current one belongs to a runspace, and a job has none.
    private SttSession? _ofJob;

    /// <summary>
    /// The session to use, or its name. Without it: the session that the input object came from, else the current
    /// session, else the only open one.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNull]
    [SessionByName]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public SttSession? Session { get; set; }

    /// <summary>
    /// Finds the session for an input. With none open it ends the cmdlet; for an input whose session is closed it
    /// writes an error and gives null.
    /// </summary>
    private protected SttSession? FindSession(SttSession? ofInput = null)
    {
        SttSession session = Session ?? ofInput ?? _ofJob ?? SessionRegistry.Current ?? OnlyOpenSession();
        if (session.IsOpen) return session;
        WriteError(SttErrors.SessionClosed(session));
        return null;
    }

    /// <summary>The same, where nothing can be done without it: a closed session ends the cmdlet too.</summary>
    private protected SttSession RequireSession(SttSession? ofInput = null)
    {
        SttSession session = Session ?? ofInput ?? _ofJob ?? SessionRegistry.Current ?? OnlyOpenSession();
        if (!session.IsOpen) ThrowTerminatingError(SttErrors.SessionClosed(session));
        return session;
    }

    private protected override void PrepareJob()
        => _ofJob = SessionRegistry.Current ?? (SessionRegistry.Open is [SttSession only] ? only : null);

    /// <summary>Makes a call; a failure of it is written as a non-terminating error about the input.</summary>
    /// <returns>Whether it succeeded.</returns>
    private protected async Task<bool> TryAsync(object? target, SttSession session, Func<Task> call)
    {
        ErrorRecord? failure = await FailureAsync(target, session, call);
        if (failure is not null) WriteError(failure);
        return failure is null;
    }

    /// <summary>Makes a call without which nothing can go on: a failure of it ends the cmdlet.</summary>
    private protected async Task RequireAsync(object? target, SttSession session, Func<Task> call)
    {
        if (await FailureAsync(target, session, call) is ErrorRecord failure) ThrowTerminatingError(failure);
    }

    /// <summary>Finds custom models of a session; what it lists it keeps until the command ends.</summary>
    private protected CustomModelFinder Finder(SttSession session)
    {
        if (!_finders.TryGetValue(session, out CustomModelFinder? finder))
        {
            _finders[session] = finder = new CustomModelFinder(session);
        }
        return finder;
    }

    /// <summary>Makes a call; the record of its failure, or null.</summary>
    internal static async Task<ErrorRecord?> FailureAsync(object? target, SttSession session, Func<Task> call)
    {
        try
        {
            await call();
            return null;
        }
        catch (SttApiException e)
        {
            return ServiceErrors.From(e, target, session);
        }
        catch (SttTransportException e)
        {
            return ServiceErrors.From(e, target, session);
        }
        catch (ObjectDisposedException) when (!session.IsOpen)
        {
            return SttErrors.SessionClosed(session);
        }
    }

    private SttSession OnlyOpenSession()
    {
        IReadOnlyList<SttSession> open = SessionRegistry.Open;
        if (open.Count == 0) ThrowTerminatingError(SttErrors.NotConnected());
        if (open.Count > 1) ThrowTerminatingError(SttErrors.SeveralSessions(SessionRegistry.Describe()));
        return open[0];
    }
}
