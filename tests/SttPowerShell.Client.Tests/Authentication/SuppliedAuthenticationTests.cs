using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Time.Testing;
using SttPowerShell.Client.Authentication;
using SttPowerShell.Client.Tests.Support;

namespace SttPowerShell.Client.Tests.Authentication;

public sealed class SuppliedAuthenticationTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UnixEpoch.AddDays(20_000));
    private readonly SuppliedAuthentication _authentication;
    private Func<int, CancellationToken, Task<string>> _supply = (number, _) => Task.FromResult($"token-{number}");
    private int _supplied;

    public SuppliedAuthenticationTests() => _authentication = new SuppliedAuthentication(
        cancel => _supply(Interlocked.Increment(ref _supplied), cancel), _clock);

    public void Dispose() => _authentication.Dispose();

    [Fact]
    public async Task A_token_that_tells_nothing_of_its_end_is_asked_for_anew_after_ten_minutes()
    {
        Assert.Equal("token-1", await TokenAsync());
        _clock.Advance(TimeSpan.FromSeconds(470));
        Assert.Equal("token-1", await TokenAsync());
        _clock.Advance(TimeSpan.FromSeconds(130));
        Assert.Equal("token-2", await TokenAsync());
    }

    [Fact]
    public async Task A_token_that_was_old_when_it_was_supplied_is_replaced_before_it_ends()
    {
        long now = _clock.GetUtcNow().ToUnixTimeSeconds();
        _supply = (number, _) => Task.FromResult(Token(now - 3000, now + 600) + number);

        Assert.EndsWith("1", await TokenAsync(), StringComparison.Ordinal);
        _clock.Advance(TimeSpan.FromSeconds(595));

        Assert.EndsWith("2", await TokenAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_else_waits_begins_a_fetch_again_that_could_not_be_made()
    {
        TaskCompletionSource gone = new();
        _supply = async (number, _) =>
        {
            if (number > 1) return $"token-{number}";
            await gone.Task;
            throw new OperationCanceledException();
        };
        Task<string> first = TokenAsync();
        await Clients.UntilAsync(() => _supplied == 1);
        Task<string>[] others = [.. Enumerable.Range(0, 20).Select(_ => TokenAsync())];

        gone.SetResult();

        SttTransportException e = await Assert.ThrowsAsync<SttTransportException>(() => first);
        Assert.Equal(TransportFailure.Token, e.Failure);
        Assert.All(await Task.WhenAll(others), token => Assert.Equal("token-2", token));
        Assert.Equal(2, _supplied);
    }

    [Fact]
    public async Task Code_that_needs_the_token_that_it_supplies_is_told_so_instead_of_waiting_for_itself()
    {
        _supply = (_, _) => TokenAsync();

        SttTransportException e = await Assert.ThrowsAsync<SttTransportException>(
            () => TokenAsync().WaitAsync(TimeSpan.FromSeconds(10)));

        Assert.Contains("wait for itself", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Bearer abc")]
    [InlineData("abc\ndef")]
    public async Task What_can_not_be_a_token_is_an_error_that_does_not_show_it(string token)
    {
        _supply = (_, _) => Task.FromResult(token);

        SttTransportException e = await Assert.ThrowsAsync<SttTransportException>(TokenAsync);

        Assert.DoesNotContain("abc", e.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_a_token_consists_of_its_life_is_read_without_failing()
    {
        Gen<string> claims = Gen.OneOf(
            ArbMap.Default.GeneratorFor<string>().Select(text => text ?? ""),
            ArbMap.Default.GeneratorFor<double>().Select(end => $$"""{"iat":1,"exp":{{end:R}}}"""),
            ArbMap.Default.GeneratorFor<long>().Select(end => $$"""{"exp":{{end}},"iat":[]}"""));
        Prop.ForAll(claims.ToArbitrary(), text =>
        {
            AccessToken token = JsonWebToken.Issue($"h.{Part(text)}.s", _clock.GetUtcNow());
            return token.RefreshAt >= _clock.GetUtcNow() && token.RefreshAt <= _clock.GetUtcNow().AddDays(366);
        }).QuickCheckThrowOnFailure();
    }

    private async Task<string> TokenAsync() => (await _authentication.GetHeaderAsync(default))!.Parameter!;

    private static string Token(long issued, long expires)
        => $"h.{Part($$"""{"iat":{{issued}},"exp":{{expires}}}""")}.s";

    private static string Part(string json)
        => Convert.ToBase64String(Encoding.UTF8.GetBytes(json)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
