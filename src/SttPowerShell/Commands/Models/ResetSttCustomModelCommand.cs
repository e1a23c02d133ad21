using System.Management.Automation;
using SttPowerShell.Sessions;

namespace SttPowerShell.Commands;

/// <summary>Empties custom models: removes all data that they learned from.</summary>
/// <remarks>
/// <para>A language model loses its corpora, words and grammars, an acoustic model its audio. Name, description and
/// base model stay, and the status is Pending again. This can't be undone, so the cmdlet asks for confirmation;
/// -Confirm:$false answers it.</para>
/// </remarks>
/// <example>
/// <summary>Empty a model.</summary>
/// <code>Reset-SttCustomModel clinic-2024</code>
/// <para>Asks for confirmation, then removes the model's data.</para>
/// </example>
/// <example>
/// <summary>See what would be emptied.</summary>
/// <code>Get-SttCustomModel test-* | Reset-SttCustomModel -WhatIf</code>
/// <para>Changes nothing.</para>
/// </example>
/// <seealso cref="GetSttCustomModelCommand"/>
/// <seealso cref="RemoveSttCustomModelCommand"/>
/// <seealso href="https://cloud.ibm.com/apidocs/speech-to-text#resetlanguagemodel">
/// Watson Speech to Text API: reset a custom language model</seealso>
[Cmdlet(VerbsCommon.Reset, "SttCustomModel", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(SttCustomModel))]
public sealed class ResetSttCustomModelCommand : CustomModelChangeCmdlet
{
    private protected override string Action => "Reset: remove all data that it learned from";

    private protected override async Task<SttCustomModel> ChangeAsync(
        SttCustomModel model, SttSession session, CancellationToken cancel)
    {
        await CustomModelFinder.Resource(session, model.Type).ResetAsync(model.Id, cancel);
        return PassThru ? await Finder(session).GetAsync(model.Id, model.Type, cancel) : model;
    }
}
