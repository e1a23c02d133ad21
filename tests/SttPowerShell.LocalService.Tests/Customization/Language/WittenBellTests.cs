using SttPowerShell.LocalService.Customization.Language.Ngrams;
using SttPowerShell.LocalService.Tests.Support;

namespace SttPowerShell.LocalService.Tests.Customization.Language;

public sealed class WittenBellTests
{
    private const int Start = 1;
    private const int End = 2;

    [Fact]
    public void Probabilities_are_those_computed_by_hand()
    {
        // "a b", "a c": after a two different words in two occurrences.
        NgramModel model = Estimate([[3, 4], [3, 5]], 5);
        // Seen: a a b c </s> </s>; four different of six.
        Assert.Equal(2.0 / 10, model.Probability(4), 5);
        Assert.Equal(3.0 / 10, model.Probability(3), 5);
        Assert.Equal((1 + 2 * 0.2) / 4, model.Probability(3, 4), 5);
        // <s> a came twice, with two different words after it.
        Assert.Equal((1 + 2 * 0.35) / 4, model.Probability(Start, 3, 4), 5);
        // "b b" was never seen: what follows b is new with 1 of 2.
        Assert.Equal(0.5 * 0.2, model.Probability(4, 4), 5);
        Assert.Equal(0, model.Probability(9));
    }

    [Fact]
    public void What_may_follow_any_context_sums_to_one()
    {
        Random random = new(3);
        NgramModel model = Estimate(
            [.. Enumerable.Range(0, 60).Select(_ => Enumerable.Range(0, random.Next(1, 9)).Select(_ => random.Next(3, 12)).ToArray())],
            14, reserved: 0.01f);
        foreach (int[] context in (int[][])[[], [Start], [4], [13], [Start, 5], [5, 6], [13, 13], [7, 3]])
        {
            Assert.Equal(1, Enumerable.Range(End, 13).Sum(word => model.Probability([.. context, word])), 4);
        }
    }

    [Fact]
    public void A_reserved_probability_is_there_for_a_word_that_was_never_seen()
    {
        NgramModel model = Estimate([[3, 4]], 5, reserved: 0.02f);
        Assert.Equal(0.02, model.Probability(5), 5);
    }

    [Fact]
    public void No_ngram_reaches_across_a_break()
    {
        SymbolSequence symbols = new();
        symbols.Add(3);
        symbols.AddBreak();
        symbols.Add(4);
        NgramModel model = WittenBell.Estimate(symbols, Start, new float[5], 2, 21, default);
        Assert.Empty(model.Orders[1].Keys);
    }

    [Fact]
    public void Estimation_can_be_cancelled() => Assert.Throws<OperationCanceledException>(() =>
        WittenBell.Estimate(new SymbolSequence(), Start, new float[5], 3, 21, new CancellationToken(true)));

    [Fact]
    public async Task An_arpa_file_has_every_ngram_with_its_logarithms()
    {
        using TemporaryDirectory folder = new();
        string path = Path.Combine(folder.Root, "model.arpa");
        await ArpaFile.WriteAsync(path, Estimate([[3, 4]], 4), ["", "<s>", "</s>", "good", "morning"], default);
        Assert.Equal(
            """
            \data\
            ngram 1=4
            ngram 2=3
            ngram 3=2

            \1-grams:
            -99	<s>	-0.301
            -0.4771	</s>	0
            -0.4771	good	-0.301
            -0.4771	morning	-0.301

            \2-grams:
            -0.1761	<s> good	-0.301
            -0.1761	good morning	-0.301
            -0.1761	morning </s>	0

            \3-grams:
            -0.0792	<s> good morning
            -0.0792	good morning </s>

            \end\

            """, await File.ReadAllTextAsync(path), ignoreLineEndingDifferences: true);
    }

    private static NgramModel Estimate(int[][] sentences, int highest, float reserved = 0)
    {
        SymbolSequence symbols = new();
        foreach (int[] sentence in sentences)
        {
            foreach (int symbol in (int[])[Start, .. sentence, End]) symbols.Add(symbol);
            symbols.AddBreak();
        }
        float[] shares = new float[highest + 1];
        shares.AsSpan(End + 1).Fill(reserved);
        return WittenBell.Estimate(symbols, Start, shares, 3, 21, default);
    }
}
