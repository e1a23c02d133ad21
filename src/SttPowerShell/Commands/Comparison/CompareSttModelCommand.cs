using System.Globalization;
using System.Management.Automation;
using SttPowerShell.Accuracy;
using SttPowerShell.Completion;
using SttPowerShell.Errors;
using SttPowerShell.LocalService;
using SttPowerShell.Reports;

namespace SttPowerShell.Commands;

/// <summary>Finds out which of several models recognises recordings best, and whether that is more than chance.</summary>
/// <remarks>
/// <para>Recognises recordings of which it is known what was said with each model, and counts the words that are wrong.
/// Recordings come as a table with the columns Path and Reference. Each custom model is compared with its base model
/// alone, or all with the model that -Baseline names; language models at each -CustomizationWeight, and with -Combine
/// also together with each of the acoustic models.</para>
/// <para>Emits one object for each candidate, the baseline first, with the settings that it was measured with. PValue
/// tells how likely a difference as great as the one to the baseline is by chance, and Significant whether that is below
/// 5 % for all candidates together. The test is NIST's matched-pairs sentence-segment word error test: the same as
/// sc_stats -t mapsswe of its scoring toolkit. Where fewer than 50 segments differ, Z isn't distributed normally, and
/// the exact distribution is taken in its place.</para>
/// <para>A recording that fails with one model is an error and left out for all of them, so that all are compared on the
/// same. Words are compared as Measure-SttWordError does. The recognitions are ordinary ones, which IBM Cloud charges
/// for: -WhatIf tells how many there are, and how many minutes of audio.</para>
/// </remarks>
/// <example>
/// <summary>Find out whether a custom model is better than its base model.</summary>
/// <code>Import-Csv ref.csv | Compare-SttModel retail</code>
/// <para>The table has the columns Path and Reference. Shows a row for each model.</para>
/// </example>
/// <example>
/// <summary>Find the best weight of two models, and write a page to look at.</summary>
/// <code>Import-Csv ref.csv |
///     Compare-SttModel retail, support -CustomizationWeight 0.1, 0.3 `
///         -Report weights.html</code>
/// <para>The page needs nothing else: a chart, and all recordings with their errors marked.</para>
/// </example>
/// <example>
/// <summary>See what a comparison would cost.</summary>
/// <code>Import-Csv ref.csv |
///     Compare-SttModel retail -CustomizationWeight 0.1, 0.3, 0.5 -WhatIf</code>
/// <para>Nothing is recognised.</para>
/// </example>
/// <example>
/// <summary>Compare a language model, an acoustic model, and both together with the base model.</summary>
/// <code>Import-Csv ref.csv | Compare-SttModel retail, voices -Combine</code>
/// <para>Models sort themselves by their type.</para>
/// </example>
/// <example>
/// <summary>Let a script fail if a new model is worse than the one in use.</summary>
/// <code>$new = Import-Csv ref.csv |
///     Compare-SttModel support -Baseline retail |
///     Select-Object -Last 1
/// if ($new.Significant -and $new.Difference -gt 0) { throw "$new" }</code>
/// <para>In a string the result tells the errors and the difference.</para>
/// </example>
/// <seealso cref="MeasureSttWordErrorCommand"/>
/// <seealso cref="TestSttCustomModelCommand"/>
/// <seealso cref="InvokeSttRecognitionCommand"/>
/// <seealso href="https://github.com/usnistgov/SCTK">NIST Scoring Toolkit, sc_stats</seealso>
[Cmdlet(VerbsData.Compare, "SttModel", SupportsShouldProcess = true, DefaultParameterSetName = PathSet)]
[OutputType(typeof(SttModelComparison))]
[OutputType(typeof(Job))]
public sealed class CompareSttModelCommand : ReferenceSetCmdlet
{
    private IReadOnlyList<Candidate> _candidates = [];
    private SttSession _session = null!;
    private string? _report;
    private bool _isConfirmed;

    /// <summary>Custom models of either type: objects, ids, or names. Wildcards are allowed.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(CustomModelCompleter))]
    public SttCustomModelReference[] Model { get; set; } = [];

    /// <summary>
    /// Base models to compare alone. The first is the baseline, unless -Baseline is given. Without it: those that the
    /// custom models are for.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(BaseModelCompleter))]
    public string[] BaseModel { get; set; } = [];

    /// <summary>The custom model to compare the others with, in place of a base model.</summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(CustomModelCompleter))]
    public SttCustomModelReference? Baseline { get; set; }

    /// <summary>
    /// How much custom language models count beside their base model, 0 to 1; each weight is a candidate. Without it:
    /// as they were trained.
    /// </summary>
    [Parameter]
    [ValidateRange(0.0, 1.0)]
    public double[] CustomizationWeight { get; set; } = [];

