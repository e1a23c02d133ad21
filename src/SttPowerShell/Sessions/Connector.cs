using System.Reflection;
using SttPowerShell.Client;
using SttPowerShell.Client.Authentication;
using SttPowerShell.Client.Wire;

namespace SttPowerShell.Sessions;

/// <summary>What a new session shall be, and how it is opened and proved.</summary>
internal sealed record Connector
{
    // Where it exists the first is the service's own default; a service without previous-generation models has others.
    private static readonly string[] PreferredModels = ["en-US_BroadbandModel", "en-US", "en-US_Multimedia"];

    public required Uri Uri { get; init; }

    public required Authenticator Authenticator { get; init; }

    public required SttAuthentication Authentication { get; init; }

    public required string Name { get; init; }

    public string? DefaultBaseModel { get; init; }

    /// <summary>
    /// The local service, if it is that: kept for as long as the session, and disposed with it.
    /// </summary>
    public IDisposable? Attachment { get; init; }

    /// <summary>How to talk to it.</summary>
    public required ConnectionOptions Options { get; init; }

    /// <summary>The module's version.</summary>
    public static string Version { get; } = typeof(Connector).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>What requests are signed with.</summary>
    public static string UserAgent { get; } = $"SttPowerShell/{Version}";

    /// <summary>
    /// Opens a session and proves it by listing the base models, which needs URL and credentials right.
    /// </summary>
    /// <exception cref="ArgumentException">A value can't be used.</exception>
    /// <exception cref="SttApiException">The service refuses.</exception>
    /// <exception cref="SttTransportException">The service isn't reached.</exception>
    public async Task<SttSession> OpenAsync(CancellationToken cancel)
    {
        SpeechToTextClient client = new(Options.For(Uri, Authenticator));
        try
        {
            IReadOnlyList<SpeechModel> models = await client.Models.ListAsync(cancel);
            string[] names = [.. models.Select(m => m.Name ?? "")];
            SttSession session = new(SessionRegistry.NextId(), Name, client, Attachment)
            {
                Options = Options,
                IsLocal = Attachment is not null,
                Authentication = Authentication,
                DefaultBaseModel = DefaultBaseModel ?? PreferredModels.FirstOrDefault(names.Contains),
                Opened = DateTimeOffset.Now,
            };
            session.BaseModels = [.. models.Select(m => SttBaseModel.From(m, session))];
            return session;
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }
}
