using System.Collections;
using System.Management.Automation;
using SttPowerShell.Accuracy;
using SttPowerShell.Errors;
using SttPowerShell.LocalService;
using SttPowerShell.Reports;
using SttPowerShell.Sessions;

namespace SttPowerShell.Commands;

/// <summary>Counts the errors of transcripts: words and characters that are wrong, missing, or too many.</summary>
/// <remarks>
/// <para>What was recognised is compared with what was said, the reference. Transcripts that carry a reference come
/// through the pipeline; texts come from the columns Reference and Hypothesis of a table, as parameters, or from
/// files.</para>
/// <para>Words are aligned as NIST's sclite aligns them, where a substitution weighs 4 and an insertion or a deletion
/// 3, so that the numbers are the same as sclite's. The word error rate is the errors for each word that was said. With
/// insertions it may be above 1. Where nothing was said there is nothing to divide by: the rate is 0 if nothing was
/// recognised either, else null, and the insertions still count in the total.</para>
/// <para>Before they are compared, texts lose what isn't spoken: letter case, punctuation around words, and the marks
/// that the service writes for hesitations. Curved apostrophes are straightened, and letters that can be written with
/// one or with two characters are written with one.</para>
/// </remarks>
/// <example>
/// <summary>Measure how well recordings are recognised.</summary>
/// <code>Import-Csv ref.csv | Invoke-SttRecognition | Measure-SttWordError</code>
/// <para>The table has the columns Path and Reference. Each recording gives a row.</para>
/// </example>
/// <example>
/// <summary>Measure a custom model by all recordings together, and show what it confuses most.</summary>
/// <code>$total = Import-Csv ref.csv | Invoke-SttRecognition -LanguageModel retail |
///     Measure-SttWordError -Total
/// $total.WordErrorRate
/// $total.Confusions | Select-Object -First 10</code>
/// <para>The total counts the errors of all pairs for all their words; it isn't the mean of their rates.</para>
/// </example>
/// <example>
/// <summary>Show word by word what became of a text.</summary>
/// <code>Measure-SttWordError 'the quick brown fox' 'the quick crown fox jumps' |
///     Format-Custom</code>
/// <para>Three lines: what was said, what was recognised, and the kinds of errors (S, I, D).</para>
/// </example>
/// <example>
/// <summary>Compare two files, taking "ok" for "okay".</summary>
/// <code>Measure-SttWordError -ReferencePath said.txt -HypothesisPath heard.txt `
///     -Equivalent @{ ok = 'okay' }</code>
/// <para>Each file is one text; line ends count as spaces.</para>
/// </example>
/// <example>
/// <summary>Look at the errors of two models beside each other.</summary>
/// <code>$rows = Import-Csv ref.csv
/// $base = $rows | Invoke-SttRecognition
/// $custom = $rows | Invoke-SttRecognition -LanguageModel retail
/// $base + $custom |
///     Measure-SttWordError -Total -Report errors.html</code>
/// <para>The page has a chart with a bar for each model, and each recording with its errors marked. Compare-SttModel
/// also tells whether the difference is more than chance.</para>
/// </example>
/// <seealso cref="CompareSttModelCommand"/>
/// <seealso cref="InvokeSttRecognitionCommand"/>
/// <seealso cref="ExportSttTranscriptCommand"/>
/// <seealso href="https://github.com/usnistgov/SCTK">NIST Scoring Toolkit, sclite</seealso>
[Cmdlet(VerbsDiagnostic.Measure, "SttWordError", SupportsShouldProcess = true)]
[OutputType(typeof(SttWordError))]
public sealed class MeasureSttWordErrorCommand : AsyncCmdlet
{
    private readonly ErrorTotal _total = new();
    private readonly List<SttWordError> _reported = [];
    private readonly HashSet<string?> _baseModels = [];
    private SpokenWords _rules = new();
    private WordErrorCounter _counter = null!;
    private string? _reference;
    private string? _hypothesis;
    private string? _report;

    /// <summary>A transcript, which also tells what recognised it; other objects by their properties.</summary>
    [Parameter(ValueFromPipeline = true)]
    [ValidateNotNull]
    public SttTranscript? InputObject { get; set; }

    /// <summary>What was said. Empty text is what was said where nobody spoke.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    public string? Reference { get; set; }

    /// <summary>What was recognised; of a transcript its text.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("Transcript")]
    [AllowNull]
    [AllowEmptyString]
    public string? Hypothesis { get; set; }

    /// <summary>A file with what was said.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ReferencePath { get; set; }

    /// <summary>A file with what was recognised.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? HypothesisPath { get; set; }

