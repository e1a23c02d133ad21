using System.Management.Automation;
using System.Net;
using SttPowerShell.Client;
using SttPowerShell.Client.Wire;
using SttPowerShell.Completion;
using SttPowerShell.Errors;

namespace SttPowerShell.Commands;

/// <summary>Gets the words of custom language models.</summary>
/// <remarks>
/// <para>A model's words are those that users added and those that its corpora and grammars brought and the base model
/// doesn't know. There may be 90,000; they are emitted as they arrive, and a pipeline that has enough closes the
/// connection. If the list breaks off, the words before are emitted and an error says how many they are.</para>
/// <para>Words that can't be used have Problems, which say why; training fails with them.</para>
/// </remarks>
/// <example>
/// <summary>See the words that corpora brought, the most frequent first.</summary>
/// <code>Get-SttWord retail -Type Corpora -Sort Count -Descending |
///     Select-Object -First 20</code>
/// <para>Misspelt words among them are best corrected in the corpus.</para>
/// </example>
/// <example>
/// <summary>Find words that can't be used.</summary>
/// <code>Get-SttWord retail | Where-Object Problems |
///     Format-List Word, SoundsLike, Problems</code>
/// <para>Each problem names the pronunciation that it is about.</para>
/// </example>
/// <example>
/// <summary>Copy a model's own words to another model.</summary>
/// <code>Get-SttWord retail -Type User | Add-SttWord -Model retail-next</code>
/// <para>They are sent in batches.</para>
/// </example>
/// <seealso cref="AddSttWordCommand"/>
/// <seealso cref="RemoveSttWordCommand"/>
/// <seealso href="https://cloud.ibm.com/apidocs/speech-to-text#listwords">
/// Watson Speech to Text API: list custom words</seealso>
[Cmdlet(VerbsCommon.Get, "SttWord", DefaultParameterSetName = ObjectSet)]
[OutputType(typeof(SttWord))]
public sealed class GetSttWordCommand : ModelDataInputCmdlet
{
    /// <summary>As many as anybody completes by pressing a key.</summary>
    private const int MostRemembered = 1000;

    /// <summary>
    /// Words. A plain word is taken as it is, with its case; wildcards match without regard to case. Without it all
    /// words are listed.
    /// </summary>
    [Parameter(Position = 1, ParameterSetName = NameSet)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(WordCompleter))]
    public string[]? Word { get; set; }

    /// <summary>
    /// Where the words come from. Models of the next generation know only All and User, which are the same for them.
    /// </summary>
    [Parameter(ParameterSetName = NameSet)]
    public SttWordType Type { get; set; } = SttWordType.All;

    /// <summary>What the service sorts them by.</summary>
    [Parameter(ParameterSetName = NameSet)]
    public SttWordOrder Sort { get; set; } = SttWordOrder.Alphabetical;

    /// <summary>Sorts from Z to A, or from the highest count to the lowest.</summary>
    [Parameter(ParameterSetName = NameSet)]
    public SwitchParameter Descending { get; set; }

    /// <summary>Words to ask for again.</summary>
    [Parameter(ParameterSetName = ObjectSet, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public SttWord[] InputObject { get; set; } = [];

    private protected override SttModelType ModelType => SttModelType.Language;

    private protected override async Task TakeInputAsync(CancellationToken cancel)
    {
        foreach (SttWord word in InputObject)
        {
            if (FindSession(word.Session) is not SttSession session) continue;
            await WriteOneAsync(word.ModelId, NameOf(word.ModelId, session), word.Word, session, cancel);
        }
    }

    private protected override async Task TakeAsync(
        SttCustomModel model, SttSession session, CancellationToken cancel)
    {
        bool ask = Type == SttWordType.All && Word is not null
            && Word.All(w => !NamePatterns.IsPattern(w) && ResourceNames.IsAddressable(w));
        if (!ask)
        {
            await TryAsync(model, session, () => WriteListAsync(model, session, cancel));
            return;
        }
        foreach (string word in Word!.Select(NamePatterns.Plain))
        {
            await WriteOneAsync(model.Id, model.ToString(), word, session, cancel);
        }
    }

    private async Task WriteListAsync(SttCustomModel model, SttSession session, CancellationToken cancel)
    {
        NamePatterns patterns = new(Word ?? ["*"], StringComparison.Ordinal);
        HashSet<string> plain = new((Word ?? []).Where(w => !NamePatterns.IsPattern(w)).Select(NamePatterns.Plain),
            StringComparer.Ordinal);
        string sort = (Descending ? "-" : "+") + (Sort == SttWordOrder.Count ? "count" : "alphabetical");
        List<string> first = [];
        int count = 0;
        try
        {
            await foreach (Word word in session.Client.Words.ListAsync(model.Id, WireName(Type), sort, cancel))
            {
                string text = word.Text ?? "";
                if (count++ < MostRemembered) first.Add(text);
                plain.Remove(text);
                if (Word is null || patterns.Match(text)) WriteObject(SttWord.From(word, model.Id, session));
            }
            if (count == first.Count && Type == SttWordType.All) session.SeenNames.RememberAll("word", model.Id, first);
        }
        finally
        {
            // Also if the pipeline has enough.
            session.SeenNames.Remember("word", model.Id, first);
        }
        foreach (string missing in plain) WriteError(ResourceErrors.NotFound("word", missing, model.ToString()));
    }

    private Task<bool> WriteOneAsync(
        string modelId, string model, string word, SttSession session, CancellationToken cancel)
        => TryAsync(word, session, async () =>
        {
            try
            {
                WriteObject(SttWord.From(await session.Client.Words.GetAsync(modelId, word, cancel), modelId, session));
            }
            catch (SttApiException e) when (e.Status == HttpStatusCode.NotFound && !ServiceErrors.IsMissingRoute(e)
                && !ServiceErrors.IsMissingCustomization(e))
            {
                WriteError(ResourceErrors.NotFound("word", word, model));
            }
        });

    private static string WireName(SttWordType type) => type switch
    {
        SttWordType.User => "user",
        SttWordType.Corpora => "corpora",
        SttWordType.Grammars => "grammars",
        _ => "all",
    };
}
