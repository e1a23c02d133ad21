namespace SttPowerShell.LocalService.Customization.Acoustic.Archives;

/// <summary>Reads one kind of archive, entry by entry, without believing anything that it says.</summary>
internal interface IArchiveReader : IAsyncDisposable
{
    /// <summary>
    /// The next file or folder; null after the last one, when the archive has been found whole. The one before it has
    /// been read to its end, or was never opened.
    /// </summary>
    /// <exception cref="ArchiveRejectedException">It is neither of the two, or the archive is damaged.</exception>
    ValueTask<ArchiveEntry?> ReadAsync(CancellationToken cancel);
}

/// <summary>An entry of an archive.</summary>
/// <param name="Path">Its path as the archive has it.</param>
/// <param name="IsFolder">Whether it is a folder.</param>
/// <param name="OpenAsync">Opens a file; reading it fails if it doesn't end as it should.</param>
internal sealed record ArchiveEntry(
    string Path, bool IsFolder, Func<CancellationToken, ValueTask<Stream>> OpenAsync);
