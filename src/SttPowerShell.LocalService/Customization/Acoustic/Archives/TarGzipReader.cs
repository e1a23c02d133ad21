using System.Buffers.Binary;
using System.Formats.Tar;
using System.IO.Compression;

namespace SttPowerShell.LocalService.Customization.Acoustic.Archives;

/// <summary>Reads tar archives that are compressed by gzip.</summary>
internal sealed class TarGzipReader : IArchiveReader
{
    private const int BlockSize = 64 * 1024;

    private readonly Stream _file;
    private readonly ObservedStream _unpacked;
    private readonly TarReader _archive;
    private long _length;

    public TarGzipReader(Stream file, ArchiveBudget budget)
    {
        _file = file;
        TarGuard guard = new();
        _unpacked = new ObservedStream(
            new GZipStream(file, CompressionMode.Decompress, leaveOpen: true),
            bytes =>
            {
                budget.Take(bytes);
                guard.Follow(bytes);
                _length += bytes.Length;
            });
        _archive = new TarReader(_unpacked, leaveOpen: true);
    }

    public async ValueTask<ArchiveEntry?> ReadAsync(CancellationToken cancel)
    {
        TarEntry? entry = await _archive.GetNextEntryAsync(copyData: false, cancel).ConfigureAwait(false);
        // Facts about all entries, which git writes; not one itself.
        while (entry is { EntryType: TarEntryType.GlobalExtendedAttributes })
        {
            entry = await _archive.GetNextEntryAsync(copyData: false, cancel).ConfigureAwait(false);
        }
        if (entry is not null) return Describe(entry);
        await CheckEndAsync(cancel).ConfigureAwait(false);
        return null;
    }

    public async ValueTask DisposeAsync()
    {
        await _archive.DisposeAsync().ConfigureAwait(false);
        await _unpacked.DisposeAsync().ConfigureAwait(false);
    }

    private static ArchiveEntry Describe(TarEntry entry)
    {
        if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile
            or TarEntryType.ContiguousFile or TarEntryType.Directory or TarEntryType.DirectoryList))
        {
            throw new ArchiveRejectedException(
                $"'{MemberNames.Shown(entry.Name)}' in it is a link or a device; only files and folders are taken.");
        }
        bool isFolder = entry.EntryType is TarEntryType.Directory or TarEntryType.DirectoryList;
        return new ArchiveEntry(entry.Name, isFolder, _ => ValueTask.FromResult<Stream>(
            new ObservedStream(entry.DataStream ?? Stream.Null, static _ => { })));
    }

    /// <summary>
    /// The last four bytes tell how many there are unpacked (RFC 1952 section 2.3.1). The library doesn't look: it ends
    /// in silence where the file is cut off, and before bytes that follow its end.
    /// </summary>
    private async Task CheckEndAsync(CancellationToken cancel)
    {
        await _unpacked.CopyToAsync(Stream.Null, BlockSize, cancel).ConfigureAwait(false);
        byte[] length = new byte[sizeof(uint)];
        if (_file.Length >= length.Length)
        {
            _file.Position = _file.Length - length.Length;
            await _file.ReadExactlyAsync(length, cancel).ConfigureAwait(false);
            if (_length > 0 && BinaryPrimitives.ReadUInt32LittleEndian(length) == (uint)_length) return;
        }
        throw ArchiveRejectedException.Damaged("it is cut short, or bytes follow its end");
    }
}
