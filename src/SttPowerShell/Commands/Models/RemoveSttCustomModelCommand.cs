using System.Management.Automation;
using SttPowerShell.Sessions;

namespace SttPowerShell.Commands;

/// <summary>Removes custom models with all that they learned.</summary>
/// <remarks>
/// <para>This can't be undone, so the cmdlet asks for confirmation; -Confirm:$false answers it, and -WhatIf shows what
/// would be removed.</para>
/// <para>A name that several models have is an error, since only one of them may be meant. Wildcards take all.</para>
/// </remarks>
/// <example>
/// <summary>See which models would be removed.</summary>
/// <code>Get-SttCustomModel old-* | Remove-SttCustomModel -WhatIf</code>
/// <para>Changes nothing.</para>
/// </example>
/// <example>
/// <summary>Remove a model by its id, without a question.</summary>
/// <code>Remove-SttCustomModel (Get-SttCustomModel old-retail).Id -Confirm:$false</code>
/// <para>For scripts that have decided already.</para>
/// </example>
/// <seealso cref="GetSttCustomModelCommand"/>
/// <seealso cref="ResetSttCustomModelCommand"/>
/// <seealso href="https://cloud.ibm.com/apidocs/speech-to-text#deletelanguagemodel">
/// Watson Speech to Text API: delete a custom language model</seealso>
[Cmdlet(VerbsCommon.Remove, "SttCustomModel", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(SttCustomModel))]
public sealed class RemoveSttCustomModelCommand : CustomModelChangeCmdlet
{
    private protected override string Action => "Remove";

    private protected override async Task<SttCustomModel> ChangeAsync(
        SttCustomModel model, SttSession session, CancellationToken cancel)
    {
        await CustomModelFinder.Resource(session, model.Type).DeleteAsync(model.Id, cancel);
        session.Forget(model);
        return model;
    }
}
