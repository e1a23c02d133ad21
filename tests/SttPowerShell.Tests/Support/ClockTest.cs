using System.Diagnostics;
using System.Reflection;
using System.Text.Json.Nodes;

namespace SttPowerShell.Tests.Support;

/// <summary>A test whose session waits by a clock that runs much faster than time.</summary>
public abstract class ClockTest : ServiceTest
{
    private static readonly TimeSpan Unanswered = TimeSpan.FromSeconds(3);

    private protected WaitClock Clock { get; } = new();

    /// <summary>Connects the shell with a session that goes by the clock.</summary>
    private protected object ConnectByClock()
    {
        object session = Connect();
        session.GetType().GetProperty("Clock", BindingFlags.NonPublic | BindingFlags.Instance)!
            .SetValue(session, Clock);
        return session;
    }

    /// <summary>
    /// Runs a script while the clock moves on by so many seconds every few milliseconds, as long as somebody waits by it.
    /// </summary>
    private protected Result RunByClock(double step, string script, params object?[] arguments)
    {
        Task<Result> run = Task.Run(() => Shell.Run(script, arguments));
        Stopwatch since = Stopwatch.StartNew();
        while (!run.Wait(5))
        {
            // Between pauses requests are made, which take no time by the clock, unless they are never answered.
            bool isPaused = Clock.IsPausedBy;
            if (isPaused) since.Restart();
            if (isPaused || (Clock.IsWaitedBy && since.Elapsed > Unanswered)) Clock.Advance(TimeSpan.FromSeconds(step));
        }
        return run.Result;
    }

    /// <summary>Adds a model that takes these statuses, one each time that it is asked for.</summary>
    private protected string AddModel(string name, params string[] statuses)
    {
        string id = Service.Add(name, status: statuses[0]);
        Service.Statuses[id] = new(statuses);
        return id;
    }

    /// <summary>Gives a model data, as JSON.</summary>
    private protected void Give(string id, string list, string json)
        => Service.Lists[(id, list)] = (JsonArray)JsonNode.Parse(json)!;
}
