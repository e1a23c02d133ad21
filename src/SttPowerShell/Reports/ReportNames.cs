namespace SttPowerShell.Reports;

/// <summary>Names recordings on a page: by their paths, without the folder that all are in, which is nobody's business.
/// </summary>
internal static class ReportNames
{
    public static string[] Of(IReadOnlyList<string?> paths)
    {
        string[] folders = [.. paths.OfType<string>().Select(path => Path.GetDirectoryName(path) ?? "")];
        string common = folders.Length == 0 ? "" : folders.Aggregate(Common);
        return [.. paths.Select((path, i) => path is null ? $"Text {i + 1}"
            : common.Length == 0 ? path
            : Path.GetRelativePath(common, path))];
    }

    private static string Common(string one, string other)
    {
        string folder = one;
        while (folder.Length > 0 && !IsIn(other, folder)) folder = Path.GetDirectoryName(folder) ?? "";
        return folder;
    }

    private static bool IsIn(string path, string folder)
        => path.StartsWith(folder, StringComparison.Ordinal)
            && (path.Length == folder.Length || Path.EndsInDirectorySeparator(folder)
                || path[folder.Length] == Path.DirectorySeparatorChar);
}
