namespace SttPowerShell.LocalService.Customization.Acoustic.Archives;

/// <summary>An archive can't be read, or isn't taken. The message is the reason to show.</summary>
internal sealed class ArchiveRejectedException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The archive isn't one, or not all of it is there.</summary>
    public static ArchiveRejectedException Damaged(string reason, Exception? inner = null)
        => new($"It isn't an archive as its content type says, or is damaged: {reason.TrimEnd('.')}.", inner);

    /// <summary>Whether reading failed because of what is read: the libraries have many ways to say so.</summary>
    public static bool IsDamage(Exception failure) => failure is InvalidDataException or EndOfStreamException
        or FormatException or ArgumentException or InvalidOperationException or NotSupportedException
        or OverflowException;
}
