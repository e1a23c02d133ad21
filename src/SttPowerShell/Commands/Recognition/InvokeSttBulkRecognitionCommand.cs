using System.Management.Automation;
using SttPowerShell.Bulk;
using SttPowerShell.Client.Wire;
using SttPowerShell.Errors;

namespace SttPowerShell.Commands;

/// <summary>Transcribes any number of recordings into files, several at once, and goes on after a crash.</summary>
/// <remarks>
/// <para>Each recording's transcript is written into the output directory, in one or several formats, named after the
/// recording: call.wav gives call.json, call.srt and so on. Recordings of the same name from several directories get
/// numbers, and a warning says so. Files are as Export-SttTranscript writes them; existing ones are replaced. What is
/// recognised at once is few, and memory doesn't grow with the recordings.</para>
/// <para>With -Journal the same command can be run again at any time, after Ctrl+C, a crash or a kill, and does only
/// what isn't finished. A recording that has the size, the time and the path that the journal has of it is finished
/// without being read. Otherwise the hash of its content counts: changed content, or other parameters, another service
/// or another custom model, are recognised again; a recording that was only touched, or moved with its name, isn't. A
/// custom model that was trained anew is the same parameter: give another journal to recognise all with it. Transcripts
/// that were deleted are made again. A journal is for one run at a time, and for one output directory.</para>
/// <para>One SttBulkSummary tells at the end what has become of all. A recording that fails is an error of its own, and
/// the others go on. Errors are written after the summary, when all is done, so that with $ErrorActionPreference =
/// 'Stop' too all recordings are tried before the script ends with exit code 1. Once 1,000 have failed they are
/// written at once. Where nothing else could succeed either, since the service refuses the credentials or has gone, the
/// run ends early.</para>
/// <para>-WhatIf says how many recordings and minutes of audio there are to recognise, as far as headers tell: those of
/// WAV and FLAC do. It asks the service for no recognition, and neither makes nor changes a file.</para>
/// </remarks>
/// <example>
/// <summary>Make subtitles and texts of all recordings of a folder, six at a time.</summary>
/// <code>Get-ChildItem *.wav |
///     Invoke-SttBulkRecognition -OutputDirectory out -Format Srt, Txt</code>
/// <para>Subtitles need the times of words, which are asked for without -Timestamps.</para>
/// </example>
/// <example>
/// <summary>Recognise everything in a scheduled script, and only what is new the next time.</summary>
/// <code>$ErrorActionPreference = 'Stop'
/// Get-ChildItem calls -Filter *.wav -Recurse |
///     Invoke-SttBulkRecognition -OutputDirectory out -Journal calls.journal</code>
/// <para>If any recording fails, the script ends with exit code 1 after all have been tried. Run it again to try those
/// again.</para>
/// </example>
/// <example>
/// <summary>Act on what has failed.</summary>
/// <code>$summary = Get-ChildItem *.wav |
///     Invoke-SttBulkRecognition -OutputDirectory out -ErrorAction Ignore
/// if ($summary.Failed) { $summary.Errors | Select-Object Path, Error }</code>
/// <para>The summary names the first 100. -PassThru emits a result for each recording.</para>
/// </example>
/// <example>
/// <summary>See beforehand what it would take.</summary>
/// <code>Get-ChildItem *.wav | Invoke-SttBulkRecognition -OutputDirectory out -WhatIf</code>
/// <para>Says how many recordings and minutes of audio would be sent.</para>
/// </example>
/// <seealso cref="InvokeSttRecognitionCommand"/>
/// <seealso cref="ExportSttTranscriptCommand"/>
/// <seealso cref="StartSttRecognitionJobCommand"/>
/// <seealso cref="ConnectSttServiceCommand"/>
[Cmdlet(VerbsLifecycle.Invoke, "SttBulkRecognition", DefaultParameterSetName = PathSet, SupportsShouldProcess = true)]
[OutputType(typeof(SttBulkSummary))]
[OutputType(typeof(SttBulkResult))]
[OutputType(typeof(Job))]
public sealed class InvokeSttBulkRecognitionCommand : TranscriptionCmdlet
{
    /// <summary>How many errors are kept for the end.</summary>
    private const int MostErrors = 1000;

    private readonly BulkTally _tally = new();
    private readonly List<ErrorRecord> _errors = [];
    private readonly List<(string Path, string? Reference)> _forJob = [];
    private BulkLimit _limit = null!;
    private OutputFiles _outputs = null!;
    private string? _journalPath;
    private BulkIntake? _intake;
    private BulkPlan? _plan;
    private BulkRun? _run;
    private BulkSettings? _settings;
    private bool _isWhatIf;
    private bool _isInJob;

    /// <summary>The formats to write: Json, Txt, Csv, Tsv, Srt, Vtt, Ctm. Without it: Json.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public SttTranscriptFormat[] Format { get; set; } = [SttTranscriptFormat.Json];

    /// <summary>Where to write. Without it: the current location. It is made if it isn't there.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string OutputDirectory { get; set; } = ".";

    /// <summary>
    /// A file that keeps what is finished, so that the same command, run again, does only the rest. It is made if it
    /// isn't there.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Journal { get; set; }

    /// <summary>
    /// Leaves out recordings all of whose files exist, whatever they were made from. With -Journal: of those that the
    /// journal doesn't know.
    /// </summary>
    [Parameter]
    public SwitchParameter SkipExisting { get; set; }

    /// <summary>How many recordings are recognised at once.</summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = 4;

    /// <summary>
    /// Ends the run once so many recordings have failed: what has been begun is finished, and nothing more is begun.
    /// Without it there is no limit.
    /// </summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? MaxErrors { get; set; }

