using System.Security.Cryptography;
using System.Text;
using SttPowerShell.LocalService.Hosting;

namespace SttPowerShell.LocalService.Api.Authentication;

/// <summary>All instances, found by what a caller shows. Secrets are compared in constant time.</summary>
internal sealed class Instances
{
    private readonly IReadOnlyList<Instance> _all;

    /// <exception cref="StartupException">Two instances have the same owner, key or user.</exception>
    public Instances(Instance @default, IEnumerable<InstanceOptions> others)
    {
        Default = @default;
        _all =
        [
            @default,
            .. others.Select(other => new Instance(Guid.Parse(other.Owner!),
                NullIfEmpty(other.ApiKey), NullIfEmpty(other.Username), NullIfEmpty(other.Password))),
        ];
        RefuseDuplicates("Owner", instance => instance.Owner.ToString());
        RefuseDuplicates("ApiKey", instance => instance.ApiKey);
        RefuseDuplicates("Username", instance => instance.Username);
    }

    /// <summary>The instance whose key is in the endpoint file.</summary>
    public Instance Default { get; }

    public Instance? FindByKey(string apiKey) => _all.FirstOrDefault(instance => Same(instance.ApiKey, apiKey));

    public Instance? FindByUser(string username, string password)
        => _all.FirstOrDefault(instance => Same(instance.Username, username) & Same(instance.Password, password));

    public Instance? FindByOwner(Guid owner) => _all.FirstOrDefault(instance => instance.Owner == owner);

    /// <summary>Hashes have one length, so that the time doesn't tell that of the secret.</summary>
    private static bool Same(string? secret, string shown)
        => secret is not null && CryptographicOperations.FixedTimeEquals(Hash(secret), Hash(shown));

    private static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private void RefuseDuplicates(string what, Func<Instance, string?> value)
    {
        bool duplicate = _all.Select(value).OfType<string>()
            .GroupBy(text => text, StringComparer.Ordinal).Any(group => group.Count() > 1);
        if (!duplicate) return;
        throw new StartupException($"The configuration can't be used: two instances have the same {what}.");
    }
}
