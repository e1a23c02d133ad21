using Microsoft.Extensions.Time.Testing;
using SttPowerShell.LocalService.Api.Authentication;
using SttPowerShell.LocalService.Hosting;

namespace SttPowerShell.LocalService.Tests.Api;

public sealed class BearerTokensTests
{
    private static readonly Guid Owner = Guid.Parse("0f0e0d0c-0b0a-4908-8706-050403020100");
    private static readonly byte[] Key = [.. Enumerable.Range(0, 32).Select(value => (byte)value)];

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 1, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public void A_token_ends_with_its_lifetime()
    {
        BearerTokens tokens = Create("a key", Key);
        string token = tokens.Issue(new Instance(Owner, "a key", null, null)).AccessToken!;
        _clock.Advance(TimeSpan.FromSeconds(3599));
        Assert.Equal(Owner, tokens.Check(token)?.Owner);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(tokens.Check(token));
    }

    [Fact]
    public void A_token_outlives_a_restart_but_not_another_api_key_or_data_directory()
    {
        string token = Create("a key", Key).Issue(new Instance(Owner, "a key", null, null)).AccessToken!;
        Assert.NotNull(Create("a key", Key).Check(token));
        Assert.Null(Create("another key", Key).Check(token));
        Assert.Null(Create("a key", new byte[32]).Check(token));
    }

    private BearerTokens Create(string apiKey, byte[] key)
        => new(new Instances(new Instance(Owner, apiKey, null, null), []), key, TimeSpan.FromHours(1), _clock);

    [Fact]
    public void Two_instances_can_not_have_the_same_credentials()
    {
        Instance first = new(Owner, "a key", null, null);
        InstanceOptions second = new() { Owner = Guid.NewGuid().ToString(), ApiKey = "a key" };
        StartupException refused = Assert.Throws<StartupException>(() => new Instances(first, [second]));
        Assert.Equal("The configuration can't be used: two instances have the same ApiKey.", refused.Message);
    }
}
