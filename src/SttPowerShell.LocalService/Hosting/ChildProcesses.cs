using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace SttPowerShell.LocalService.Hosting;

/// <summary>
/// Whose the programs are that the service starts. They carry a mark in their environment, the data directory and the
/// service's process id, so that the next service on the directory finds those of one that was killed.
/// </summary>
internal static class ChildProcesses
{
    /// <summary>Set in the service's own environment, too: what is started without more ado inherits it.</summary>
    private const string Variable = "STTPOWERSHELL_OWNER";

    /// <summary>What is being ended may start something more before it ends.</summary>
    private const int MostRounds = 5;

    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(1);

    /// <summary>Marks a program that is about to be started in an environment that was cleared.</summary>
    public static void Mark(ProcessStartInfo start)
    {
        if (Environment.GetEnvironmentVariable(Variable) is string mark) start.Environment[Variable] = mark;
    }

    /// <summary>
    /// Ends what a killed service on this data directory left running, and marks what is started from now on. To be
    /// called while the directory is locked, before anything is started. Only Linux tells other processes' environment.
    /// </summary>
    public static void TakeOver(DataDirectory data, ILogger log)
    {
        for (int round = 0; OperatingSystem.IsLinux() && round < MostRounds; round++)
        {
            List<(int Id, string Owner)> orphans = [.. Find(data)];
            if (orphans.Count == 0) break;
            foreach ((int id, string owner) in orphans) End(id, owner, log);
        }
        Environment.SetEnvironmentVariable(
            Variable, string.Create(CultureInfo.InvariantCulture, $"{data.Root}|{Environment.ProcessId}"));
    }

    /// <summary>The marked processes of this directory, and the ids of the services that started them.</summary>
    private static IEnumerable<(int Id, string Owner)> Find(DataDirectory data)
    {
        byte[] mark = Encoding.UTF8.GetBytes($"{Variable}={data.Root}|");
        foreach (string folder in Directory.EnumerateDirectories("/proc"))
        {
            bool isProcess = int.TryParse(
                Path.GetFileName(folder.AsSpan()), NumberStyles.None, CultureInfo.InvariantCulture, out int id);
            if (!isProcess || id == Environment.ProcessId) continue;
            if (ReadEnvironment(folder) is not { } environment) continue;
            // Entries end with NUL (proc_pid_environ(5)).
            int start = environment.AsSpan().IndexOf(mark);
            if (start < 0 || (start > 0 && environment[start - 1] != 0)) continue;
            ReadOnlySpan<byte> owner = environment.AsSpan(start + mark.Length);
            int end = owner.IndexOf((byte)0);
            yield return (id, Encoding.UTF8.GetString(end < 0 ? owner : owner[..end]));
        }
    }

    /// <summary>Null for a process that has ended or is another user's.</summary>
    private static byte[]? ReadEnvironment(string folder)
    {
        try
        {
            return File.ReadAllBytes(Path.Combine(folder, "environ"));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static void End(int id, string owner, ILogger log)
    {
        string command = "?";
        try
        {
            using Process orphan = Process.GetProcessById(id);
            command = orphan.ProcessName;
            orphan.Kill();
            orphan.WaitForExit(EndLimit);
            Log.EndedOrphan(log, id, command, owner);
        }
        catch (Win32Exception failure)
        {
            Log.OrphanRemains(log, id, command, failure.Message);
        }
        catch (Exception failure) when (failure is ArgumentException or InvalidOperationException)
        {
            // It has ended meanwhile.
        }
    }
}
