using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace SttPowerShell.LocalService.Customization.Acoustic.Archives;

/// <summary>
/// The files of an archive, as streams and one after the other: nothing is unpacked to disk, and memory is level with
/// the archive's size. Folders and what operating systems add by themselves are left out.
/// </summary>
internal static class AudioArchive
{
    private const int BlockSize = 64 * 1024;

    /// <summary>Reads an archive.</summary>
    /// <param name="archive">The whole archive; it can seek, and stays open.</param>
    /// <param name="compression">How it is packed.</param>
    /// <param name="cancel">Stops it soon.</param>
    /// <exception cref="ArchiveRejectedException">
    /// It is damaged, or isn't taken; this may show only after its last member, and while a member is read.
    /// </exception>
    public static async IAsyncEnumerable<ArchiveMember> ReadAsync(
        Stream archive, ArchiveCompression compression, [EnumeratorCancellation] CancellationToken cancel)
    {
        ArchiveBudget budget = new(archive.Length);
        MemberNames names = new();
        bool any = false;
        IArchiveReader reader = compression == ArchiveCompression.Zip
            ? new ZipReader(archive, budget)
            : new TarGzipReader(archive, budget);
        await using ConfiguredAsyncDisposable ownership = reader.ConfigureAwait(false);
        while (await AttemptAsync(() => reader.ReadAsync(cancel)).ConfigureAwait(false) is ArchiveEntry entry)
        {
            budget.TakeEntry();
            if (names.Take(entry) is not string name) continue;
            any = true;
            Stream content = await AttemptAsync(() => entry.OpenAsync(cancel)!).ConfigureAwait(false);
            await using ConfiguredAsyncDisposable open = content.ConfigureAwait(false);
            PipeReader pipe = PipeReader.Create(
                content, new StreamPipeReaderOptions(bufferSize: BlockSize, leaveOpen: true));
            try
            {
                await RefuseArchiveAsync(pipe, name, cancel).ConfigureAwait(false);
                yield return new ArchiveMember(name, pipe);
            }
            finally
            {
                await pipe.CompleteAsync().ConfigureAwait(false);
            }
            // Whether a file is whole shows at its end.
            await content.CopyToAsync(Stream.Null, BlockSize, cancel).ConfigureAwait(false);
        }
        if (!any) throw new ArchiveRejectedException("It has no files.");
    }

    private static async ValueTask<T> AttemptAsync<T>(Func<ValueTask<T>> read)
    {
        try
        {
            return await read().ConfigureAwait(false);
        }
        catch (Exception failure) when (ArchiveRejectedException.IsDamage(failure))
        {
            throw ArchiveRejectedException.Damaged(failure.Message, failure);
        }
    }

    /// <summary>Raw samples may be anything, so an archive among them would else be heard.</summary>
    private static async ValueTask RefuseArchiveAsync(PipeReader content, string name, CancellationToken cancel)
    {
        ReadResult result = await content.ReadAtLeastAsync(ArchiveSignature.Length, cancel).ConfigureAwait(false);
        byte[] start = result.Buffer.Slice(0, Math.Min(ArchiveSignature.Length, result.Buffer.Length)).ToArray();
        content.AdvanceTo(result.Buffer.Start);
        if (!ArchiveSignature.Fits(start)) return;
        throw new ArchiveRejectedException(
            $"'{name}' in it is an archive or compressed file itself. Put the recordings into one archive.");
    }
}
