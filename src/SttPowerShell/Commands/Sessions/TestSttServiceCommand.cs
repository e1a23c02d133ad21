using System.Management.Automation;
using SttPowerShell.Client;
using SttPowerShell.Client.Authentication;
using SttPowerShell.Client.Diagnosis;
using SttPowerShell.Completion;
using SttPowerShell.Errors;
using SttPowerShell.LocalService;
using SttPowerShell.Sessions;

namespace SttPowerShell.Commands;

/// <summary>Finds out why a service can't be used.</summary>
/// <remarks>
/// <para>Emits one object for each check, in the order in which a request depends on them. NameResolution: the host,
/// or the proxy's, has an address. Connection: something listens there, and the proxy lets through. Tls: the
/// certificate is trusted. Url: region and instance look as they should, and a Speech to Text service answers.
/// Credentials: the token service and the service take them. BaseModels, CustomModels: they may list those. Of the
/// local service also Recognition: it can recognise.</para>
/// <para>Passed is false for what fails, with a recommendation. What would only fail for the same reason isn't checked:
/// its Passed is empty, as where something can't be told.</para>
/// <para>The service is given as to Connect-SttService, or as a session. Without anything it is the current session;
/// without that, what Connect-SttService alone would connect to. No session is opened, nothing is changed, and no local
/// service is started.</para>
/// </remarks>
/// <example>
/// <summary>Check the current session's service.</summary>
/// <code>Test-SttService</code>
/// <para>Shows what is well and what isn't.</para>
/// </example>
/// <example>
/// <summary>See why connecting fails.</summary>
/// <code>$uri = 'https://api.eu-de.speech-to-text.watson.cloud.ibm.com/instances/ID'
/// Test-SttService $uri -ApiKey $key |
///     Where-Object Passed -eq $false |
///     Format-List Check, Detail, Recommendation</code>
/// <para>Nothing is shown where all is well.</para>
/// </example>
/// <example>
/// <summary>Check all stored credentials before a night's run.</summary>
/// <code>Get-SttCredential |
///     ForEach-Object { Test-SttService -Name $_.Name } |
///     Where-Object Passed -eq $false</code>
/// <para>A vault must be unlocked.</para>
/// </example>
/// <example>
/// <summary>Look at a cluster's certificate before trusting it.</summary>
/// <code>$uri = 'https://cluster.example.com/speech-to-text/api'
/// Test-SttService $uri -NoAuthentication |
///     Where-Object Check -eq Tls | Format-List</code>
/// <para>The detail names its hosts, who vouches for it, and until when.</para>
/// </example>
/// <seealso cref="ConnectSttServiceCommand"/>
/// <seealso cref="GetSttSessionCommand"/>
/// <seealso cref="TestSttCustomModelCommand"/>
/// <seealso href="https://cloud.ibm.com/apidocs/speech-to-text#endpoint-cloud">
/// Watson Speech to Text API: endpoint URLs</seealso>
[Cmdlet(VerbsDiagnostic.Test, "SttService", DefaultParameterSetName = FoundSet)]
[OutputType(typeof(SttServiceTest))]
public sealed class TestSttServiceCommand : ServiceTargetCmdlet
{
    private const string SessionSet = "Session";

    private static readonly string[] Checks =
        ["NameResolution", "Connection", "Tls", "Url", "Credentials", "BaseModels", "CustomModels"];

    private static readonly int AtUrl = Array.IndexOf(Checks, "Url");

    /// <summary>Sessions, or their names.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = SessionSet)]
    [ValidateNotNullOrEmpty]
    [SessionByName]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public SttSession[]? Session { get; set; }