    /// <summary>Emits an SttBulkResult for each recording, too, as soon as it has come to its end.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override bool RunsAsJob => AsJob && !_isWhatIf;

    private protected override async Task BeginAsync(CancellationToken cancel)
    {
        await base.BeginAsync(cancel);
        _isWhatIf = MyInvocation.BoundParameters.TryGetValue("WhatIf", out object? given)
            ? LanguagePrimitives.IsTrue(given)
            : LanguagePrimitives.IsTrue(GetVariableValue("WhatIfPreference"));
        FilePaths paths = new(this);
        _limit = new BulkLimit(MaxErrors);
        _outputs = new OutputFiles(paths.OfNew(OutputDirectory), [.. Format.Distinct()]);
        _journalPath = Journal is null ? null : paths.OfNew(Journal);
    }

    /// <summary>Bytes and streams.</summary>
    private protected override Task RecognizeAsync(AudioSource source, CancellationToken cancel)
        => RecognizeFileAsync(source.FilePath!, cancel);

    private protected override ErrorRecord? Refusal(AudioSource source)
        => source.FilePath is null || source.IsLive || source.Target is Stream
            ? BulkErrors.NeedsFile(source.Target, source.Name)
            : base.Refusal(source);

    private protected override async Task RecognizeFileAsync(string file, CancellationToken cancel)
    {
        if (RunsAsJob && !_isInJob)
        {
            if (ShouldProcess(file, "Recognise")) _forJob.Add((file, Reference));
            return;
        }
        BulkSettings settings = await SettingsAsync(cancel);
        await OpenAsync(cancel);
        if (_intake!.Take(file, Reference, settings) is not BulkFile taken)
        {
            WriteVerbose($"{file} came before.");
            return;
        }
        try
        {
            if (_plan is null) await _run!.AddAsync(taken, () => ShouldProcess(taken.Path, "Recognise"), cancel);
            else if (await _plan.AddAsync(taken, cancel) is ErrorRecord refusal) Report(refusal);
        }
        catch (FileNotFoundException)
        {
            Report(PathErrors.NotFound(file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Report(PathErrors.Unreadable(file, e));
        }
    }

    private protected override void Report(ErrorRecord error)
    {
        _limit.Count(error);
        Tell(_tally.AddInput(error), error);
    }

    private protected override async Task FinishAsync(CancellationToken cancel)
    {
        _isInJob = RunsAsJob;
        if (_isWhatIf)
        {
            if (_plan is not null) ShouldProcess(_outputs.Directory, _plan.ToString());
            return;
        }
        try
        {
            foreach ((string path, string? reference) in _forJob)
            {
                Reference = reference;
                await RecognizeFileAsync(path, cancel);
            }
            if (_run is not null) await _run.FinishAsync(cancel);
        }
        finally
        {
            _run?.Dispose();
        }
        SttBulkSummary summary = _tally.Summary(_outputs.Directory, _journalPath);
        WriteObject(summary);
        WriteErrors();
        if (summary.NotTried > 0 && _limit.IsReached) WriteError(BulkErrors.Ended(summary));
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) _run?.Dispose();
        base.Dispose(disposing);
    }

    private async Task<BulkSettings> SettingsAsync(CancellationToken cancel)
    {
        SttSession session = RequireSession(Models.Session);
        // Custom models and sessions come through the pipeline, too; all else is the same for all recordings.
        bool isSame = _settings is not null && _settings.Session == session
            && _settings.Parameters.LanguageCustomizationId == Models.Language?.Id
            && _settings.Parameters.AcousticCustomizationId == Models.Acoustic?.Id;
        if (isSame) return _settings!;
        await CheckModelsAsync(session, cancel);
        RecognitionParameters parameters = WireParameters(session);
        if (_outputs.NeedTimes) parameters = parameters with { Timestamps = true };
        return _settings = new BulkSettings(session, parameters, ContentType);
    }

    private async Task OpenAsync(CancellationToken cancel)
    {
        if (_intake is not null) return;
        try
        {
            if (_isWhatIf)
            {
                JournalIndex? known = _journalPath is null ? null : JournalIndex.Of(JournalFile.Peek(_journalPath));
                _intake = new BulkIntake(_outputs, known, SkipExisting);
                _plan = new BulkPlan(_intake, Refusal);
                return;
            }
            Directory.CreateDirectory(_outputs.Directory);
            BulkJournal? journal =
                _journalPath is null ? null : await BulkJournal.OpenAsync(_journalPath, _outputs);
            if (journal?.BadLines > 0) WriteWarning($"Lines of the journal that can't be read: {journal.BadLines}.");
            _intake = new BulkIntake(_outputs, journal?.Index, SkipExisting);
            BulkRecognition work = new()
            {
                Outputs = _outputs,
                Journal = journal,
                Refusal = Refusal,
                IsStreamed = IsStreamed,
                ContentType = ContentTypeOf,
            };
            _run = new BulkRun(this, _tally, work, _intake, _limit, ThrottleLimit, Tell);
        }
        catch (JournalException e)
        {
            ThrowTerminatingError(e.ErrorRecord);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            ThrowTerminatingError(BulkErrors.DirectoryUnusable(_outputs.Directory, e));
        }
    }

    private void Tell(SttBulkResult result, ErrorRecord? error)
    {
        // What is told before a job does the rest, or in place of it, are bad paths.
        bool isRun = !_isWhatIf && (!RunsAsJob || _isInJob);
        if (PassThru && isRun) WriteObject(result);
        if (error is null) return;
        _errors.Add(error);
        if (!isRun || _errors.Count >= MostErrors) WriteErrors();
    }

    private void WriteErrors()
    {
        ErrorRecord[] errors = [.. _errors];
        _errors.Clear();
        foreach (ErrorRecord error in errors) WriteError(error);
    }
}
