using Microsoft.Extensions.Time.Testing;
using SttPowerShell.LocalService.Hosting;

namespace SttPowerShell.LocalService.Tests.Hosting;

public sealed class UsageWatchTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new();
    private readonly UsageWatch _watch;
    private int _unused;

    public UsageWatchTests() => _watch = new UsageWatch(_clock, () => _unused++);

    public void Dispose() => _watch.Dispose();

    [Fact]
    public void A_service_that_nobody_attaches_to_is_unused_after_60_seconds()
    {
        _clock.Advance(TimeSpan.FromSeconds(59.9));
        Assert.Equal(0, _unused);
        _clock.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal(1, _unused);
    }

    [Fact]
    public void One_that_is_kept_is_never_unused_and_one_that_is_ending_can_not_be_kept()
    {
        _watch.Attach().Dispose();
        Assert.True(_watch.TryKeep());
        _clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(0, _unused);

        using UsageWatch ending = new(_clock, () => _unused++);
        _clock.Advance(UsageWatch.FirstGrace);
        Assert.Equal(1, _unused);
        Assert.False(ending.TryKeep());
    }

    [Fact]
    public void It_is_unused_10_seconds_after_the_last_attachment_has_gone()
    {
        IDisposable first = _watch.Attach();
        IDisposable second = _watch.Attach();
        _clock.Advance(TimeSpan.FromHours(1));
        first.Dispose();
        _clock.Advance(TimeSpan.FromHours(1));
        second.Dispose();
        second.Dispose();
        _clock.Advance(TimeSpan.FromSeconds(9.9));
        Assert.Equal(0, _unused);
        _clock.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal(1, _unused);
    }

    [Fact]
    public void Another_attachment_or_a_running_request_keeps_it()
    {
        _watch.Attach().Dispose();
        _clock.Advance(TimeSpan.FromSeconds(9));
        IDisposable request = _watch.Request();
        _clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(0, _unused);
        request.Dispose();
        _clock.Advance(TimeSpan.FromSeconds(9));
        IDisposable attachment = _watch.Attach();
        _clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(0, _unused);
        attachment.Dispose();
        _clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(1, _unused);
    }

    [Fact]
    public void Requests_before_the_first_attachment_do_not_shorten_the_60_seconds()
    {
        _watch.Request().Dispose();
        _clock.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(0, _unused);
        IDisposable request = _watch.Request();
        _clock.Advance(TimeSpan.FromSeconds(59));
        request.Dispose();
        Assert.Equal(0, _unused);
        _clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(1, _unused);
    }
}