    /// <summary>Compares each language model also together with each of the acoustic models.</summary>
    [Parameter]
    public SwitchParameter Combine { get; set; }

    /// <summary>How many recordings are sent at once.</summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = 4;

    /// <summary>
    /// Also writes a page (HTML) with a chart and all recordings with their errors marked. It is one file, which is
    /// replaced if it exists.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Report { get; set; }

    /// <summary>
    /// Does it in a PowerShell job, which is emitted at once; see Get-Job, Receive-Job and Stop-Job.
    /// </summary>
    [Parameter]
    public SwitchParameter AsJob { get; set; }

    private protected override bool RunsAsJob => AsJob && _isConfirmed;

    private protected override async Task BeginAsync(CancellationToken cancel)
    {
        await base.BeginAsync(cancel);
        _report = ReportFile.Resolve(this, Report);
        await FindCandidatesAsync(cancel);
    }

    private protected override Task EndAsync(CancellationToken cancel)
    {
        if (Recordings.Count == 0) WriteError(ComparisonErrors.NoRecordings());
        else _isConfirmed = ShouldProcess(Audio(), Work());
        return Task.CompletedTask;
    }

    private protected override async Task FinishAsync(CancellationToken cancel)
    {
        if (!_isConfirmed) return;
        DateTimeOffset started = _session.Clock.GetUtcNow();
        ComparisonRun run = new()
        {
            Cmdlet = this,
            Session = _session,
            Candidates = _candidates,
            Recordings = Recordings,
            Common = TextParameters(),
            ContentType = ContentType,
            Counter = new WordErrorCounter(Rules, WordsOnly),
        };
        await run.RunAsync(ThrottleLimit, cancel);
        if (TellLeftOut() == Recordings.Count) return;
        SttModelComparison[] results = [.. ComparisonResults.Of(run, WordsOnly).Select(result => result with
        {
            Uri = _session.Uri,
            Session = _session,
            Rules = Rules.Describe(),
            Started = started,
            ModuleVersion = RunningService.OwnVersion,
        })];
        // Before the page: a full disk must not cost what was recognised.
        WriteObject(results, enumerateCollection: true);
        if (_report is null) return;
        await ReportFile.WriteAsync(this, _report, ComparisonPage.Of(results, LeftOut()), cancel);
    }

    private async Task FindCandidatesAsync(CancellationToken cancel)
    {
        SttSession? ofModel = Model.Append(Baseline).Select(reference => reference?.Model?.Session)
            .FirstOrDefault(session => session is not null);
        _session = RequireSession(ofModel);
        ErrorRecord? error = null;
        await RequireAsync(null, _session, async () =>
        {
            (_candidates, error) = await new CandidateFinder(_session, Finder(_session)).FindAsync(new CandidateChoice
            {
                Models = Model,
                BaseModels = BaseModel,
                Weights = CustomizationWeight,
                Combine = Combine,
                Baseline = Baseline,
            }, cancel);
        });
        if (error is not null) ThrowTerminatingError(error);
    }

    private int TellLeftOut()
    {
        int leftOut = LeftOut().Count();
        if (leftOut == Recordings.Count) WriteError(ComparisonErrors.NothingLeft(leftOut));
        else if (leftOut > 0)
        {
            WriteWarning($"{leftOut} of {Recordings.Count} recordings are left out for all candidates, because at "
                + "least one of them failed.");
        }
        return leftOut;
    }

    private IEnumerable<(string Path, string Reason)> LeftOut()
        => Recordings.Where(recording => recording.LeftOut is not null)
            .Select(recording => (recording.Path, recording.LeftOut!));

    private string Audio() => $"{Count(Recordings.Count, "recording")} ({Duration(1)} of audio)";

    private string Work() => $"Recognise with {Count(_candidates.Count, "candidate")}: "
        + $"{Count(Recordings.Count * _candidates.Count, "recognition")} of {Duration(_candidates.Count)}";

    // As far as the recordings' headers tell.
    private string Duration(int times)
    {
        double?[] each = [.. Recordings.Select(recording => recording.Source.Format.Duration)];
        double seconds = each.Sum()!.Value * times;
        string text = seconds < 100
            ? seconds.ToString("0 'seconds'", CultureInfo.CurrentCulture)
            : (seconds / 60).ToString("0.0 'minutes'", CultureInfo.CurrentCulture);
        return each.Contains(null) ? $"at least {text}" : text;
    }

    private static string Count(int number, string what)
        => string.Create(CultureInfo.CurrentCulture, $"{number} {what}{(number == 1 ? "" : "s")}");
}
