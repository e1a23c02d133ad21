using System.Collections;
using System.Management.Automation;
using System.Net.Http.Headers;
using SttPowerShell.Accuracy;
using SttPowerShell.Completion;
using SttPowerShell.Errors;

namespace SttPowerShell.Commands;

/// <summary>
/// A cmdlet that recognises recordings of which it is known what was said, and counts the words that are wrong.
/// </summary>
public abstract class ReferenceSetCmdlet : RecognitionTextCmdlet
{
    private protected const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";

    private readonly List<ComparedRecording> _recordings = [];

    /// <summary>Recordings. Wildcards are allowed.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true, ParameterSetName = PathSet)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[]? Path { get; set; }

    /// <summary>Recordings whose names are taken as they are, without wildcards.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = LiteralPathSet)]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string[]? LiteralPath { get; set; }

    /// <summary>
    /// What was said in the recordings, one text for each, in their order. Empty text is what was said where nobody
    /// spoke.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    public string[]? Reference { get; set; }

    /// <summary>The type of the recordings, such as audio/l16;rate=16000. Raw formats need it.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ContentTypeCompleter))]
    public string? ContentType { get; set; }

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
    /// Words that stand for others, in what was said and what was recognised: @{ ok = 'okay'; gonna = 'going to' }.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    public Hashtable? Equivalent { get; set; }

    /// <summary>Leaves out the errors of characters, which take longest in texts of many thousand words.</summary>
    [Parameter]
    public SwitchParameter WordsOnly { get; set; }

    /// <summary>The recordings that have come so far.</summary>
    private protected IReadOnlyList<ComparedRecording> Recordings => _recordings;

    /// <summary>Which words are compared.</summary>
    private protected SpokenWords Rules { get; private set; } = new();

    private protected override Task BeginAsync(CancellationToken cancel)
    {
        if (ContentType is not null && !MediaTypeHeaderValue.TryParse(ContentType, out _))
        {
            ThrowTerminatingError(PathErrors.InvalidContentType(ContentType));
        }
        if (AudioFormat.LacksRate(ContentType)) ThrowTerminatingError(RecognitionErrors.RateMissing(ContentType!));
        (Rules, ErrorRecord? invalid) = EquivalentWords.Add(new SpokenWords
        {
            CaseSensitive = CaseSensitive,
            KeepPunctuation = KeepPunctuation,
            KeepHesitations = KeepHesitation,
            SplitHyphens = SplitHyphen,
        }, Equivalent);
        if (invalid is not null) ThrowTerminatingError(invalid);
        return Task.CompletedTask;
    }

    private protected sealed override async Task ProcessAsync(CancellationToken cancel)
    {
        FilePaths paths = new(this);
        string[] files =
        [
            .. (Path ?? []).SelectMany(paths.Resolve), .. (LiteralPath ?? []).SelectMany(paths.ResolveLiteral),
        ];
        if (files.Length == 0) return;
        if (Reference is null)
        {
            foreach (string file in files) WriteError(ComparisonErrors.NoReference(file));
        }
        else if (Reference.Length != files.Length)
        {
            WriteError(ModelErrors.ReferenceCount(Reference.Length, files.Length));
        }
        else
        {
            foreach ((string file, string text) in files.Zip(Reference)) await TakeAsync(file, text, cancel);
        }
    }

    private async Task TakeAsync(string file, string reference, CancellationToken cancel)
    {
        try
        {
            AudioSource source = await AudioSource.OfFileAsync(file, cancel);
            if (Refusal(source) is ErrorRecord refusal)
            {
                source.Dispose();
                WriteError(refusal);
            }
            else _recordings.Add(new ComparedRecording(source, reference));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            WriteError(PathErrors.Unreadable(file, e));
        }
    }

    private ErrorRecord? Refusal(AudioSource source) => source.Length switch
    {
        null => ComparisonErrors.LiveSource(source.FilePath!),
        < AudioLimits.LeastBytes => PathErrors.TooShort(source.Target, source.Name, source.Length.Value),
        > AudioLimits.MostBytes => PathErrors.TooLong(
            source.Target, source.Name, source.Length.Value, AudioLimits.MostBytes),
        _ when ContentType is null && source.Format.NeedsRate => PathErrors.RateNeeded(
            source.Target, source.Name, source.Format.ContentType!),
        _ => null,
    };
}
