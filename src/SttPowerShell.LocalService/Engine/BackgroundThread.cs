using System.Runtime.InteropServices;

namespace SttPowerShell.LocalService.Engine;

/// <summary>Threads whose work waits for everybody else's.</summary>
internal static partial class BackgroundThread
{
    private const int Process = 0;
    private const int CallingThread = 0;
    private const int Nice = 10;

    /// <summary>
    /// Puts the current thread behind all others, for as long as it lives. On Linux priorities are a thread's own
    /// (setpriority(2), notes), but those of .NET have no effect there; elsewhere nothing changes.
    /// </summary>
    public static void Enter()
    {
        // It may only be refused to those who ask for more.
        if (OperatingSystem.IsLinux()) _ = SetPriority(Process, CallingThread, Nice);
    }

    [LibraryImport("libc", EntryPoint = "setpriority")]
    private static partial int SetPriority(int which, int who, int priority);
}
