using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using SttPowerShell.LocalService.Audio;
using SttPowerShell.LocalService.Customization.Acoustic.Archives;
using SttPowerShell.LocalService.Storage;

namespace SttPowerShell.LocalService.Customization.Acoustic;

/// <summary>Reads the recordings of a model from what was sent, as they were decoded when they were analysed.</summary>
internal sealed class TrainingAudio(ServiceStore store, BlobStore blobs, AudioFormats formats) : ITrainingAudio
{
    private const int BlockSize = 64 * 1024;

    public async IAsyncEnumerable<TrainingRecording> ReadAsync(
        Guid model, [EnumeratorCancellation] CancellationToken cancel)
    {
        IReadOnlyList<AudioResource> all = await store.ReadAsync(
            connection => AudioTable.List(connection, model), cancel).ConfigureAwait(false);
        foreach (AudioResource resource in all.Where(one => one.Status == AudioStatus.Ok)
            .OrderBy(one => one.Name, StringComparer.Ordinal))
        {
            await foreach (TrainingRecording recording in ReadAsync(resource, cancel).ConfigureAwait(false))
            {
                yield return recording;
            }
        }
    }

    private async IAsyncEnumerable<TrainingRecording> ReadAsync(
        AudioResource resource, [EnumeratorCancellation] CancellationToken cancel)
    {
        Stream blob = blobs.OpenRead(resource.Blob);
        await using ConfiguredAsyncDisposable open = blob.ConfigureAwait(false);
        if (resource.Archive is ArchiveCompression compression)
        {
            await foreach (ArchiveMember member in
                AudioArchive.ReadAsync(blob, compression, cancel).ConfigureAwait(false))
            {
                IPcmSource source = await formats.OpenAsync(member.Content, resource.ContainedType, cancel)
                    .ConfigureAwait(false);
                await using ConfiguredAsyncDisposable decoding = source.ConfigureAwait(false);
                yield return new TrainingRecording(resource.Name, member.Name, source);
            }
            yield break;
        }
        PipeReader audio = PipeReader.Create(
            blob, new StreamPipeReaderOptions(bufferSize: BlockSize, leaveOpen: true));
        try
        {
            IPcmSource source = await formats.OpenAsync(audio, resource.ContentType, cancel).ConfigureAwait(false);
            await using ConfiguredAsyncDisposable decoding = source.ConfigureAwait(false);
            yield return new TrainingRecording(resource.Name, Member: null, source);
        }
        finally
        {
            await audio.CompleteAsync().ConfigureAwait(false);
        }
    }
}
