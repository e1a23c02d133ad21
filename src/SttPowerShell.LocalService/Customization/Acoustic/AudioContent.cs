using System.IO.Pipelines;
using SttPowerShell.LocalService.Customization.Acoustic.Archives;
using SttPowerShell.LocalService.Recognition;
using SttPowerShell.LocalService.Storage;

namespace SttPowerShell.LocalService.Customization.Acoustic;

/// <summary>Reads what was sent as an audio resource, and finds out what it is and whether it can be used.</summary>
internal sealed class AudioContent(BlobStore blobs, RecordingMeter meter)
{
    private const int BlockSize = 64 * 1024;

    /// <summary>The resource with what was found, valid or not, and what is in it if it is an archive.</summary>
    public async Task<(AudioResource Resource, IReadOnlyList<AudioMember> Members)> ExamineAsync(
        AudioResource resource, BaseModel model, CancellationToken cancel)
    {
        Stream blob = blobs.OpenRead(resource.Blob);
        await using (blob.ConfigureAwait(false))
        {
            return resource.Archive is ArchiveCompression compression
                ? await ExamineAsync(resource, blob, compression, model, cancel).ConfigureAwait(false)
                : (await ExamineAsync(resource, blob, model, cancel).ConfigureAwait(false), []);
        }
    }

    private async Task<AudioResource> ExamineAsync(
        AudioResource resource, Stream blob, BaseModel model, CancellationToken cancel)
    {
        PipeReader audio = PipeReader.Create(
            blob, new StreamPipeReaderOptions(bufferSize: BlockSize, leaveOpen: true));
        try
        {
            MeasuredRecording found = await meter.MeasureAsync(
                audio, resource.ContentType, model, AcousticModelLimits.MostAudio, cancel).ConfigureAwait(false);
            return resource with
            {
                Status = StatusOf(found),
                Kind = found.Frequency is null ? AudioKind.Undetermined : AudioKind.Audio,
                Codec = found.Codec,
                Frequency = found.Frequency,
                Duration = found.Duration,
                Error = found.Fault,
            };
        }
        finally
        {
            await audio.CompleteAsync().ConfigureAwait(false);
        }
    }

    private async Task<(AudioResource, IReadOnlyList<AudioMember>)> ExamineAsync(
        AudioResource resource, Stream blob, ArchiveCompression compression, BaseModel model, CancellationToken cancel)
    {
        List<AudioMember> members = [];
        double left = AcousticModelLimits.MostAudio;
        try
        {
            await foreach (ArchiveMember member in
                AudioArchive.ReadAsync(blob, compression, cancel).ConfigureAwait(false))
            {
                MeasuredRecording found = await meter.MeasureAsync(
                    member.Content, resource.ContainedType, model, left, cancel).ConfigureAwait(false);
                left -= found.Duration;
                members.Add(new AudioMember(member.Name, StatusOf(found))
                {
                    Codec = found.Codec,
                    Frequency = found.Frequency,
                    Duration = found.Duration,
                    Error = found.Fault,
                });
            }
        }
        catch (ArchiveRejectedException rejected)
        {
            return (resource with
            {
                Status = AudioStatus.Invalid,
                Kind = AudioKind.Undetermined,
                Error = rejected.Message,
            }, []);
        }
        return (Archive(resource, members), members);
    }

    /// <summary>One bad file makes the archive invalid (contract section 9.1).</summary>
    private static AudioResource Archive(AudioResource resource, List<AudioMember> members)
    {
        List<AudioMember> bad = [.. members.Where(member => member.Status == AudioStatus.Invalid)];
        return resource with
        {
            Status = bad.Count == 0 ? AudioStatus.Ok : AudioStatus.Invalid,
            Kind = AudioKind.Archive,
            Duration = members.Sum(member => member.Duration),
            Error = bad.Count == 0 ? null
                : $"{bad.Count} of its {members.Count} files can't be used, the first being '{bad[0].Name}': "
                    + bad[0].Error,
        };
    }

    private static AudioStatus StatusOf(MeasuredRecording found)
        => found.Fault is null ? AudioStatus.Ok : AudioStatus.Invalid;
}
