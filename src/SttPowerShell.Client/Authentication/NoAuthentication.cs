using System.Net.Http.Headers;

namespace SttPowerShell.Client.Authentication;

/// <summary>For a service that asks for no credentials.</summary>
internal sealed class NoAuthentication : Authenticator
{
    public override bool SendsSecrets => false;

    public override ValueTask<AuthenticationHeaderValue?> GetHeaderAsync(CancellationToken cancel) => default;
}
