using System.Runtime.InteropServices;

namespace SttPowerShell.LocalService.Hosting;

/// <summary>The terminal session that the process was started in.</summary>
internal static partial class TerminalSession
{
    /// <summary>
    /// Moves the process into a session of its own, setsid(2), so that neither Ctrl+C nor the end of the terminal
    /// reaches it. Gives false where that can't be: for a leader of a process group, as an interactive shell starts
    /// its jobs, and on Windows, where the starter must see to it.
    /// </summary>
    public static bool TryLeave() => !OperatingSystem.IsWindows() && SetSid() >= 0;

    [LibraryImport("libc", EntryPoint = "setsid")]
    private static partial int SetSid();
}
