using System.Diagnostics;
using System.Management.Automation;
using System.Security.Cryptography;
using SttPowerShell.Client;
using SttPowerShell.Commands;
using SttPowerShell.Errors;
using SttPowerShell.Exports;
using SttPowerShell.Subtitles;

namespace SttPowerShell.Bulk;

/// <summary>
/// Does all that is to be done for one recording, on any thread: what is to be told goes back as an outcome.
/// </summary>
internal sealed class BulkRecognition
{
    /// <summary>Where transcripts go.</summary>
    public required OutputFiles Outputs { get; init; }

    /// <summary>The journal, if there is one.</summary>
    public required BulkJournal? Journal { get; init; }

    /// <summary>Why a recording can't be sent, or null.</summary>
    public required Func<AudioSource, ErrorRecord?> Refusal { get; init; }

    /// <summary>Whether it goes over a WebSocket.</summary>
    public required Func<AudioSource, bool> IsStreamed { get; init; }

    /// <summary>The type to send.</summary>
    public required Func<AudioSource, string?> ContentType { get; init; }

    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task<BulkOutcome> RunAsync(BulkFile file, WorkerProgress progress, CancellationToken cancel)
    {
        long begun = Stopwatch.GetTimestamp();
        try
        {
            BulkOutcome outcome = await RecognizeAsync(file, progress, cancel);
            return outcome.Result is null ? outcome : outcome with
            {
                Result = outcome.Result with { Elapsed = Stopwatch.GetElapsedTime(begun).TotalSeconds },
            };
        }
        catch (JournalException e)
        {
            return BulkOutcome.Failed(file, e.ErrorRecord);
        }
    }

    private async Task<BulkOutcome> RecognizeAsync(
        BulkFile file, WorkerProgress progress, CancellationToken cancel)
    {
        try
        {
            FileState state = FileState.Of(file.Path);
            string name = Path.GetFileName(file.Path);
            // To open a named pipe would wait for a writer.
            if (state.Length == 0) return BulkOutcome.Failed(file, PathErrors.TooShort(file.Path, name, 0));
            using AudioSource source = await AudioSource.OfFileAsync(file.Path, cancel);
            if (Refusal(source) is ErrorRecord refusal) return BulkOutcome.Failed(file, refusal);
            progress.Begin(name, "reading");
            string? sha256 = Journal is null ? null : await HashAsync(file.Path, cancel);
            if (sha256 is not null && await FinishedBeforeAsync(file, state, sha256) is BulkOutcome before)
            {
                return before;
            }
            return await SendAsync(file, state, sha256, source, progress, cancel);
        }
        catch (FileNotFoundException)
        {
            return BulkOutcome.Failed(file, PathErrors.NotFound(file.Path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return BulkOutcome.Failed(file, PathErrors.Unreadable(file.Path, e));
        }
    }

    private static async Task<string> HashAsync(string path, CancellationToken cancel)
    {
        await using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete,
            1, FileOptions.Asynchronous | FileOptions.SequentialScan);
        return Convert.ToHexString(await SHA256.HashDataAsync(file, cancel));
    }

    private async Task<BulkOutcome?> FinishedBeforeAsync(BulkFile file, FileState state, string sha256)
    {
        FinishedRecording? same = Journal!.Index.Same(file.Path, TextHash.Of(sha256));
        if (same is null || !same.Covers(file.SettingsHash, Outputs)) return null;
        await Journal.RenewAsync(file, same, state, sha256);
        return BulkOutcome.Skipped(file, Outputs.PathsOf(same.Name));
    }

    private async Task<BulkOutcome> SendAsync(
        BulkFile file, FileState state, string? sha256, AudioSource source, WorkerProgress progress,
        CancellationToken cancel)
    {
        SttTranscript? transcript = null;
        bool isInterrupted = false;
        ErrorRecord? failure = await SttCmdlet.FailureAsync(file.Path, file.Settings.Session, async () =>
        {
            try
            {
                BulkTranscription transcription = new(file, source, ContentType(source), progress);
                transcript = IsStreamed(source)
                    ? await transcription.StreamAsync(cancel)
                    : await transcription.PostAsync(cancel);
            }
            catch (SttTransportException e) when (NeedsStep(e))
            {
                isInterrupted = true;
            }
        });
        double? duration = source.Format.Duration;
        if (isInterrupted) return BulkOutcome.Interrupted(file);
        if (failure is not null) return BulkOutcome.Failed(file, failure, duration);
        // The hash that the journal gets must be that of what was sent.
        if (FileState.Of(file.Path) != state) return BulkOutcome.Failed(file, BulkErrors.Changed(file.Path), duration);
        progress.Begin(source.Name, "writing");
        ErrorRecord? unwritten = await WriteAsync(file, state, sha256, transcript!, cancel);
        if (unwritten is not null) return BulkOutcome.Failed(file, unwritten, duration);
        return new BulkOutcome(
            file,
            new SttBulkResult
            {
                Path = file.Path,
                Status = SttBulkStatus.Completed,
                OutputPath = Outputs.PathsOf(file.Name),
                Duration = duration,
            },
            Warnings: transcript!.Warnings);
    }

    /// <summary>
    /// Whether a token was needed that only a running step of a cmdlet can supply, and the one that began this had
    /// ended.
    /// </summary>
    private static bool NeedsStep(SttTransportException e)
        => e is { Failure: TransportFailure.Token, InnerException: OperationCanceledException };

    private async Task<ErrorRecord?> WriteAsync(
        BulkFile file, FileState state, string? sha256, SttTranscript transcript, CancellationToken cancel)
    {
        List<(SttTranscriptFormat Format, string Text)> contents = [];
        foreach (SttTranscriptFormat format in Outputs.Formats)
        {
            string? text = TranscriptText.Write(transcript, file.Name, format, new SubtitleOptions(), cancel);
            if (text is null) return TranscriptErrors.NoWordTimes(transcript, $"the format {format}");
            contents.Add((format, text));
        }
        try
        {
            if (sha256 is not null) await Journal!.FinishAsync(file, state, sha256, contents, cancel);
            else
            {
                foreach ((SttTranscriptFormat format, string text) in contents)
                {
                    await WholeFile.WriteAsync(Outputs.PathOf(file.Name, format), text, replace: true, cancel);
                }
            }
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return TranscriptErrors.NotWritten(Outputs.PathOf(file.Name, Outputs.Formats[0]), e);
        }
    }
}
