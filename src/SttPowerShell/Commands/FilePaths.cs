using System.Collections.ObjectModel;
using System.Management.Automation;
using SttPowerShell.Errors;

namespace SttPowerShell.Commands;

/// <summary>
/// Resolves the paths of a cmdlet to files of the file system, as PowerShell's own cmdlets do: relative to the current
/// location, through drives, with wildcards or without. A bad path is an error for itself; the others go on.
/// </summary>
/// <param name="cmdlet">The cmdlet whose paths they are.</param>
/// <param name="folders">Whether a path may also mean a folder.</param>
/// <param name="report">Takes the errors; without it they are written.</param>
internal sealed class FilePaths(PSCmdlet cmdlet, bool folders = false, Action<ErrorRecord>? report = null)
{
    private readonly Action<ErrorRecord> _report = report ?? cmdlet.WriteError;

    /// <summary>The files that a path with wildcards means.</summary>
    public IEnumerable<string> Resolve(string path)
    {
        Collection<string> resolved;
        ProviderInfo provider;
        try
        {
            resolved = cmdlet.GetResolvedProviderPathFromPSPath(path, out provider);
        }
        catch (ItemNotFoundException)
        {
            // "take[1].wav" names no other file as a pattern, so it may be the name itself.
            bool isName = WildcardPattern.ContainsWildcardCharacters(path) && LiteralExists(path);
            return isName ? ResolveLiteral(path) : Missing(path);
        }
        catch (Exception e) when (IsPathException(e))
        {
            _report(PathErrors.InvalidPath(path, e));
            return [];
        }
        if (resolved.Count == 0)
        {
            return LiteralExists(path) ? ResolveLiteral(path) : Missing(path);
        }
        return resolved.Where(file => IsFile(file, path, provider));
    }

    /// <summary>The file that a path means, each character as it is; empty if there is none.</summary>
    public IEnumerable<string> ResolveLiteral(string path)
    {
        string file;
        ProviderInfo provider;
        try
        {
            file = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out provider, out _);
        }
        catch (Exception e) when (IsPathException(e))
        {
            _report(PathErrors.InvalidPath(path, e));
            return [];
        }
        return IsFile(file, path, provider) ? [file] : [];
    }

    /// <summary>
    /// The full path of a file or folder that need not be there. One outside the file system ends the cmdlet.
    /// </summary>
    public string OfNew(string path)
    {
        string full = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(
            path, out ProviderInfo provider, out _);
        if (!IsFileSystem(provider)) cmdlet.ThrowTerminatingError(PathErrors.NotAFile(path, provider.Name));
        return full;
    }

    private bool IsFile(string file, string path, ProviderInfo provider)
    {
        if (!IsFileSystem(provider))
        {
            _report(PathErrors.NotAFile(path, provider.Name));
            return false;
        }
        if (Exists(file)) return true;
        // An item's PSPath begins with the provider's name, which nobody typed.
        string shown = path.Contains("::", StringComparison.Ordinal) ? file : path;
        _report(Directory.Exists(file) ? PathErrors.IsDirectory(shown) : PathErrors.NotFound(shown));
        return false;
    }

    // PowerShell's own name of the provider; its type FileSystemProvider isn't in the reference library.
    private static bool IsFileSystem(ProviderInfo provider)
        => provider.Name.Equals("FileSystem", StringComparison.OrdinalIgnoreCase);

    private bool Exists(string file) => File.Exists(file) || (folders && Directory.Exists(file));

    private bool LiteralExists(string path)
    {
        try
        {
            return Exists(cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out _, out _));
        }
        catch (Exception e) when (IsPathException(e))
        {
            return false;
        }
    }

    private string[] Missing(string path)
    {
        _report(PathErrors.NotFound(path));
        return [];
    }

    private static bool IsPathException(Exception e)
        => e is SessionStateException or ProviderInvocationException or ArgumentException or NotSupportedException
            or IOException or UnauthorizedAccessException;
}
