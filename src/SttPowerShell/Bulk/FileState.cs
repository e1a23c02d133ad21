namespace SttPowerShell.Bulk;

/// <summary>What a file's entry in its folder tells of its content, without reading it.</summary>
internal readonly record struct FileState(long Length, DateTime Modified)
{
    /// <exception cref="FileNotFoundException">It isn't there.</exception>
    public static FileState Of(string path)
    {
        FileInfo file = new(path);
        return new FileState(file.Length, file.LastWriteTimeUtc);
    }
}