    /// <summary>The recording, to be named in the result.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    public string? Path { get; set; }

    /// <summary>
    /// What recognised, to be named in the result; a report has a bar for each. Of a transcript: its models.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    public string? Model { get; set; }

    /// <summary>
    /// Also writes a page (HTML) with a chart and all pairs with their errors marked. It is one file, which is
    /// replaced if it exists.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Report { get; set; }

    /// <summary>Gives one object for all pairs together in place of one for each.</summary>
    [Parameter]
    public SwitchParameter Total { get; set; }

    /// <summary>Takes words for different that differ in letter case.</summary>
    [Parameter]
    public SwitchParameter CaseSensitive { get; set; }

    /// <summary>Takes punctuation around words for part of them.</summary>
    [Parameter]
    public SwitchParameter KeepPunctuation { get; set; }

    /// <summary>Takes %HESITATION, which the service writes where a speaker hesitates, for a word.</summary>
    [Parameter]
    public SwitchParameter KeepHesitation { get; set; }

    /// <summary>Takes the parts of a hyphenated word for words: "twenty-one" is "twenty one".</summary>
    [Parameter]
    public SwitchParameter SplitHyphen { get; set; }

    /// <summary>
    /// Words that stand for others, in both texts: @{ ok = 'okay'; gonna = 'going to' }. Each is one word; what it
    /// stands for may be several.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    public Hashtable? Equivalent { get; set; }

    /// <summary>Leaves out the errors of characters, which take longest in texts of many thousand words.</summary>
    [Parameter]
    public SwitchParameter WordsOnly { get; set; }

    private protected override async Task BeginAsync(CancellationToken cancel)
    {
        if (Reference is not null && ReferencePath is not null)
        {
            ThrowTerminatingError(TranscriptErrors.TwoSources(nameof(Reference), nameof(ReferencePath)));
        }
        if (Hypothesis is not null && HypothesisPath is not null)
        {
            ThrowTerminatingError(TranscriptErrors.TwoSources(nameof(Hypothesis), nameof(HypothesisPath)));
        }
        _report = ReportFile.Resolve(this, Report);
        (_rules, ErrorRecord? invalid) = EquivalentWords.Add(new SpokenWords
        {
            CaseSensitive = CaseSensitive,
            KeepPunctuation = KeepPunctuation,
            KeepHesitations = KeepHesitation,
            SplitHyphens = SplitHyphen,
        }, Equivalent);
        if (invalid is not null) ThrowTerminatingError(invalid);
        _counter = new WordErrorCounter(_rules, WordsOnly);
        _reference = await ReadAsync(ReferencePath, cancel);
        _hypothesis = await ReadAsync(HypothesisPath, cancel);
    }

    private protected override Task ProcessAsync(CancellationToken cancel)
    {
        string? reference = _reference ?? Reference;
        string? hypothesis = _hypothesis ?? Hypothesis;
        if (hypothesis is null) WriteError(TranscriptErrors.NoHypothesis(Path));
        else if (reference is null) WriteError(TranscriptErrors.NoReference(Path));
        else
        {
            Take(_counter.Count(reference, hypothesis, cancel) with
            {
                Path = string.IsNullOrEmpty(Path) ? null : Path,
                Model = string.IsNullOrEmpty(Model) ? OfTranscript() : Model,
            });
        }
        return Task.CompletedTask;
    }

    private protected override async Task EndAsync(CancellationToken cancel)
    {
        if (Total) WriteObject(_total.ToResult(WordsOnly));
        if (_report is null) return;
        ReportPage page = WordErrorPage.Of(
            _reported, _baseModels, _rules, WordsOnly, DateTimeOffset.UtcNow, RunningService.OwnVersion);
        await ReportFile.WriteAsync(this, _report, page, cancel);
    }

    private string? OfTranscript()
    {
        _baseModels.Add(InputObject?.BaseModel);
        return InputObject is null ? null : ModelLabel.Of(InputObject);
    }

    private void Take(SttWordError pair)
    {
        if (_report is not null) _reported.Add(pair);
        if (Total) _total.Add(pair);
        else WriteObject(pair);
    }

    private async Task<string?> ReadAsync(string? path, CancellationToken cancel)
    {
        if (path is null) return null;
        string file = SessionState.Path.GetUnresolvedProviderPathFromPSPath(path);
        if (!File.Exists(file)) ThrowTerminatingError(PathErrors.NotFound(path));
        try
        {
            return await File.ReadAllTextAsync(file, cancel);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            ThrowTerminatingError(PathErrors.Unreadable(file, e));
            throw;
        }
    }
}
