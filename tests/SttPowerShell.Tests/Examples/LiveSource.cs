using System.Diagnostics;
using SttPowerShell.Examples;
using SttPowerShell.Tests.Support;

namespace SttPowerShell.Tests.Examples;

/// <summary>A named pipe through which a recording comes.</summary>
internal static class LiveSource
{
    public static async Task<(string Path, Task Writing)> OpenAsync(TempFolder folder)
    {
        string pipe = folder["stdin"];
        using (Process mkfifo = Process.Start("mkfifo", pipe)) await mkfifo.WaitForExitAsync();
        // Opening waits until the other side opens it.
        return (pipe, Task.Run(() => File.WriteAllBytes(pipe, Wave.Silence(1).ToFile())));
    }
}
