using System.Management.Automation;
using SttPowerShell.Accuracy;
using SttPowerShell.Client.Wire;
using SttPowerShell.Errors;

namespace SttPowerShell.Commands;

/// <summary>
/// Recognises recordings with all candidates, several at once, recording after recording: one that fails with a
/// candidate is left out for all, and isn't sent any more.
/// </summary>
internal sealed class ComparisonRun
{
    // With these the next recording would fail as well.
    private static readonly HashSet<string> s_hopeless =
        ["CustomModelNotReady", "CustomModelNotFound", "BaseModelNotFound", "WrongBaseModel", "LocalServiceGone"];

    // Each of these was sent several times already.
    private const int MostUnreached = 3;

    private readonly HashSet<string> _warnings = [];
    private int _unreached;
    private int _next;
    private int _done;

    /// <summary>The cmdlet that it works for.</summary>
    public required Cmdlet Cmdlet { get; init; }

    public required SttSession Session { get; init; }

    public required IReadOnlyList<Candidate> Candidates { get; init; }

    public required IReadOnlyList<ComparedRecording> Recordings { get; init; }

    /// <summary>What recognitions are asked for, whatever the model.</summary>
    public required RecognitionParameters Common { get; init; }

    /// <summary>The recordings' content type; null if it is found from each file.</summary>
    public required string? ContentType { get; init; }

    public required WordErrorCounter Counter { get; init; }

    /// <summary>Recognises all, on the pipeline thread between the calls.</summary>
    public async Task RunAsync(int atOnce, CancellationToken cancel)
    {
        using CancellationTokenSource all = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        ComparisonProgress progress = new(Cmdlet, Recordings.Count * Candidates.Count);
        try
        {
            await Task.WhenAll(Enumerable.Range(0, atOnce).Select(_ => WorkAsync()));
        }
        finally
        {
            progress.Complete();
        }

        async Task WorkAsync()
        {
            try
            {
                while (_next < Recordings.Count * Candidates.Count)
                {
                    (int recording, int candidate) = Math.DivRem(_next++, Candidates.Count);
                    await RecogniseAsync(Recordings[recording], Candidates[candidate], all.Token);
                    progress.Show(++_done, $"{Candidates[candidate].Name}: {Recordings[recording].Source.Name}");
                }
            }
            catch
            {
                // An error that ends the command: nobody wants the others then.
                await all.CancelAsync();
                throw;
            }
        }
    }

    private async Task RecogniseAsync(ComparedRecording recording, Candidate candidate, CancellationToken cancel)
    {
        if (recording.LeftOut is not null) return;
        Cmdlet.WriteVerbose($"Recognising {recording.Source.Name} with {candidate.Name} at {Session.Uri}.");
        ErrorRecord? failure = await SttCmdlet.FailureAsync(recording.Path, Session, async () =>
        {
            var answer = await Session.Client.Recognition.RecognizeAsync(
                recording.Source.Open(NoProgress.Instance), ContentType ?? recording.Source.Format.ContentType,
                candidate.Parameters(Common), RecognizedPhraseReader.Read, cancel);
            foreach (string warning in answer.Value.Frame.Warnings ?? []) Warn(candidate, warning);
            string heard = SttTranscript.Text(TranscriptContent.Of(answer.Value).Segments);
            // An hour of speech takes seconds to compare, in which others shall be sent.
            SttWordError result = await Task.Run(() => Counter.Count(recording.Reference, heard, cancel), cancel);
            recording[candidate] = result with { Path = recording.Path, Model = candidate.Name };
            _unreached = 0;
        });
        if (failure is not null) Fail(recording, candidate, failure);
    }

    private void Fail(ComparedRecording recording, Candidate candidate, ErrorRecord failure)
    {
        bool isHopeless = s_hopeless.Contains(failure.FullyQualifiedErrorId)
            || failure.CategoryInfo.Category == ErrorCategory.AuthenticationError;
        if (isHopeless) Cmdlet.ThrowTerminatingError(failure);
        // Others of the same recording were under way.
        if (recording.LeftOut is not null) return;
        recording.LeftOut = $"{candidate.Name}: {failure.Exception.Message}";
        Cmdlet.WriteError(ComparisonErrors.LeftOut(failure, recording.Path, candidate.Name));
        _unreached = failure.CategoryInfo.Category == ErrorCategory.ConnectionError ? _unreached + 1 : 0;
        if (_unreached >= MostUnreached) GiveUp();
    }

    /// <summary>Leaves out what isn't recognised yet; what is still counts.</summary>
    private void GiveUp()
    {
        _next = Recordings.Count * Candidates.Count;
        ComparedRecording[] left =
            [.. Recordings.Where(recording => recording.LeftOut is null && !Candidates.All(recording.IsKnown))];
        foreach (ComparedRecording recording in left) recording.LeftOut = "The service could not be reached.";
        if (left.Length > 0) Cmdlet.WriteError(ComparisonErrors.ServiceLost(Session, left.Length));
    }

    private void Warn(Candidate candidate, string warning)
    {
        if (_warnings.Add(warning)) Cmdlet.WriteWarning($"{candidate.Name}: {warning}");
    }

    // How far each of many uploads is would be too much to show.
    private sealed class NoProgress : IProgress<long>
    {
        public static readonly NoProgress Instance = new();

        public void Report(long value)
        {
        }
    }
}
