using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace SttPowerShell.Reliability;

/// <summary>What a process holds.</summary>
/// <param name="HeapMegabytes">Live objects of the managed heap after a collection; of this process only.</param>
/// <param name="PrivateMegabytes">Memory of its own that is in use, after what is only kept in reserve was given back.</param>
/// <param name="Handles">Open files, sockets and the like.</param>
/// <param name="Sockets">The sockets among them.</param>
/// <param name="Threads">Its threads.</param>
internal sealed record HostSize(double HeapMegabytes, double PrivateMegabytes, int Handles, int Sockets, int Threads)
{
    /// <summary>
    /// This process, the PowerShell host. The collector keeps free memory for the next objects, and so does the C
    /// library; what that is in a moment says nothing about growth, so both are asked to give it back first.
    /// </summary>
    public static HostSize OfThis()
    {
        for (int i = 0; i < 2; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }
        if (OperatingSystem.IsLinux()) _ = malloc_trim(0);
        using Process self = Process.GetCurrentProcess();
        return Of(self) with { HeapMegabytes = GC.GetTotalMemory(forceFullCollection: true) / 1e6 };
    }

    public static HostSize Of(Process process)
    {
        string folder = $"/proc/{process.Id}";
        if (!Directory.Exists(folder))
        {
            return new HostSize(0, process.PrivateMemorySize64 / 1e6, process.HandleCount, 0, process.Threads.Count);
        }
        string[] open = [.. Directory.GetFiles($"{folder}/fd").Select(Target)];
        string used = File.ReadLines($"{folder}/status").Single(l => l.StartsWith("RssAnon:", StringComparison.Ordinal));
        double kilobytes = double.Parse(used["RssAnon:".Length..^"kB".Length], CultureInfo.InvariantCulture);
        return new HostSize(
            0, kilobytes * 1024 / 1e6, open.Length,
            open.Count(o => o.StartsWith("socket:", StringComparison.Ordinal)), process.Threads.Count);
    }

    private static string Target(string descriptor)
    {
        try
        {
            return new FileInfo(descriptor).LinkTarget ?? "";
        }
        catch (IOException)
        {
            return ""; // closed meanwhile
        }
    }

    [DllImport("libc")]
    private static extern int malloc_trim(nint keep);
}
