using System.Globalization;
using System.Management.Automation;
using SttPowerShell.Client.Wire;
using SttPowerShell.Completion;
using SttPowerShell.Errors;

namespace SttPowerShell.Commands;

/// <summary>Adds words to custom language models, or defines words that they have anew.</summary>
/// <remarks>
/// <para>A word may say how it is pronounced, with up to five -SoundsLike, and how transcripts write it, with
/// -DisplayAs. Without -SoundsLike the service finds a pronunciation.</para>
/// <para>Words that come through the pipeline are sent together, 5,000 in a request, each request when the words of the
/// one before are analysed. A row with a mistake is an error that names it, and the others are added. One word alone is
/// added at once.</para>
/// <para>The model must be trained for the words to take effect. A word that the service can't use fails the training:
/// -Wait tells of it, and so does Get-SttWord.</para>
/// </remarks>
/// <example>
/// <summary>Add a word.</summary>
/// <code>$sounds = 'cardio map', 'kardio map'
/// Add-SttWord retail CardioMap -SoundsLike $sounds -DisplayAs 'CardioMap™'</code>
/// <para>The first name is the model's.</para>
/// </example>
/// <example>
/// <summary>Add the words of a table, wait until they are analysed, and train.</summary>
/// <code>Import-Csv products.csv | Add-SttWord -Model retail -Wait
/// Start-SttTraining retail -Wait</code>
/// <para>Takes the columns Word, SoundsLike, with bars between several, and DisplayAs.</para>
/// </example>
/// <example>
/// <summary>Add a list of names.</summary>
/// <code>Get-Content names.txt | Add-SttWord retail</code>
/// <para>One word a line.</para>
/// </example>
/// <seealso cref="GetSttWordCommand"/>
/// <seealso cref="RemoveSttWordCommand"/>
/// <seealso cref="AddSttCorpusCommand"/>
/// <seealso href="https://cloud.ibm.com/apidocs/speech-to-text#addwords">
/// Watson Speech to Text API: add custom words</seealso>
[Cmdlet(VerbsCommon.Add, "SttWord", SupportsShouldProcess = true)]
[OutputType(typeof(SttWord))]
public sealed class AddSttWordCommand : AddModelDataCmdlet
{
    private const int WordsInARequest = 5000;

    private readonly Dictionary<(SttSession Session, string ModelId), WordBatch> _batches = [];
    private int _row;

    /// <summary>The custom language model: the object, its id, or its name.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("ModelId")]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(LanguageModelCompleter))]
    public SttCustomModelReference? Model { get; set; }

    /// <summary>The word, without blanks. Case matters.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(WordCompleter))]
    public string? Word { get; set; }

    /// <summary>Words as text, or rows with a property Word. It is for the pipeline only.</summary>
    [Parameter(ValueFromPipeline = true)]
    [AllowNull]
    [AllowEmptyString]
    public object? InputObject { get; set; }

    /// <summary>
    /// How it is pronounced, in letters and words of the language, without digits: up to five, each of at most 40
    /// characters. Several may be in one text, with bars between them.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyCollection]
    [AllowEmptyString]
    public string[]? SoundsLike { get; set; }

    /// <summary>How transcripts write it. Without it as the word itself.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    public string? DisplayAs { get; set; }

    /// <summary>
    /// Only writes what sounds like -SoundsLike as -DisplayAs, without making it a word of its own. Models of the
    /// next generation only.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public SwitchParameter MappingOnly { get; set; }

    /// <summary>
    /// Emits the words, with -Wait and one word alone as the service has them, else as they were sent. Without it
    /// nothing is emitted.
    /// </summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override SttModelType ModelType => SttModelType.Language;

    private protected override async Task ProcessAsync(CancellationToken cancel)
    {
        _row++;
        if (Word is null && !MyInvocation.ExpectingInput) ThrowTerminatingError(LanguageErrors.WordNeeded());
        if (FindSession(Model!.Model?.Session) is not SttSession session) return;
        if (await FindModelAsync(Model, session, cancel) is not SttCustomModel model) return;
        if (!_batches.TryGetValue((session, model.Id), out WordBatch? batch))
        {
            _batches[(session, model.Id)] = batch = new WordBatch(session, model);
        }
        if (Given() is not string text)
        {
            WriteError(LanguageErrors.WordRefused(_row, $"{InputObject}", "the row has no property Word"));
            return;
        }
        string[] soundsLike = WordRules.Split(SoundsLike);
        Word word = new()
        {
            Text = text.Trim(),
            SoundsLike = soundsLike.Length > 0 ? soundsLike : null,
            DisplayAs = string.IsNullOrWhiteSpace(DisplayAs) ? null : DisplayAs.Trim(),
            MappingOnly = MappingOnly ? true : null,
        };
        if (Problem(word, batch) is string problem)
        {
            WriteError(LanguageErrors.WordRefused(MyInvocation.ExpectingInput ? _row : null, word.Text, problem));
            return;
        }
        batch.Rows[word.Text] = _row;
        batch.Waiting.Add(word);
        if (batch.Waiting.Count == WordsInARequest) await SendAsync(batch, cancel);
    }

