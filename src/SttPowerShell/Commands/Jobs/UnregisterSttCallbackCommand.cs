using System.Management.Automation;

namespace SttPowerShell.Commands;

/// <summary>Takes back the registration of a URL that the service may tell of recognition jobs.</summary>
/// <remarks>
/// <para>Jobs that were started with the URL go on, but nothing more is sent there; their results can be got with
/// Receive-SttRecognitionJob.</para>
/// </remarks>
/// <example>
/// <summary>Unregister a URL.</summary>
/// <code>Unregister-SttCallback https://example.com/results</code>
/// <para>Give it as it was registered.</para>
/// </example>
/// <example>
/// <summary>Unregister several.</summary>
/// <code>Get-Content callbacks.txt | Unregister-SttCallback</code>
/// <para>One that isn't registered is an error of its own; the others go on.</para>
/// </example>
/// <seealso cref="RegisterSttCallbackCommand"/>
/// <seealso href="https://cloud.ibm.com/apidocs/speech-to-text#unregistercallback">
/// Watson Speech to Text API: unregister a callback</seealso>
[Cmdlet(VerbsLifecycle.Unregister, "SttCallback", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class UnregisterSttCallbackCommand : SttCmdlet
{
    /// <summary>The URLs as they were registered.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public Uri[] Uri { get; set; } = [];

    private protected override async Task ProcessAsync(CancellationToken cancel)
    {
        if (FindSession() is not SttSession session) return;
        foreach (Uri uri in Uri)
        {
            if (JobParameterRules.CheckCallback(uri) is ErrorRecord invalid) WriteError(invalid);
            else if (ShouldProcess($"callback {uri.OriginalString} at {session.Uri}", "Unregister"))
            {
                await TryAsync(uri.OriginalString, session,
                    () => session.Client.Callbacks.UnregisterAsync(uri.OriginalString, cancel));
            }
        }
    }
}
