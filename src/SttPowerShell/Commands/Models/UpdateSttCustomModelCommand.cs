using System.Management.Automation;
using SttPowerShell.Client.Wire;
using SttPowerShell.Errors;
using SttPowerShell.Sessions;

namespace SttPowerShell.Commands;

/// <summary>Moves custom models to the newest version of their base model.</summary>
/// <remarks>
/// <para>The service does it in the background, and the old version serves meanwhile. A model that was moved lists both
/// versions in its property Versions. It needs data that was analysed, and a base model that has a newer version; where
/// there is none, the service refuses.</para>
/// <para>An acoustic model that was trained with a language model is moved after that one, and with it:
/// -LanguageModel.</para>
/// <para>Models of improved next-generation base models are moved by training them again: Start-SttTraining
/// -Force.</para>
/// </remarks>
/// <example>
/// <summary>Move a model and wait for the end.</summary>
/// <code>Update-SttCustomModel clinic -Wait</code>
/// <para>Goes on when the model has been moved.</para>
/// </example>
/// <example>
/// <summary>Move an acoustic model after the language model that it was trained with.</summary>
/// <code>Update-SttCustomModel support-words -Wait
/// Update-SttCustomModel support-voices -LanguageModel support-words -Wait</code>
/// <para>-Force moves an acoustic model to which nothing was added since.</para>
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
/// <seealso href="https://cloud.ibm.com/apidocs/speech-to-text#upgradeacousticmodel">
/// Watson Speech to Text API: upgrade a custom acoustic model</seealso>
[Cmdlet(VerbsData.Update, "SttCustomModel", SupportsShouldProcess = true)]
[OutputType(typeof(SttCustomModel))]
[OutputType(typeof(Job))]
public sealed class UpdateSttCustomModelCommand : ModelOperationCmdlet
{
    /// <summary>Acoustic models: upgrades even if nothing has changed since the last training.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override string Action => "Upgrade to the newest version of its base model";

    private protected override string Participle => "upgraded";

    private protected override string? UnfitParameter(SttModelType type)
        => type == SttModelType.Language && Force ? nameof(Force) : null;

    private protected override async Task<SttCustomModel> ChangeAsync(
        SttCustomModel model, SttSession session, CancellationToken cancel)
    {
        UpgradeParameters parameters = new()
        {
            CustomLanguageModelId = LanguageModelId(session),
            Force = Force ? true : null,
        };
        await CustomModelFinder.Resource(session, model.Type).UpgradeAsync(model.Id, parameters, cancel);
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
