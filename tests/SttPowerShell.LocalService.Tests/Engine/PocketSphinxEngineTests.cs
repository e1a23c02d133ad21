using SttPowerShell.LocalService.Engine;
using SttPowerShell.LocalService.Engine.PocketSphinx;
using SttPowerShell.LocalService.Engine.PocketSphinx.Supply;
using SttPowerShell.LocalService.Tests.Support;

namespace SttPowerShell.LocalService.Tests.Engine;

[Collection(EngineTests.Name)]
public sealed class PocketSphinxEngineTests(EngineFixture fixture)
{
    private static readonly DecodingOptions One = new(1);

    private Clip Shortest => fixture.Librivox.Clips[1];

    [Fact]
    public async Task Six_jobs_on_two_decoders_give_the_same_text()
    {
        IReadOnlyList<Hypothesis>[] answers = await Task.WhenAll(Enumerable.Range(0, 6)
            .Select(_ => fixture.Engine.DecodeAsync(Shortest.Samples, One, default)));
        Assert.Single(answers.Select(Text).Distinct());
    }

    [Fact]
    public void What_was_heard_before_changes_nothing()
    {
        using Decoder decoder = Decoder.Load(fixture.Files);
        HypothesisWord[] fresh = [.. decoder.Decode(Shortest.Samples, One)[0].Words];
        decoder.Decode(fixture.Librivox.Clips[0].Samples, One);
        decoder.Decode([.. fixture.Librivox.Clips[4].Samples.Select(sample => (short)(sample / 8))], One);
        Assert.Equal(fresh, decoder.Decode(Shortest.Samples, One)[0].Words);
    }

    [Fact]
    public async Task Alternatives_are_distinct_and_only_the_best_has_times()
    {
        IReadOnlyList<Hypothesis> readings =
            await fixture.Engine.DecodeAsync(Shortest.Samples, new DecodingOptions(4), default);
        Assert.Equal(4, readings.Count);
        Assert.Equal(4, readings.Select(Text).Distinct().Count());
        Assert.Equal(Text((await fixture.Engine.DecodeAsync(Shortest.Samples, One, default))[0]), Text(readings[0]));
        Assert.All(readings[0].Words, word => Assert.True(word.End > word.Start));
        Assert.All(readings[0].Words, word => Assert.InRange(word.Confidence, 0, 1));
        Assert.InRange(readings[0].Confidence, 0.1, 1);
        Assert.All(readings.SelectMany(reading => reading.Words), word => Assert.Matches("^[a-z'.-]+$", word.Text));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(400)]
    public async Task Hardly_any_sound_gives_no_reading(int samples) =>
        Assert.Empty(await fixture.Engine.DecodeAsync(new short[samples], One, default));

    [Fact]
    public async Task A_cancelled_caller_returns_at_once_and_the_decoder_comes_back()
    {
        await using PocketSphinxEngine engine = await PocketSphinxEngine.LoadAsync(fixture.Files, 1, default);
        using CancellationTokenSource cancel = new();
        Task<IReadOnlyList<Hypothesis>> longOne = engine.DecodeAsync(LongAudio(), One, cancel.Token);
        Task<IReadOnlyList<Hypothesis>> waiting = engine.DecodeAsync(Shortest.Samples, One, cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => longOne);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.NotEmpty(await engine.DecodeAsync(Shortest.Samples, One, default));
    }

    [Fact]
    public async Task Disposal_waits_for_decodings_in_progress_and_those_in_the_queue_are_told()
    {
        PocketSphinxEngine engine = await PocketSphinxEngine.LoadAsync(fixture.Files, 1, default);
        int before = Decoder.Loaded;
        Task<IReadOnlyList<Hypothesis>> running = engine.DecodeAsync(Shortest.Samples, One, default);
        Task<IReadOnlyList<Hypothesis>> queued = engine.DecodeAsync(Shortest.Samples, One, default);
        await engine.DisposeAsync();
        Assert.NotEmpty(await running);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => queued);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => engine.DecodeAsync(Shortest.Samples, One, default));
        await engine.DisposeAsync();
        Assert.Equal(before - 1, Decoder.Loaded);
    }

    [Fact]
    public void A_disposed_decoder_says_so()
    {
        Decoder decoder = Decoder.Load(fixture.Files);
        decoder.Dispose();
        decoder.Dispose();
        Assert.Throws<ObjectDisposedException>(() => decoder.Decode(Shortest.Samples, One));
    }

    [Fact]
    public async Task A_lease_given_back_twice_gives_one_place_and_is_of_no_more_use()
    {
        await using DecoderPool pool = new(1, 1, (_, _) => Decoder.Load(fixture.Files));
        DecoderLease lease = await pool.LeaseAsync(null, SearchProfile.Normal, default);
        Decoder first = lease.Decoder;
        lease.Dispose();
        lease.Dispose();
        Assert.Throws<ObjectDisposedException>(() => lease.Decoder);
        using DecoderLease second = await pool.LeaseAsync(null, SearchProfile.Normal, default);
        Assert.Same(first, second.Decoder);
        using CancellationTokenSource cancel = new();
        Task<DecoderLease> third = pool.LeaseAsync(null, SearchProfile.Normal, cancel.Token);
        Assert.False(third.IsCompleted);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => third);
    }

    [Fact]
    public async Task A_model_that_cannot_be_loaded_is_named()
    {
        EngineFiles broken = fixture.Files with { Dictionary = "/nowhere/words.dict" };
        EngineUnavailableException failure = await Assert.ThrowsAsync<EngineUnavailableException>(
            () => PocketSphinxEngine.LoadAsync(broken, 1, default));
        Assert.Contains("/nowhere/words.dict", failure.Message);
    }

    private short[] LongAudio() => [.. fixture.Librivox.Clips.SelectMany(clip => clip.Samples).Take(20 * 16000)];

    private static string Text(IReadOnlyList<Hypothesis> readings) => Text(readings[0]);

    private static string Text(Hypothesis reading) => string.Join(' ', reading.Words.Select(word => word.Text));
}
