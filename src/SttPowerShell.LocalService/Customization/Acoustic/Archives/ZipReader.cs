using System.IO.Compression;
using System.IO.Hashing;

namespace SttPowerShell.LocalService.Customization.Acoustic.Archives;

/// <summary>Reads zip archives.</summary>
internal sealed class ZipReader(Stream file, ArchiveBudget budget) : IArchiveReader
{
    /// <summary>In the upper half of the external attributes is the Unix mode; 0 where a system has none.</summary>
    private const int ModeShift = 16;
    private const int TypeMask = 0xF000;
    private const int RegularFile = 0x8000;
    private const int Folder = 0x4000;

    private ZipArchive? _archive;
    private IEnumerator<ZipArchiveEntry>? _entries;

    public async ValueTask<ArchiveEntry?> ReadAsync(CancellationToken cancel)
    {
        if (_archive is null)
        {
            await ZipDirectory.CheckAsync(file, cancel).ConfigureAwait(false);
            file.Position = 0;
            _archive = await ZipArchive.CreateAsync(
                file, ZipArchiveMode.Read, leaveOpen: true, entryNameEncoding: null, cancel).ConfigureAwait(false);
            _entries = _archive.Entries.GetEnumerator();
        }
        return _entries!.MoveNext() ? Describe(_entries.Current) : null;
    }

    public async ValueTask DisposeAsync()
    {
        _entries?.Dispose();
        if (_archive is not null) await _archive.DisposeAsync().ConfigureAwait(false);
    }

    private ArchiveEntry Describe(ZipArchiveEntry entry)
    {
        string path = entry.FullName;
        int type = (entry.ExternalAttributes >> ModeShift) & TypeMask;
        if (type is not (0 or RegularFile or Folder))
        {
            throw new ArchiveRejectedException(
                $"'{MemberNames.Shown(path)}' in it is a link or a device; only files and folders are taken.");
        }
        if (entry.IsEncrypted)
        {
            throw new ArchiveRejectedException(
                $"'{MemberNames.Shown(path)}' in it is encrypted. Pack the files without a password.");
        }
        bool isFolder = type == Folder || path.EndsWith('/') || path.EndsWith('\\');
        return new ArchiveEntry(path, isFolder, cancel => OpenAsync(entry, cancel));
    }

    /// <summary>What the directory says of a file is held against what it unpacks to: the library doesn't.</summary>
    private async ValueTask<Stream> OpenAsync(ZipArchiveEntry entry, CancellationToken cancel)
    {
        Crc32 sum = new();
        long length = 0;
        return new ObservedStream(
            await entry.OpenAsync(cancel).ConfigureAwait(false),
            bytes =>
            {
                budget.Take(bytes);
                sum.Append(bytes);
                length += bytes.Length;
            },
            () =>
            {
                if (length == entry.Length && sum.GetCurrentHashAsUInt32() == entry.Crc32) return;
                throw ArchiveRejectedException.Damaged($"'{MemberNames.Shown(entry.FullName)}' in it is damaged");
            });
    }
}
