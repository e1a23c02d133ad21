using System.Management.Automation;
using SttPowerShell.Errors;
using SttPowerShell.Exports;
using SttPowerShell.Reports;

namespace SttPowerShell.Commands;

/// <summary>The file of a -Report parameter.</summary>
internal static class ReportFile
{
    /// <summary>
    /// The full path, or null if none is wanted. One that can't be written ends the cmdlet before it does any work.
    /// </summary>
    public static string? Resolve(PSCmdlet cmdlet, string? path)
    {
        if (path is null) return null;
        string file = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(
            path, out ProviderInfo provider, out _);
        // PowerShell's own name of the provider; its type FileSystemProvider isn't in the reference library.
        if (!provider.Name.Equals("FileSystem", StringComparison.OrdinalIgnoreCase))
        {
            cmdlet.ThrowTerminatingError(PathErrors.NotAFile(path, provider.Name));
        }
        if (Directory.Exists(file)) cmdlet.ThrowTerminatingError(PathErrors.IsDirectory(path));
        if (!Directory.Exists(Path.GetDirectoryName(file)))
        {
            cmdlet.ThrowTerminatingError(TranscriptErrors.NoDirectory(path));
        }
        return file;
    }

    /// <summary>Writes the page, if the user wants it; a failure is an error that ends nothing.</summary>
    public static async Task WriteAsync(Cmdlet cmdlet, string file, ReportPage page, CancellationToken cancel)
    {
        if (!cmdlet.ShouldProcess(file, "Write report")) return;
        try
        {
            await WholeFile.WriteAsync(file, text => ReportHtml.Write(text, page, cancel), cancel);
            cmdlet.WriteVerbose($"The report is in {file}.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            cmdlet.WriteError(TranscriptErrors.NotWritten(file, e));
        }
    }
}
