namespace SttPowerShell.LocalService.Customization;

/// <summary>What training needs now and then, and a service that has nothing to do should not keep.</summary>
internal static class TrainingMemory
{
    /// <summary>
    /// Counts, words and the pronouncer took 100 MB or more, once: they go back to the system, which they don't by
    /// themselves in a service that has nothing to do.
    /// </summary>
    public static async Task ReleaseAsync()
    {
        // What a method has awaited is on its stack for a moment longer, and would be kept.
        await Task.Yield();
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }
}
