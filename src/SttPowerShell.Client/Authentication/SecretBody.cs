using SttPowerShell.Client.Http;

namespace SttPowerShell.Client.Authentication;

/// <summary>A body that is made anew for each attempt, so that the secret in it lives no longer.</summary>
internal sealed class SecretBody(Func<HttpContent> make) : RequestBody
{
    public override bool CanReplay => true;
    public override long? Length => null;
    public override HttpContent Open() => make();
}
