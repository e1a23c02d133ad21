using System.Diagnostics;

namespace SttPowerShell.Tooling.Tests;

/// <summary>A test that needs pwsh with Pester on the PATH, and is skipped where it isn't.</summary>
public sealed class PesterFactAttribute : FactAttribute
{
    private const string FindPester = "exit [int](-not (Get-Module Pester -ListAvailable | Where-Object Version -ge '5.0'))";

    private static readonly Lazy<string?> Missing = new(FindMissing);

    public PesterFactAttribute() => Skip = Missing.Value;

    private static string? FindMissing()
    {
        try
        {
            using Process pwsh = Process.Start(new ProcessStartInfo("pwsh", ["-NoProfile", "-Command", FindPester])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            pwsh.WaitForExit();
            return pwsh.ExitCode == 0 ? null : "There is a pwsh on the PATH, but it has no Pester 5 or later.";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "There is no pwsh on the PATH.";
        }
    }
}
