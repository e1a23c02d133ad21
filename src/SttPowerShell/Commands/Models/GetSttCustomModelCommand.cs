using System.Management.Automation;
using SttPowerShell.Completion;
using SttPowerShell.Errors;
using SttPowerShell.Sessions;

namespace SttPowerShell.Commands;

/// <summary>Gets custom language and acoustic models.</summary>
/// <remarks>
/// <para>Without parameters it lists the models that the session's credentials own, language models first. A model
/// that is piped in is asked for again, so that it shows its present state.</para>
/// <para>The objects are snapshots: they don't change when the model does.</para>
/// </remarks>
/// <example>
/// <summary>List all custom models.</summary>
/// <code>Get-SttCustomModel</code>
/// <para>Shows name, type, status, base model and id.</para>
/// </example>
/// <example>
/// <summary>Find models that were never trained.</summary>
/// <code>Get-SttCustomModel clinic-* -Type Language |
///     Where-Object Status -in Pending, Ready</code>
/// <para>Wildcards match names, without regard to case.</para>
/// </example>
/// <example>
/// <summary>Find out what is wrong with models of a language.</summary>
/// <code>Get-SttCustomModel -Language en-US | Where-Object Status -eq Failed |
///     Test-SttCustomModel</code>
/// <para>Shows for each what is well, what isn't, and what to do.</para>
/// </example>
/// <example>
/// <summary>See how a model is getting on.</summary>
/// <code>$model | Get-SttCustomModel</code>
/// <para>Asks the session that the model came from.</para>
/// </example>
/// <seealso cref="NewSttCustomModelCommand"/>
/// <seealso cref="TestSttCustomModelCommand"/>
/// <seealso cref="ResetSttCustomModelCommand"/>
/// <seealso cref="RemoveSttCustomModelCommand"/>
/// <seealso href="https://cloud.ibm.com/apidocs/speech-to-text#listlanguagemodels">
/// Watson Speech to Text API: list custom language models</seealso>
[Cmdlet(VerbsCommon.Get, "SttCustomModel")]
[OutputType(typeof(SttCustomModel))]
public sealed class GetSttCustomModelCommand : SttCmdlet
{
    /// <summary>
    /// Models: objects, ids, or names, in which wildcards are allowed. Without it all are listed.
    /// </summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("ModelId")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(CustomModelCompleter))]
    public SttCustomModelReference[]? Model { get; set; }

    /// <summary>Only models of this type. Without it both are looked for.</summary>
    [Parameter]
    public SttModelType? Type { get; set; }

    /// <summary>Only models of this language, such as en-US.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(LanguageCompleter))]
    public string? Language { get; set; }

    private protected override async Task ProcessAsync(CancellationToken cancel)
    {
        if (Model is null)
        {
            if (FindSession() is not SttSession session) return;
            await TryAsync(null, session, async () => WriteObject(
                Language is null
                    ? await Finder(session).ListAsync(Type, cancel)
                    : await Finder(session).ListAsync(Type, Language, cancel), true));
            return;
        }
        foreach (SttCustomModelReference model in Model) await WriteAsync(model, cancel);
    }

    private async Task WriteAsync(SttCustomModelReference reference, CancellationToken cancel)
    {
        if (FindSession(reference.Model?.Session) is not SttSession session) return;
        CustomModelFinder finder = Finder(session);
        await TryAsync(reference.ToString(), session, async () =>
        {
            if (reference.Model is SttCustomModel model)
            {
                SttCustomModel now = await finder.GetAsync(model.Id, model.Type, cancel);
                if (IsWanted(now)) WriteObject(now);
                return;
            }
            IReadOnlyList<SttCustomModel> found = await finder.FindAsync(reference.Text, Type, cancel);
            WriteObject(found.Where(IsWanted), true);
            if (found.Count == 0 && !WildcardPattern.ContainsWildcardCharacters(reference.Text))
            {
                WriteError(SttErrors.CustomModelNotFound(reference.Text, Type));
            }
        });
    }

    private bool IsWanted(SttCustomModel model)
        => Language is null || string.Equals(model.Language, Language, StringComparison.OrdinalIgnoreCase);
}
