using System.Diagnostics;

namespace SttPowerShell.Reliability;

/// <summary>What this process, the PowerShell host, holds: its working set, and what of the managed heap is alive.</summary>
internal sealed record HostSize(double Megabytes, double HeapMegabytes, int Handles, int Threads)
{
    public static HostSize Now()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        long heap = GC.GetTotalMemory(forceFullCollection: true);
        using Process self = Process.GetCurrentProcess();
        int handles = Directory.Exists("/proc/self/fd") ? Directory.GetFiles("/proc/self/fd").Length : self.HandleCount;
        return new HostSize(self.WorkingSet64 / 1e6, heap / 1e6, handles, self.Threads.Count);
    }
}
