using SttPowerShell.LocalService.Recognition;

namespace SttPowerShell.LocalService.Tests.Recognition;

public sealed class EndpointerTests
{
    private const int Rate = 16000;

    [Fact]
    public void Speech_comes_out_with_every_sample_at_its_place()
    {
        short[] recording = [.. Silence(2), .. Speech(1.5), .. Silence(2), .. Speech(3), .. Silence(1)];
        List<Utterance> utterances = Find(recording);
        Assert.Equal(2, utterances.Count);
        AssertCut(recording, utterances);
        AssertCovers(utterances[0], 2, 3.5);
        AssertCovers(utterances[1], 5.5, 8.5);
    }

    [Fact]
    public void A_recording_that_is_all_speech_is_one_utterance_from_its_first_to_its_last_sample()
    {
        short[] recording = [.. Speech(4), .. Speech(0.0123)];
        Utterance utterance = Assert.Single(Find(recording));
        Assert.Equal(0, utterance.Start);
        Assert.Equal(recording, utterance.Samples);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(300)]
    [InlineData(3000)]
    public void Silence_and_steady_noise_of_any_level_are_no_speech(int amplitude) =>
        Assert.Empty(Find(Noise(10, amplitude)));

    [Fact]
    public void A_hum_and_a_constant_offset_are_no_speech() =>
        Assert.Empty(Find([.. Noise(6, 5).Select((sample, i) =>
            (short)(sample + 3000 + (4000 * Math.Sin(2 * Math.PI * 50 * i / Rate))))]));

    [Fact]
    public void A_click_is_no_speech()
    {
        short[] recording = Noise(4, 10);
        for (int i = 0; i < 200; i++) recording[32000 + i] = (short)(i % 2 == 0 ? 30000 : -30000);
        Assert.Empty(Find(recording));
    }

    [Theory]
    [InlineData(20)]
    [InlineData(200)]
    [InlineData(1000)]
    public void Speech_is_found_in_noise_that_is_quieter(int amplitude)
    {
        short[] noise = Noise(7, amplitude);
        short[] recording = [.. Add([.. Silence(2), .. Speech(2), .. Silence(3)], noise)];
        Utterance utterance = Assert.Single(Find(recording));
        AssertCut(recording, [utterance]);
        AssertCovers(utterance, 2, 4);
    }

    [Fact]
    public void A_pause_shorter_than_the_limit_ends_nothing()
    {
        Utterance utterance = Assert.Single(Find([.. Silence(1), .. Speech(1), .. Silence(0.6), .. Speech(1), .. Silence(2)]));
        AssertCovers(utterance, 1, 3.6);
    }

    [Fact]
    public void Very_long_speech_is_cut_into_pieces_that_fit_together()
    {
        short[] recording = [.. Silence(1), .. Speech(70), .. Silence(1)];
        List<Utterance> utterances = Find(recording);
        Assert.InRange(utterances.Count, 4, 14);
        AssertCut(recording, utterances);
        Assert.All(utterances, utterance => Assert.InRange(utterance.Samples.Length, 1, 20 * Rate));
        for (int i = 1; i < utterances.Count; i++) Assert.Equal(utterances[i - 1].End, utterances[i].Start);
        AssertCovers(new Utterance(utterances[0].Start, [.. utterances.SelectMany(piece => piece.Samples)]), 1, 71);
    }

    [Fact]
    public void Long_speech_is_cut_where_it_is_quietest()
    {
        short[] recording = [.. Silence(1), .. Speech(11), .. Silence(0.3), .. Speech(14), .. Silence(2)];
        List<Utterance> utterances = Find(recording);
        Assert.Equal(2, utterances.Count);
        Assert.InRange(utterances[0].End, 12 * Rate, (int)(12.3 * Rate));
    }

    [Fact]
    public void The_sizes_of_the_pieces_make_no_difference()
    {
        short[] recording = Add(
            [.. Silence(1.3), .. Speech(1.7), .. Silence(1.1), .. Speech(27), .. Silence(0.5), .. Speech(0.4)], Noise(32, 60));
        List<Utterance> whole = Find(recording);
        Assert.True(whole.Count > 2);
        foreach (int size in new[] { 1, 159, 160, 1024, 50_000 })
        {
            List<Utterance> pieces = Find(recording, size);
            Assert.Equal(whole.Select(utterance => utterance.Start), pieces.Select(utterance => utterance.Start));
            Assert.Equal(whole.Select(utterance => utterance.Samples), pieces.Select(utterance => utterance.Samples));
        }
    }

    [Fact]
    public void An_utterance_comes_as_soon_as_it_has_ended()
    {
        Endpointer endpointer = new(Rate, EndpointerOptions.Default);
        Assert.Empty(endpointer.Write([.. Silence(1), .. Speech(2), .. Silence(0.5)]));
        Assert.Single(endpointer.Write(Silence(1)));
    }

    [Fact]
    public void Nothing_at_all_is_no_speech() => Assert.Empty(Find([]));

    [Fact]
    public void Hours_of_silence_take_no_memory()
    {
        Endpointer endpointer = new(Rate, EndpointerOptions.Default);
        short[] second = Noise(1, 20);
        for (int i = 0; i < 60; i++) endpointer.Write(second);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        for (int i = 0; i < 1200; i++) endpointer.Write(second);
        long grown = GC.GetTotalMemory(forceFullCollection: true) - before;
        Assert.InRange(grown, long.MinValue, 2_000_000);
        GC.KeepAlive(endpointer);
    }

    private static List<Utterance> Find(short[] recording, int size = 16_000)
    {
        Endpointer endpointer = new(Rate, EndpointerOptions.Default);
        List<Utterance> utterances = [];
        foreach (short[] piece in recording.Chunk(size)) utterances.AddRange(endpointer.Write(piece));
        utterances.AddRange(endpointer.Complete());
        return utterances;
    }

    /// <summary>Utterances hold what the recording has at their places, in order and without overlap.</summary>
    private static void AssertCut(short[] recording, IReadOnlyList<Utterance> utterances)
    {
        long end = 0;
        foreach (Utterance utterance in utterances)
        {
            Assert.True(utterance.Start >= end);
            end = utterance.End;
            Assert.Equal(recording[(int)utterance.Start..(int)end], utterance.Samples);
        }
    }

    /// <summary>All of the speech, and at most 0.35 s more on each side.</summary>
    private static void AssertCovers(Utterance utterance, double from, double to)
    {
        Assert.InRange(utterance.Start / (double)Rate, from - 0.35, from);
        Assert.InRange(utterance.End / (double)Rate, to, to + 0.35);
    }

    private static short[] Silence(double seconds) => new short[(int)(seconds * Rate)];

    private static short[] Noise(double seconds, int amplitude)
    {
        Random random = new(3);
        return [.. Silence(seconds).Select(_ => (short)random.Next(-amplitude, amplitude + 1))];
    }

    /// <summary>Like speech in what matters here: a voice of 120 Hz in syllables of 0.2 s with gaps of 40 ms.</summary>
    private static short[] Speech(double seconds) =>
    [
        .. Silence(seconds).Select((_, i) =>
        {
            double time = i / (double)Rate;
            double gate = time % 0.24 < 0.2 ? 1 : 0.02;
            double voice = Enumerable.Range(1, 12).Sum(k => Math.Sin(2 * Math.PI * 120 * k * time) / k);
            return (short)(5000 * gate * voice);
        }),
    ];

    private static short[] Add(short[] left, short[] right) => [.. left.Zip(right, (a, b) => (short)(a + b))];
}
