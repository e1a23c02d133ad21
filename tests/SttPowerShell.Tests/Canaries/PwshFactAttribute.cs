using System.Diagnostics;

namespace SttPowerShell.Tests.Canaries;

/// <summary>A test that needs pwsh on the PATH, and is skipped where it isn't.</summary>
public sealed class PwshFactAttribute : FactAttribute
{
    private static readonly Lazy<string?> Missing = new(FindMissing);

    public PwshFactAttribute() => Skip = Missing.Value;

    private static string? FindMissing()
    {
        try
        {
            using Process pwsh = Process.Start(new ProcessStartInfo("pwsh", ["-NoProfile", "-Command", "exit 0"]))!;
            pwsh.WaitForExit();
            return null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "There is no pwsh on the PATH.";
        }
    }
}
