using System.Management.Automation;
using SttPowerShell.Errors;
using SttPowerShell.Sessions;

namespace SttPowerShell.Commands;

/// <summary>Moves custom models to the newest version of their base model.</summary>
/// <remarks>
/// <para>The service does it in the background, and the old version serves meanwhile. A model that was moved lists both
/// versions in its property Versions. It needs data that was analysed, and a base model that has a newer version; where
/// there is none, the service refuses.</para>
/// <para>Models of improved next-generation base models are moved by training them again: Start-SttTraining
/// -Force.</para>
/// </remarks>
/// <example>
/// <summary>Move a model and wait for the end.</summary>
/// <code>Update-SttCustomModel clinic -Wait</code>
/// <para>Goes on when the model has been moved.</para>
/// </example>
/// <example>
/// <summary>See which models would be moved.</summary>
/// <code>Get-SttCustomModel clinic-* | Update-SttCustomModel -WhatIf</code>
/// <para>Changes nothing.</para>
/// </example>
/// <seealso cref="GetSttCustomModelCommand"/>
/// <seealso cref="StartSttTrainingCommand"/>
/// <seealso cref="WaitSttModelCommand"/>
/// <seealso href="https://cloud.ibm.com/apidocs/speech-to-text#upgradelanguagemodel">
/// Watson Speech to Text API: upgrade a custom language model</seealso>
[Cmdlet(VerbsData.Update, "SttCustomModel", SupportsShouldProcess = true)]
[OutputType(typeof(SttCustomModel))]
[OutputType(typeof(Job))]
public sealed class UpdateSttCustomModelCommand : ModelOperationCmdlet
{
    private protected override string Action => "Upgrade to the newest version of its base model";

    private protected override async Task<SttCustomModel> ChangeAsync(
        SttCustomModel model, SttSession session, CancellationToken cancel)
    {
        await CustomModelFinder.Resource(session, model.Type).UpgradeAsync(model.Id, cancel);
        WriteVerbose($"The upgrade of {ModelErrors.Name(model)} has begun.");
        return model;
    }

    // An upgrade leads back to the status before it, also one that has failed (contract section 8).
    private protected override ErrorRecord? Shortcoming(SttCustomModel now, SttCustomModel before)
    {
        bool hasError = !string.IsNullOrEmpty(now.Error) && now.Error != before.Error;
        return hasError && now.Versions.Count <= before.Versions.Count ? ModelErrors.NotUpgraded(now) : null;
    }
}
