using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace SttPowerShell.Sessions;

/// <summary>
/// The open sessions of this process, and which of them is the current one of each runspace: parallel runspaces share
/// sessions, but one that selects a session doesn't change what the others use.
/// </summary>
internal static class SessionRegistry
{
    private static readonly object Gate = new();
    private static readonly ConditionalWeakTable<Runspace, SttSession> CurrentOf = [];
    private static readonly List<SttSession> Sessions = [];
    private static int _lastId;

    /// <summary>A copy of the list, oldest first.</summary>
    public static IReadOnlyList<SttSession> Open
    {
        get
        {
            lock (Gate) return [.. Sessions];
        }
    }

    /// <summary>The current session of the runspace of this thread, or null.</summary>
    public static SttSession? Current
    {
        get
        {
            if (Runspace.DefaultRunspace is not Runspace here) return null;
            return CurrentOf.TryGetValue(here, out SttSession? session) && session.IsOpen ? session : null;
        }
    }

    /// <summary>Makes a session the current one of the runspace of this thread.</summary>
    public static void Select(SttSession session)
    {
        if (Runspace.DefaultRunspace is Runspace here) CurrentOf.AddOrUpdate(here, session);
    }

    /// <summary>An id for a session that is being made.</summary>
    public static int NextId() => Interlocked.Increment(ref _lastId);

    /// <summary>A name that no open session has: the wanted one, or it with a number.</summary>
    public static string FreeName(string wanted)
    {
        IReadOnlyList<SttSession> open = Open;
        string name = wanted;
        for (int n = 2; open.Any(s => IsNamed(s, name)); n++) name = $"{wanted}-{n}";
        return name;
    }

    /// <summary>Adds an open session.</summary>
    public static void Add(SttSession session)
    {
        lock (Gate) Sessions.Add(session);
    }

    /// <summary>Forgets a session that was closed.</summary>
    public static void Remove(SttSession session)
    {
        lock (Gate) Sessions.Remove(session);
    }

    /// <summary>The open session of that name or number, or null.</summary>
    public static SttSession? Find(string nameOrId)
        => Open.FirstOrDefault(s => IsNamed(s, nameOrId))
            ?? Open.FirstOrDefault(s => int.TryParse(nameOrId, out int id) && s.Id == id);

    /// <summary>The open sessions as a sentence lists them.</summary>
    public static string Describe()
        => string.Join(", ", Open.Select(s => $"{s.Name} ({s.Uri})"));

    private static bool IsNamed(SttSession session, string name)
        => session.Name.Equals(name, StringComparison.OrdinalIgnoreCase);
}
