using System.Management.Automation;
using System.Security;
using SttPowerShell.Client.Wire;
using SttPowerShell.Credentials;

namespace SttPowerShell.Commands;

/// <summary>Registers a URL that the service may tell of recognition jobs.</summary>
/// <remarks>
/// <para>The service sends a GET request with a query parameter challenge_string to the URL at once. The server there
/// must answer within five seconds with status 200, Content-Type text/plain and that string as its body. It is asked
/// once: a server that answers anything else is an error, and nothing is registered.</para>
/// <para>With -UserSecret the service signs all that it sends to the URL: the header X-Callback-Signature has the
/// Base64 of the HMAC of the challenge string or of the body, by SHA-256 (services before June 2025: SHA-1).</para>
/// <para>A URL that is registered already stays as it is, with the secret that it has: unregister it first to give it
/// another. A service takes 20 registrations an hour.</para>
/// </remarks>
/// <example>
/// <summary>Register a URL with a secret.</summary>
/// <code>$secret = Read-Host -AsSecureString 'Secret'
/// Register-SttCallback https://example.com/results -UserSecret $secret</code>
/// <para>Afterwards Start-SttRecognitionJob takes it as -CallbackUri.</para>
/// </example>
/// <example>
/// <summary>Give a registered URL another secret.</summary>
/// <code>Unregister-SttCallback https://example.com/results
/// Register-SttCallback https://example.com/results -UserSecret $secret</code>
/// <para>Registering alone would leave the old one.</para>
/// </example>
/// <seealso cref="UnregisterSttCallbackCommand"/>
/// <seealso cref="StartSttRecognitionJobCommand"/>
/// <seealso href="https://cloud.ibm.com/apidocs/speech-to-text#registercallback">
/// Watson Speech to Text API: register a callback</seealso>
[Cmdlet(VerbsLifecycle.Register, "SttCallback", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class RegisterSttCallbackCommand : SttCmdlet
{
    /// <summary>Where the service shall send notifications: an absolute http or https URL.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNull]
    public Uri Uri { get; set; } = null!;

    /// <summary>What the service signs with, so that the server knows who sends. Without it nothing is signed.</summary>
    [Parameter]
    [SecretText("callback's secret", nameof(UserSecret))]
    [ValidateNotNull]
    public SecureString? UserSecret { get; set; }

    /// <summary>Whose data the URL is: an id of your own, with which Remove-SttUserData deletes it.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? CustomerId { get; set; }

    private protected override async Task ProcessAsync(CancellationToken cancel)
    {
        ErrorRecord? invalid = JobParameterRules.CheckCallback(Uri) ?? JobParameterRules.CheckCustomerId(CustomerId);
        if (invalid is not null) ThrowTerminatingError(invalid);
        if (FindSession() is not SttSession session) return;
        if (!ShouldProcess($"callback {Uri.OriginalString} at {session.Uri}", "Register")) return;
        await TryAsync(Uri.OriginalString, session, async () => Tell(await session.Client.Callbacks.RegisterAsync(
            Uri.OriginalString, UserSecret is null ? null : Secret.Text(UserSecret), CustomerId, cancel)));
    }

    private void Tell(CallbackRegistration answer)
    {
        if (answer.Status == "already created" && UserSecret is not null)
        {
            WriteWarning($"{Uri.OriginalString} was registered already and keeps the secret that it has. "
                + "Run Unregister-SttCallback first to give it another.");
        }
        WriteVerbose($"{Uri.OriginalString}: {answer.Status ?? "registered"}.");
    }
}
