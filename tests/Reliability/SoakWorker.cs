using System.Collections.Concurrent;
using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace SttPowerShell.Reliability;

/// <summary>One runspace with a session of its own, which calls at random and connects again when the service has gone.</summary>
internal sealed class SoakWorker : IDisposable
{
    private const string Hang = "no end within a minute";
    private const string Wrong = "an error that is not the module's: ";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private readonly string _data;
    private readonly string _audio;
    private readonly ConcurrentDictionary<string, string> _models;
    private readonly Random _random;
    private readonly Runspace _runspace;
    private bool _connected;

    /// <param name="manifest">The module.</param>
    /// <param name="data">The service's data directory.</param>
    /// <param name="audio">A recording to recognise.</param>
    /// <param name="models">The ids of models that the service has acknowledged and nobody has removed.</param>
    /// <param name="seed">Makes its choices its own.</param>
    public SoakWorker(string manifest, string data, string audio, ConcurrentDictionary<string, string> models, int seed)
    {
        (_data, _audio, _models, _random) = (data, audio, models, new Random(seed));
        InitialSessionState state = InitialSessionState.CreateDefault2();
        state.ImportPSModule(manifest);
        _runspace = RunspaceFactory.CreateRunspace(state);
        _runspace.Open();
    }

    public static bool IsDishonest(string outcome) => outcome == Hang || outcome.StartsWith(Wrong, StringComparison.Ordinal);

    /// <summary>One call, chosen at random. Gives how it ended.</summary>
    public string Step()
    {
        if (!_connected) return Call("connect", () => Connect());
        return _random.Next(8) switch
        {
            0 => Call("New", Create),
            1 when _models.Keys.FirstOrDefault() is { } id => Call("Reset", () => Run("Reset-SttCustomModel $args[0] -Confirm:$false", id)),
            2 when _models.Count > 20 && _models.Keys.FirstOrDefault() is { } id => Call("Remove", () => Remove(id)),
            3 or 4 => Call("Invoke", () => Run("Invoke-SttRecognition -LiteralPath $args[0]", _audio)),
            5 => Call("Get", () => Run("Get-SttBaseModel")),
            _ => Call("Get", () => Run("Get-SttCustomModel -Type Language")),
        };
    }

    public void Connect()
    {
        Run("Get-SttSession | Where-Object IsCurrent | Disconnect-SttService; $null = Connect-SttService -Local -DataDirectory $args[0]", _data);
        _connected = true;
    }

    /// <summary>Those of these models that the service doesn't have.</summary>
    public IReadOnlyList<string> Missing(IEnumerable<string> ids)
    {
        HashSet<string> present = [.. Run("(Get-SttCustomModel -Type Language).Id").Select(id => id.ToString())];
        return [.. ids.Where(id => !present.Contains(id))];
    }

    public void StopService() => Run("Stop-SttLocalService -DataDirectory $args[0] -Confirm:$false", _data);

    private void Create()
    {
        string id = Run("(New-SttCustomModel -Name $args[0] -Type Language).Id", $"soak {_random.Next()}").Single().ToString();
        _models[id] = id;
    }

    private void Remove(string id)
    {
        // Whether a removal that failed has happened is not known: the model is nobody's business any more.
        _models.TryRemove(id, out _);
        Run("Remove-SttCustomModel $args[0] -Confirm:$false", id);
    }

    private string Call(string verb, Action call)
    {
        try
        {
            call();
            return "a result";
        }
        catch (TimeoutException)
        {
            return Hang;
        }
        catch (RuntimeException e) when (e.ErrorRecord.FullyQualifiedErrorId.Contains(",SttPowerShell.", StringComparison.Ordinal))
        {
            string id = e.ErrorRecord.FullyQualifiedErrorId.Split(',')[0];
            if (id is "LocalServiceGone" or "ConnectionFailed" or "AccessDenied" or "NotConnected") _connected = false;
            return $"error {id}";
        }
        catch (RuntimeException e)
        {
            return $"{Wrong}{verb}: {e.GetType().Name} {e.Message}";
        }
    }

    private Collection<PSObject> Run(string script, params object[] arguments)
    {
        using PowerShell shell = PowerShell.Create(_runspace);
        shell.AddScript("$ErrorActionPreference = 'Stop'; " + script);
        foreach (object argument in arguments) shell.AddArgument(argument);
        IAsyncResult running = shell.BeginInvoke();
        if (!running.AsyncWaitHandle.WaitOne(Limit))
        {
            shell.Stop();
            throw new TimeoutException();
        }
        return [.. shell.EndInvoke(running)];
    }

    public void Dispose()
    {
        Run("Get-SttSession | Where-Object IsCurrent | Disconnect-SttService");
        _runspace.Dispose();
    }
}
