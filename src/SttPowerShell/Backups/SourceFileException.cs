namespace SttPowerShell.Backups;

/// <summary>A file that is to be copied into a model's file can't be read, or changes meanwhile.</summary>
internal sealed class SourceFileException(string path, string message, Exception? inner = null)
    : Exception(message, inner)
{
    public string Path { get; } = path;
}
