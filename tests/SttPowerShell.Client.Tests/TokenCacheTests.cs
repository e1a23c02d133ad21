using Microsoft.Extensions.Time.Testing;
using SttPowerShell.Client.Authentication;
using SttPowerShell.Client.Tests.Support;

namespace SttPowerShell.Client.Tests;

public sealed class TokenCacheTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new();
    private readonly TokenCache _cache;
    private TaskCompletionSource? _gate;
    private bool _failing;
    private int _fetches;

    public TokenCacheTests() => _cache = new TokenCache(FetchAsync, _clock);

    public void Dispose() => _cache.Dispose();

    [Fact]
    public async Task Fifty_one_callers_of_whom_one_gives_up_cause_one_fetch()
    {
        _gate = new TaskCompletionSource();
        using CancellationTokenSource impatient = new();
        Task<string> first = _cache.GetAsync(impatient.Token).AsTask();
        Task<string>[] others = [.. Enumerable.Range(0, 50).Select(_ => _cache.GetAsync(default).AsTask())];

        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        _gate.SetResult();

        Assert.All(await Task.WhenAll(others), token => Assert.Equal("token-1", token));
        Assert.Equal(1, _fetches);
    }

    [Fact]
    public async Task After_80_percent_of_its_life_a_token_is_renewed_while_callers_go_on_with_the_old_one()
    {
        await _cache.GetAsync(default);
        _clock.Advance(TimeSpan.FromSeconds(2879));
        await _cache.GetAsync(default);
        await Task.Delay(30);
        Assert.Equal(1, _fetches);

        _gate = new TaskCompletionSource();
        _clock.Advance(TimeSpan.FromSeconds(2));
        for (int i = 0; i < 20; i++) Assert.Equal("token-1", await _cache.GetAsync(default));
        _gate.SetResult();

        await Clients.UntilAsync(() => _cache.GetAsync(default).AsTask().Result == "token-2");
        Assert.Equal(2, _fetches);
    }

    [Fact]
    public async Task Ten_seconds_before_its_end_a_token_is_dead()
    {
        await _cache.GetAsync(default);
        _gate = new TaskCompletionSource();
        _clock.Advance(TimeSpan.FromSeconds(3590));

        Task<string> next = _cache.GetAsync(default).AsTask();
        await Task.Delay(30);
        Assert.False(next.IsCompleted);
        _gate.SetResult();

        Assert.Equal("token-2", await next);
    }

    [Fact]
    public async Task A_renewal_that_fails_is_not_tried_again_for_a_minute_and_nobody_notices()
    {
        await _cache.GetAsync(default);
        _failing = true;
        _clock.Advance(TimeSpan.FromSeconds(3000));
        for (int i = 0; i < 50; i++)
        {
            Assert.Equal("token-1", await _cache.GetAsync(default));
            await Task.Delay(1);
        }

        Assert.Equal(2, _fetches);
        _failing = false;
        _clock.Advance(TimeSpan.FromSeconds(61));

        await Clients.UntilAsync(() => _cache.GetAsync(default).AsTask().Result == "token-3");
    }

    [Fact]
    public async Task Without_a_token_callers_share_a_failure_for_a_moment_and_then_it_heals()
    {
        _failing = true;
        for (int i = 0; i < 20; i++) await Assert.ThrowsAsync<IOException>(() => _cache.GetAsync(default).AsTask());
        Assert.Equal(1, _fetches);

        _clock.Advance(TimeSpan.FromSeconds(6));
        await Assert.ThrowsAsync<IOException>(() => _cache.GetAsync(default).AsTask());
        Assert.Equal(2, _fetches);

        _failing = false;
        _clock.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal("token-3", await _cache.GetAsync(default));
    }

    [Fact]
    public async Task Two_refusals_of_the_same_token_cause_one_fetch()
    {
        string token = await _cache.GetAsync(default);

        Assert.True(_cache.Invalidate(token));
        Assert.Equal("token-2", await _cache.GetAsync(default));
        Assert.True(_cache.Invalidate(token));
        Assert.Equal("token-2", await _cache.GetAsync(default));

        Assert.Equal(2, _fetches);
    }

    [Fact]
    public async Task A_new_token_that_is_refused_at_once_is_not_replaced_again()
    {
        _cache.Invalidate(await _cache.GetAsync(default));
        string second = await _cache.GetAsync(default);

        Assert.False(_cache.Invalidate(second));
        _clock.Advance(TimeSpan.FromSeconds(61));
        Assert.True(_cache.Invalidate(second));
    }

    [Fact]
    public async Task Disposing_ends_a_fetch_and_its_waiters()
    {
        _gate = new TaskCompletionSource();
        Task<string> waiting = _cache.GetAsync(default).AsTask();

        _cache.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting.WaitAsync(TimeSpan.FromSeconds(5)));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => _cache.GetAsync(default).AsTask());
    }

    private async Task<AccessToken> FetchAsync(CancellationToken cancel)
    {
        int number = Interlocked.Increment(ref _fetches);
        if (_gate is not null) await _gate.Task.WaitAsync(cancel);
        if (_failing) throw new IOException("no token");
        return AccessToken.Issue($"token-{number}", _clock.GetUtcNow(), TimeSpan.FromHours(1));
    }
}
