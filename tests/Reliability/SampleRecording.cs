using System.Diagnostics;

namespace SttPowerShell.Reliability;

/// <summary>A recorded sentence that comes with the recogniser.</summary>
internal static class SampleRecording
{
    /// <summary>The path of the shortest.</summary>
    public static async Task<string> FindAsync(string root)
    {
        string service = Path.Combine(root, "bin", "service", "SttPowerShell.LocalService.dll");
        using Process program = Process.Start(
            new ProcessStartInfo("dotnet", [service, "samples"]) { RedirectStandardOutput = true })!;
        string folder = (await program.StandardOutput.ReadToEndAsync()).Trim();
        await program.WaitForExitAsync();
        return Directory.GetFiles(folder, "*.wav").MinBy(file => new FileInfo(file).Length)
            ?? throw new FileNotFoundException($"There is no recording in '{folder}'.");
    }
}
