using SttPowerShell.LocalService.Recognition;
using static SttPowerShell.LocalService.Tests.Recognition.TestSpeech;

namespace SttPowerShell.LocalService.Tests.Recognition;

public sealed class EndpointerTests
{
    [Fact]
    public void Two_utterances_with_a_pause_between_are_found_with_their_padding()
    {
        short[] audio = Recording(Silence(1), Voice(2), Silence(3), Voice(1), Silence(2));
        List<Utterance> found = Find(audio);
        Assert.Equal(2, found.Count);
        AssertSpan(found[0], 1, 3);
        AssertSpan(found[1], 6, 7);
    }

    [Fact]
    public void Offsets_are_exact_and_no_sample_is_lost_or_doubled()
    {
        short[] audio = Recording(Silence(0.7), Voice(3), Silence(2), Voice(40), Silence(1));
        long end = 0;
        foreach (Utterance utterance in Find(audio))
        {
            Assert.True(utterance.FirstSample >= end);
            end = utterance.FirstSample + utterance.Samples.Length;
            Assert.Equal(audio.AsSpan((int)utterance.FirstSample, utterance.Samples.Length), utterance.Samples.Span);
        }
    }

    [Fact]
    public void A_pause_within_a_phrase_does_not_end_it()
    {
        Utterance utterance = Assert.Single(Find(Recording(Silence(1), Voice(1), Silence(0.6), Voice(1), Silence(1))));
        AssertSpan(utterance, 1, 3.6);
    }

    [Theory]
    [InlineData(0.3, 2)]
    [InlineData(1.5, 1)]
    public void The_silence_that_ends_an_utterance_can_be_chosen(double silence, int utterances)
    {
        short[] audio = Recording(Silence(1), Voice(1), Silence(0.9), Voice(1), Silence(2));
        Assert.Equal(utterances, Find(audio, options: new EndpointerOptions { EndSilence = silence }).Count);
    }

    [Fact]
    public void Weak_fricatives_at_both_ends_are_not_cut_off()
    {
        short[] audio = Recording(Silence(1), Fricative(0.2), Voice(1), Fricative(0.2), Silence(2));
        Utterance utterance = Assert.Single(Find(audio));
        AssertSpan(utterance, 1, 2.4);
    }

    [Fact]
    public void What_is_too_weak_to_be_found_is_kept_by_the_padding()
    {
        Utterance utterance = Assert.Single(Find(Recording(Silence(1), Voice(1), Silence(2))));
        double last = (double)(utterance.FirstSample + utterance.Samples.Length) / Rate;
        Assert.InRange((double)utterance.FirstSample / Rate, 0.75, 0.85);
        Assert.InRange(last, 2.15, 2.25);
    }

    [Fact]
    public void Speech_from_the_first_to_the_last_sample_is_kept_whole()
    {
        short[] audio = Recording(Voice(1.037));
        Utterance utterance = Assert.Single(Find(audio));
        Assert.Equal((0, audio.Length), (utterance.FirstSample, utterance.Samples.Length));
    }

    [Fact]
    public void Silence_holds_no_utterance() => Assert.Empty(Find(Silence(30)));

    [Theory]
    [InlineData(-70)]
    [InlineData(-45)]
    [InlineData(-20)]
    public void Steady_noise_holds_no_utterance(double level) => Assert.Empty(Find(Noise(30, level)));

    [Fact]
    public void Clicks_and_a_constant_offset_hold_no_utterance()
    {
        short[] audio = [.. Recording(Silence(10))
            .Select((sample, n) => (short)(sample + 8000 + (n % 16000 == 0 ? 9000 : 0)))];
        Assert.Empty(Find(audio));
    }

    [Fact]
    public void Speech_is_found_in_noise_20_dB_below_it()
    {
        short[] audio = OverNoise([.. Silence(1), .. Voice(2), .. Silence(3), .. Voice(2), .. Silence(1)], -40);
        Assert.Equal(2, Find(audio).Count);
    }

