using System.Management.Automation;
using SttPowerShell.Client.Wire;
using SttPowerShell.Completion;
using SttPowerShell.Errors;

namespace SttPowerShell.Commands;

/// <summary>Removes words from custom language models.</summary>
/// <remarks>
/// <para>Of a word that the base model knows only the model's own definition is removed. The model must be trained
/// again for the removal to take effect.</para>
/// </remarks>
/// <example>
/// <summary>Remove one word.</summary>
/// <code>Remove-SttWord retail CardioMap</code>
/// <para>The first name is the model's. Case matters in the word.</para>
/// </example>
/// <example>
/// <summary>Remove the words that can't be used.</summary>
/// <code>Get-SttWord retail | Where-Object Problems | Remove-SttWord</code>
/// <para>What Get-SttWord emits knows its model.</para>
/// </example>
/// <seealso cref="GetSttWordCommand"/>
/// <seealso cref="AddSttWordCommand"/>
/// <seealso href="https://cloud.ibm.com/apidocs/speech-to-text#deleteword">
/// Watson Speech to Text API: delete a custom word</seealso>
[Cmdlet(VerbsCommon.Remove, "SttWord", SupportsShouldProcess = true, DefaultParameterSetName = ObjectSet)]
[OutputType(typeof(SttWord))]
public sealed class RemoveSttWordCommand : ModelDataInputCmdlet
{
    /// <summary>
    /// Words. A plain word is taken as it is, with its case; wildcards match without regard to case.
    /// </summary>
    [Parameter(Position = 1, ParameterSetName = NameSet)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(WordCompleter))]
    public string[] Word { get; set; } = [];

    /// <summary>Words to remove.</summary>
    [Parameter(ParameterSetName = ObjectSet, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public SttWord[] InputObject { get; set; } = [];

    /// <summary>Emits what was removed. Without it nothing is emitted.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override SttModelType ModelType => SttModelType.Language;

    private protected override async Task TakeInputAsync(CancellationToken cancel)
    {
        foreach (SttWord word in InputObject)
        {
            if (FindSession(word.Session) is SttSession session) await RemoveAsync(word, session, cancel);
        }
    }

    private protected override async Task TakeAsync(
        SttCustomModel model, SttSession session, CancellationToken cancel)
    {
        if (Word.Length == 0) ThrowTerminatingError(ResourceErrors.NothingToRemove("word", "Word"));
        foreach (string word in Word.Where(w => !NamePatterns.IsPattern(w)).Select(NamePatterns.Plain))
        {
            await RemoveAsync(new SttWord { Word = word, ModelId = model.Id, Session = session }, session, cancel);
        }
        string[] wildcards = [.. Word.Where(NamePatterns.IsPattern)];
        if (wildcards.Length == 0) return;
        // The whole list first: what breaks off must not lead to half a removal, and the model is locked by neither.
        List<SttWord> matches = [];
        bool whole = await TryAsync(model, session, async () =>
        {
            NamePatterns patterns = new(wildcards, StringComparison.Ordinal);
            await foreach (Word word in session.Client.Words.ListAsync(model.Id, null, null, cancel))
            {
                if (patterns.Match(word.Text ?? "")) matches.Add(SttWord.From(word, model.Id, session));
            }
        });
        if (!whole) return;
        foreach (SttWord word in matches) await RemoveAsync(word, session, cancel);
    }

    private async Task RemoveAsync(SttWord word, SttSession session, CancellationToken cancel)
    {
        if (!ResourceNames.IsAddressable(word.Word))
        {
            WriteError(LanguageErrors.NameNotAddressable(word.Word));
            return;
        }
        string model = NameOf(word.ModelId, session);
        if (!ShouldProcess($"word '{word}' of custom model '{model}'", "Remove")) return;
        await TryAsync(word, session, async () =>
        {
            SttWord removed = word;
            if (PassThru && word.Count is null)
            {
                Word present = await session.Client.Words.GetAsync(word.ModelId, word.Word, cancel);
                removed = SttWord.From(present, word.ModelId, session);
            }
            await session.Client.Words.DeleteAsync(word.ModelId, word.Word, cancel);
            session.SeenNames.Forget("word", word.ModelId, word.Word);
            if (PassThru) WriteObject(removed);
        });
    }
}
