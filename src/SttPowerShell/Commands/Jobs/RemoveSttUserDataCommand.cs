using System.Management.Automation;

namespace SttPowerShell.Commands;

/// <summary>Deletes all data that was tagged with a customer's id.</summary>
/// <remarks>
/// <para>Requests can say whose data they bring, such as Start-SttRecognitionJob -CustomerId. This deletes whatever came
/// with the id, by whichever request, of all that the instance of the service keeps: jobs with their audio and results,
/// callbacks, and the data of custom models. An id that the service doesn't know deletes nothing and is no
/// error.</para>
/// <para>This can't be undone, so the cmdlet asks for confirmation; -Confirm:$false answers it.</para>
/// </remarks>
/// <example>
/// <summary>Delete a customer's data.</summary>
/// <code>Remove-SttUserData customer-4711</code>
/// <para>Asks first.</para>
/// </example>
/// <example>
/// <summary>Tag data and delete it later.</summary>
/// <code>Start-SttRecognitionJob call.wav -CustomerId customer-4711
/// Remove-SttUserData customer-4711 -Confirm:$false</code>
/// <para>The job is gone with its audio and its results.</para>
/// </example>
/// <seealso cref="StartSttRecognitionJobCommand"/>
/// <seealso cref="RegisterSttCallbackCommand"/>
/// <seealso href="https://cloud.ibm.com/apidocs/speech-to-text#deleteuserdata">
/// Watson Speech to Text API: delete labeled data</seealso>
[Cmdlet(VerbsCommon.Remove, "SttUserData", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
public sealed class RemoveSttUserDataCommand : SttCmdlet
{
    /// <summary>The ids that the data was tagged with.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string[] CustomerId { get; set; } = [];

    private protected override async Task ProcessAsync(CancellationToken cancel)
    {
        if (FindSession() is not SttSession session) return;
        foreach (string id in CustomerId)
        {
            if (JobParameterRules.CheckCustomerId(id) is ErrorRecord invalid) WriteError(invalid);
            else if (ShouldProcess($"all data of the customer '{id}' at {session.Uri}", "Delete"))
            {
                await TryAsync(id, session, () => session.Client.UserData.DeleteAsync(id, cancel));
            }
        }
    }
}