    [Fact]
    public void Noise_that_grows_louder_is_background_again_after_some_seconds()
    {
        short[] audio = [.. Noise(5, -60), .. Noise(30, -40)];
        Assert.True(Find(audio).Sum(utterance => utterance.Samples.Length) < 8 * Rate);
    }

    [Fact]
    public void Long_speech_is_cut_in_gaps_and_nothing_is_missing_between_the_pieces()
    {
        short[] audio = Recording(Silence(1), Voice(100), Silence(1));
        List<Utterance> found = Find(audio);
        Assert.All(found, utterance => Assert.InRange(utterance.Samples.Length, 1, 18 * Rate));
        AssertSpan(found[0], 1, null);
        AssertSpan(found[^1], null, 101);
        foreach ((Utterance first, Utterance second) in found.Zip(found.Skip(1)))
        {
            Assert.Equal(first.FirstSample + first.Samples.Length, second.FirstSample);
            // The voice's syllables meet every 0.2 s.
            double phase = ((double)second.FirstSample / Rate - 1) % 0.2;
            Assert.True(Math.Min(phase, 0.2 - phase) < 0.05, $"cut {phase:f3} s after a gap");
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(159)]
    [InlineData(161)]
    [InlineData(16001)]
    public void The_sizes_in_which_samples_arrive_change_nothing(int block)
    {
        short[] audio = Recording(Silence(0.4), Voice(2), Silence(1.3), Voice(25), Silence(1),
            Fricative(0.3), Voice(0.333));
        IEnumerable<(long, int)> Spans(int size) =>
            Find(audio, size).Select(utterance => (utterance.FirstSample, utterance.Samples.Length));
        Assert.Equal(Spans(int.MaxValue), Spans(block));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(159)]
    [InlineData(800)]
    public void Less_than_a_syllable_is_nothing(int samples) => Assert.Empty(Find(Voice(1)[..samples]));

    [Fact]
    public void An_utterance_is_given_before_the_stream_ends()
    {
        Endpointer endpointer = new(Rate, EndpointerOptions.Default);
        Assert.Single(endpointer.Write(Recording(Silence(1), Voice(1), Silence(0.9))));
    }

    [Fact]
    public void Speech_is_foreseen_before_anything_is_decided_and_then_found()
    {
        short[] audio = Recording(Silence(0.4), Voice(2), Silence(1));
        Endpointer endpointer = new(Rate, EndpointerOptions.Default);
        endpointer.Write(audio.AsSpan(0, (int)(0.4 * Rate)));
        Assert.Null(endpointer.Foreseen);
        endpointer.Write(audio.AsSpan((int)(0.4 * Rate), (int)(0.2 * Rate)));
        Assert.Null(endpointer.OngoingStart);
        long foreseen = endpointer.Foreseen!.Value;
        Assert.InRange(foreseen, 0.1 * Rate, 0.3 * Rate);
        endpointer.Write(audio.AsSpan((int)(0.6 * Rate), Rate));
        Assert.InRange(endpointer.OngoingStart!.Value, 0, foreseen);
        Assert.Null(endpointer.Foreseen);
    }

    private static List<Utterance> Find(short[] audio, int block = int.MaxValue, EndpointerOptions? options = null)
    {
        Endpointer endpointer = new(Rate, options ?? EndpointerOptions.Default);
        List<Utterance> found = [];
        for (int start = 0; start < audio.Length; start += Math.Min(block, audio.Length))
        {
            found.AddRange(endpointer.Write(audio.AsSpan(start, Math.Min(block, audio.Length - start))));
        }

        found.AddRange(endpointer.Complete());
        return found;
    }

    /// <summary>The utterance begins and ends within the padding of the true speech, and holds all of it.</summary>
    private static void AssertSpan(Utterance utterance, double? start, double? end)
    {
        double first = (double)utterance.FirstSample / Rate;
        double last = (double)(utterance.FirstSample + utterance.Samples.Length) / Rate;
        if (start is { } from) Assert.InRange(first, from - 0.3, from);
        if (end is { } to) Assert.InRange(last, to, to + 0.3);
    }
}
