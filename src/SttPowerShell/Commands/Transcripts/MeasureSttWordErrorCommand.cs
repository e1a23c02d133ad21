using System.Collections;
using System.Management.Automation;
using SttPowerShell.Accuracy;
using SttPowerShell.Errors;

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
/// <seealso cref="InvokeSttRecognitionCommand"/>
/// <seealso cref="ExportSttTranscriptCommand"/>
/// <seealso href="https://github.com/usnistgov/SCTK">NIST Scoring Toolkit, sclite</seealso>
[Cmdlet(VerbsDiagnostic.Measure, "SttWordError")]
[OutputType(typeof(SttWordError))]
public sealed class MeasureSttWordErrorCommand : AsyncCmdlet
{
    private readonly ErrorTotal _total = new();
    private SpokenWords _rules = new();
    private string? _reference;
    private string? _hypothesis;

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
        SpokenWords rules = new()
        {
            CaseSensitive = CaseSensitive,
            KeepPunctuation = KeepPunctuation,
            KeepHesitations = KeepHesitation,
            SplitHyphens = SplitHyphen,
        };
        _rules = rules with { Equivalents = EquivalentsOf(rules) };
        _reference = await ReadAsync(ReferencePath, cancel);
        _hypothesis = await ReadAsync(HypothesisPath, cancel);
    }

    private protected override Task ProcessAsync(CancellationToken cancel)
    {
        string? reference = _reference ?? Reference;
        string? hypothesis = _hypothesis ?? Hypothesis;
        if (hypothesis is null) WriteError(TranscriptErrors.NoHypothesis(Path));
        else if (reference is null) WriteError(TranscriptErrors.NoReference(Path));
        else Take(Measure(_rules.Split(reference), _rules.Split(hypothesis), cancel));
        return Task.CompletedTask;
    }

    private protected override Task EndAsync(CancellationToken cancel)
    {
        if (Total) WriteObject(_total.ToResult(WordsOnly));
        return Task.CompletedTask;
    }

    private void Take(SttWordError pair)
    {
        if (Total) _total.Add(pair);
        else WriteObject(pair);
    }

    private SttWordError Measure(string[] reference, string[] hypothesis, CancellationToken cancel)
    {
        WordAlignment alignment = WordAlignment.Of(reference, hypothesis, CaseSensitive, cancel);
        CharacterErrors? characters = WordsOnly
            ? null
            : CharacterErrors.Of(reference, hypothesis, CaseSensitive, cancel);
        return new SttWordError
        {
            Path = string.IsNullOrEmpty(Path) ? null : Path,
            PairsWithErrors = alignment.Errors > 0 ? 1 : 0,
            Words = alignment.Words,
            Substitutions = alignment.Substitutions,
            Insertions = alignment.Insertions,
            Deletions = alignment.Deletions,
            Characters = characters?.Characters,
            CharacterErrors = characters?.Errors,
            Alignment = alignment.Steps,
        };
    }

    private Dictionary<string, string[]>? EquivalentsOf(SpokenWords rules)
    {
        if (Equivalent is null) return null;
        Dictionary<string, string[]> words = new(
            CaseSensitive ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase);
        foreach (DictionaryEntry entry in Equivalent)
        {
            string[] key = rules.Split(entry.Key.ToString() ?? "");
            if (key.Length != 1) ThrowTerminatingError(TranscriptErrors.InvalidEquivalent(entry.Key));
            words[key[0]] = rules.Split(entry.Value?.ToString() ?? "");
        }
        return words;
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
