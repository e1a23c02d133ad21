using SttPowerShell.LocalService.Engine;
using SttPowerShell.LocalService.Tests.Support;

namespace SttPowerShell.LocalService.Tests.Engine;

/// <summary>What the recogniser gives beside its readings, on the five recorded sentences.</summary>
[Collection(EngineTests.Name)]
public sealed class LatticeAndPhraseTests(EngineFixture fixture)
{
    private Clip IllDisposed => fixture.Librivox.Clips[1];

    [Fact]
    public async Task Each_word_has_a_bin_of_what_may_have_been_said_in_its_place()
    {
        foreach (Clip clip in fixture.Librivox.Clips)
        {
            Hypothesis best = await DecodeAsync(clip, new DecodingOptions(3) { Network = true });

            Assert.Equal(
                best.Words.Select(word => (word.Start, word.End)), best.Network.Select(bin => (bin.Start, bin.End)));
            Assert.Equal(best.Words.Select(word => new ConfusionWord(word.Text, word.Confidence)),
                best.Network.Select(bin => bin.Words[0]));
            Assert.All(best.Network, bin =>
            {
                Assert.InRange(bin.Words.Sum(word => word.Confidence), 0, 1 + 1e-9);
                Assert.All(bin.Words, word => Assert.Matches("^[a-z'.-]+$", word.Text));
                Assert.Equal(bin.Words.Count, bin.Words.Select(word => word.Text).Distinct().Count());
                Assert.Equal(bin.Words.Skip(1).OrderByDescending(word => word.Confidence), bin.Words.Skip(1));
            });
        }
    }

    [Fact]
    public async Task A_word_that_the_best_reading_missed_is_among_the_alternatives()
    {
        Hypothesis best = await DecodeAsync(IllDisposed, new DecodingOptions(1) { Network = true });
        HypothesisWord said = fixture.Align(IllDisposed).Single(word => word.Text == "disposed");

        Assert.DoesNotContain(best.Words, word => word.Text == "disposed");
        ConfusionBin bin = Assert.Single(best.Network, bin => bin.Words.Any(word => word.Text == "disposed"));
        Assert.True(bin.Start < said.End && said.Start < bin.End);
    }

    [Fact]
    public async Task A_phrase_that_the_best_reading_missed_is_spotted_where_it_was_said()
    {
        Hypothesis best = await DecodeAsync(IllDisposed, new DecodingOptions(1)
        {
            Phrases = ["ill disposed", "young man", "sense and sensibility", "respectable"],
        });

        IReadOnlyList<HypothesisWord> said = fixture.Align(IllDisposed);
        Assert.DoesNotContain(best.Words, word => word.Text is "ill" or "disposed");
        Assert.Equal(["ill disposed", "young man"], best.Spotted.Select(one => one.Phrase).Order());
        SpottedPhrase found = best.Spotted.Single(one => one.Phrase == "ill disposed");
        Assert.InRange(found.Start, said[4].Start - 0.2, said[4].Start + 0.2);
        Assert.InRange(found.End, said[5].End - 0.2, said[5].End + 0.2);
        Assert.InRange(found.Confidence, 0.85, 1);
    }

    [Fact]
    public async Task To_ask_for_more_changes_neither_the_reading_nor_the_next_one()
    {
        Hypothesis plain = await DecodeAsync(IllDisposed, new DecodingOptions(1));
        Hypothesis more = await DecodeAsync(
            IllDisposed, new DecodingOptions(1) { Network = true, Phrases = ["young man"] });
        Hypothesis again = await DecodeAsync(IllDisposed, new DecodingOptions(1));

        Assert.Equal(plain.Words, more.Words);
        Assert.Equal(plain.Words, again.Words);
        Assert.Empty(again.Network);
        Assert.Empty(again.Spotted);
    }

    [Fact]
    public async Task A_thousand_phrases_are_searched_for_at_once()
    {
        string[] words = [.. File.ReadLines(fixture.Files.Dictionary).Select(line => line.Split(' ', '\t')[0])
            .Where(word => word.Length > 7 && word.All(char.IsAsciiLetterLower))
            .Where((_, n) => n % 30 == 0).Take(998)];
        Hypothesis best = await DecodeAsync(IllDisposed, new DecodingOptions(1)
        {
            Phrases = [.. words, "ill disposed", "young man"],
        });

        Assert.Equal(998, words.Length);
        Assert.Contains(best.Spotted, one => one.Phrase == "ill disposed");
        Assert.Contains(best.Spotted, one => one.Phrase == "young man");
    }

    [Fact]
    public async Task Words_that_the_dictionary_lacks_are_told()
    {
        Assert.Equal(["zephyrion", "24/7"], await fixture.Engine.UnknownWordsAsync(
            ["young", "zephyrion", "man", "24/7"], new DecodingOptions(1), default));
        Hypothesis best = await DecodeAsync(
            IllDisposed, new DecodingOptions(1) { Phrases = ["zephyrion", "young man"] });
        Assert.Equal("young man", Assert.Single(best.Spotted).Phrase);
    }

    private async Task<Hypothesis> DecodeAsync(Clip clip, DecodingOptions options)
        => (await fixture.Engine.DecodeAsync(clip.Samples, options, default))[0];
}