    /// <summary>The name of a stored credential.</summary>
    [Parameter(ParameterSetName = FoundSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CredentialCompleter))]
    public string? Name { get; set; }

    /// <summary>How long connecting, and then each answer, may take, in seconds.</summary>
    [Parameter]
    [ValidateRange(0.1, 86400.0)]
    public double Timeout { get; set; } = 15;

    private TimeSpan Limit => TimeSpan.FromSeconds(Timeout);

    private protected override Task ProcessAsync(CancellationToken cancel) => TryAsync(Name, async () =>
    {
        IReadOnlyList<SttSession> sessions = Session ?? Current();
        foreach (SttSession session in sessions) await TestAsync(session, cancel);
        if (sessions.Count > 0) return;
        if (Local) await TestLocalAsync(cancel);
        else await TestSourceAsync(cancel);
    });

    private ConnectionOptions Limited(ConnectionOptions options)
        => options with { ConnectTimeout = Limit, IdleTimeout = Limit, Timeout = Limit * 2 };

    /// <summary>The current session, unless a parameter tells of a service that is to be looked for.</summary>
    private IReadOnlyList<SttSession> Current()
    {
        if (ParameterSetName != FoundSet || Name is not null || IsWayGiven) return [];
        if (SessionRegistry.Current is SttSession current) return [current];
        return SessionRegistry.Open is [SttSession only] ? [only] : [];
    }

    private async Task TestAsync(SttSession session, CancellationToken cancel)
    {
        if (session.IsOpen) await TestAsync(session.Uri, session.Options, new(session.Client, session), cancel);
        else WriteError(SttErrors.SessionClosed(session));
    }

    private async Task TestSourceAsync(CancellationToken cancel)
    {
        if (FindSource(Name) is not AccessSource source) return;
        ConnectionOptions options = Limited(WayOf(source.Options));
        if (Open(source) is not ServiceAccess access) return;
        if (UrlCheck.Refusal(access.Uri, access.Way != SttAuthentication.None) is Finding refusal)
        {
            WriteAll(null, refusal);
            return;
        }
        WarnOfWay(access, options);
        using Authenticator authenticator = access.CreateAuthenticator(options.TokenServer);
        using SpeechToTextClient client = new(options.For(access.Uri, authenticator));
        await TestAsync(access.Uri, options, new(client, null), cancel);
    }

    private async Task TestLocalAsync(CancellationToken cancel)
    {
        string directory = LocalServicePaths.Resolve(this, DataDirectory);
        if (await RunningService.FindAsync(directory, cancel) is not RunningService running)
        {
            WriteAll(null, new Finding("Connection", false, $"No local service runs for '{directory}'.",
                "Start it with Connect-SttService -Local or Start-SttLocalService."));
            return;
        }
        Uri uri = new(running.Endpoint.Uri);
        ConnectionOptions options = Limited(new());
        using BasicAuthentication key = BasicAuthentication.ForApiKey(running.Endpoint.ApiKey);
        using SpeechToTextClient client = new(options.For(uri, key));
        await TestAsync(uri, options, new(client, null), cancel);
        string? error = running.Answer.Error;
        Write(uri, new Finding("Recognition", running.Answer.Ready, error ?? running.Answer.Status ?? "Ready.",
            error is null ? null : "Mend what is named, then run Connect-SttService -Local."));
    }

    private async Task TestAsync(Uri uri, ConnectionOptions options, AccessChecks access, CancellationToken cancel)
    {
        ConnectionReport report = await new ConnectionProbe(uri, options.Network, Limit).RunAsync(cancel);
        ConnectionChecks connection = new(report, options.Network.SkipCertificateCheck);
        string? failed = Write(uri, connection.NameResolution()) ?? Write(uri, connection.Connection())
            ?? Write(uri, connection.Tls());
        if (failed is not null) Skip(uri, failed, Checks[(Array.IndexOf(Checks, failed) + 1)..AtUrl]);
        // What the URL looks like needs no connection, and may be why there is none.
        Finding shape = UrlCheck.Shape(uri);
        if (failed is not null || shape.Passed == false)
        {
            Write(uri, shape);
            Skip(uri, failed ?? shape.Check, Checks[(AtUrl + 1)..]);
            return;
        }
        await foreach (Finding finding in access.RunAsync(shape, cancel)) Write(uri, finding);
    }

    /// <summary>Writes a finding; gives the name of a check that failed.</summary>
    private string? Write(Uri? uri, Finding finding)
    {
        WriteObject(finding.About(uri));
        return finding.Passed == false ? finding.Check : null;
    }

    /// <summary>All checks, of which one has failed before the others could be made.</summary>
    private void WriteAll(Uri? uri, Finding failed)
    {
        int at = Array.IndexOf(Checks, failed.Check);
        Skip(uri, failed.Check, Checks[..at]);
        Write(uri, failed);
        Skip(uri, failed.Check, Checks[(at + 1)..]);
    }

    private void Skip(Uri? uri, string failed, string[] checks)
    {
        foreach (string check in checks) Write(uri, AccessChecks.Skipped(check, failed));
    }
}