    private protected override async Task EndAsync(CancellationToken cancel)
    {
        foreach (WordBatch batch in _batches.Values)
        {
            if (batch.Waiting.Count > 0) await SendAsync(batch, cancel);
            await FinishAsync(batch, cancel);
        }
    }

    /// <summary>The word of this row. PowerShell itself would make text of any object that comes.</summary>
    private string? Given()
    {
        object? input = InputObject is PSObject wrapped ? wrapped.BaseObject : InputObject;
        return Word ?? (input is string or ValueType ? Convert.ToString(input, CultureInfo.InvariantCulture) : null);
    }

    private static string? Problem(Word word, WordBatch batch)
        => WordRules.Problem(word) ?? (batch.Rows.TryGetValue(word.Text!, out int row)
            ? string.Create(CultureInfo.InvariantCulture,
                $"row {row} has the same word already; put all its pronunciations into one row")
            : null);

    private async Task SendAsync(WordBatch batch, CancellationToken cancel)
    {
        Word[] words = [.. batch.Waiting];
        batch.Waiting.Clear();
        bool alone = batch.Rows.Count == 1 && ResourceNames.IsAddressable(words[0].Text!);
        string what = words.Length == 1
            ? $"word '{words[0].Text}'"
            : string.Create(CultureInfo.InvariantCulture, $"{words.Length} words, from '{words[0].Text}' on");
        if (!ShouldProcess($"custom model '{batch.Model}'", $"Add {what}")) return;
        // What the command itself has sent before is always waited for.
        bool follows = batch.IsAnalysing;
        if (follows && !await UntilAnalysedAsync(batch, what, cancel)) return;
        bool sent = await TryChangeAsync(
            words.Length == 1 ? words[0].Text! : what, batch.Model, batch.Session,
            () => AddAsync(batch, words, alone, cancel), Wait || follows, cancel);
        if (!sent) return;
        batch.IsAnalysing = !alone;
        batch.Sent.UnionWith(words.Select(w => w.Text!));
        batch.Session.SeenNames.Remember("word", batch.Model.Id, words.Select(w => w.Text!));
        if (!PassThru || alone || Wait) return;
        foreach (Word word in words) WriteObject(SttWord.From(word, batch.Model.Id, batch.Session));
    }

    private static Task AddAsync(WordBatch batch, Word[] words, bool alone, CancellationToken cancel)
    {
        if (!alone) return batch.Session.Client.Words.AddAsync(batch.Model.Id, words, cancel);
        Word word = words[0];
        return batch.Session.Client.Words.SetAsync(batch.Model.Id, word.Text!, word with { Text = null }, cancel);
    }

    /// <summary>Waits for the analysis, if that is wanted, and tells of words that can't be used.</summary>
    private async Task FinishAsync(WordBatch batch, CancellationToken cancel)
    {
        if (batch.Sent.Count == 0) return;
        if (batch is { IsAnalysing: false, Rows.Count: 1 })
        {
            if (PassThru) await WriteAloneAsync(batch, batch.Sent.First(), cancel);
            return;
        }
        if (!Wait) return;
        if (batch.IsAnalysing && !await UntilAnalysedAsync(batch, null, cancel)) return;
        await TryAsync(batch.Model, batch.Session, () => TellAsync(batch, cancel));
    }

    private Task<bool> WriteAloneAsync(WordBatch batch, string word, CancellationToken cancel)
        => TryAsync(word, batch.Session, async () => WriteObject(SttWord.From(
            await batch.Session.Client.Words.GetAsync(batch.Model.Id, word, cancel), batch.Model.Id, batch.Session)));

    /// <summary>Waits for the words that were sent; false if an error ends that.</summary>
    private async Task<bool> UntilAnalysedAsync(WordBatch batch, string? next, CancellationToken cancel)
    {
        if (!await Analysis.OfWordsAsync(Analysed(batch.Model, batch.Session), next, cancel)) return false;
        batch.IsAnalysing = false;
        return true;
    }

    private async Task TellAsync(WordBatch batch, CancellationToken cancel)
    {
        await foreach (Word word in batch.Session.Client.Words.ListAsync(batch.Model.Id, "user", null, cancel))
        {
            if (!batch.Sent.Contains(word.Text ?? "")) continue;
            SttWord added = SttWord.From(word, batch.Model.Id, batch.Session);
            if (added.Problems.Count > 0) WriteError(LanguageErrors.WordInvalid(added, batch.Model.ToString()));
            if (PassThru) WriteObject(added);
        }
    }
}
