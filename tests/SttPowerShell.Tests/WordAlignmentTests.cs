using SttPowerShell.Accuracy;

namespace SttPowerShell.Tests;

public sealed class WordAlignmentTests
{
    [Theory]
    [InlineData("a b c", "a b c", 0, 0, 0)]
    [InlineData("a b c", "", 0, 0, 3)]
    [InlineData("", "a b", 0, 2, 0)]
    [InlineData("a b c d", "a x c d", 1, 0, 0)]
    [InlineData("a b c", "a c", 0, 0, 1)]
    [InlineData("a c", "a b c", 0, 1, 0)]
    // Two gaps weigh 6, two substitutions 8.
    [InlineData("a b", "b c", 0, 1, 1)]
    // Four gaps weigh as much as three substitutions, which are fewer errors.
    [InlineData("a b c", "c x y", 3, 0, 0)]
    public void Words_are_counted_as_sclite_weighs_them(
        string reference, string hypothesis, int substitutions, int insertions, int deletions)
    {
        WordAlignment alignment = WordAlignment.Of(reference, hypothesis);

        Assert.Equal((substitutions, insertions, deletions),
            (alignment.Substitutions, alignment.Insertions, alignment.Deletions));
        Assert.Equal(substitutions + insertions + deletions, alignment.Errors);
        Assert.Equal(SpokenWords.Of(reference).Length, alignment.Words);
    }

    [Fact]
    public void Case_punctuation_and_hesitation_are_no_errors()
    {
        Assert.Equal(["don't", "stop", "it's", "9:30", "am", "élan", "well-known"],
            SpokenWords.Of("Don’t stop -- %HESITATION \"it's\" 9:30 AM, e\u0301lan (well-known)!"));
        Assert.Equal(0, WordAlignment.Of("Well, 'hello' there.", "well hello %HESITATION there ").Errors);
    }

    [Fact]
    public void The_steps_give_back_both_texts_and_weigh_least()
    {
        Random random = new(17);
        for (int run = 0; run < 300; run++)
        {
            string[] reference = Words(random);
            string[] hypothesis = Words(random);

            WordAlignment alignment = WordAlignment.Of(reference, hypothesis);

            Assert.Equal(reference, alignment.Steps.Select(s => s.Reference).OfType<string>());
            Assert.Equal(hypothesis, alignment.Steps.Select(s => s.Hypothesis).OfType<string>());
            Assert.All(alignment.Steps, s => Assert.Equal(s.Change == WordChange.Match, s.Reference == s.Hypothesis));
            int weight = (4 * alignment.Substitutions) + (3 * (alignment.Insertions + alignment.Deletions));
            Assert.Equal(LeastWeight(reference, hypothesis), (weight, alignment.Errors));
        }
    }

    [Fact]
    public void Long_texts_take_little_memory()
    {
        string[] reference = [.. Enumerable.Range(0, 6000).Select(i => $"w{i % 97}")];
        string[] hypothesis = [.. reference.Where((_, i) => i % 50 != 0)];
        long before = GC.GetAllocatedBytesForCurrentThread();

        WordAlignment alignment = WordAlignment.Of(reference, hypothesis);

        Assert.Equal((0, 0, 120), (alignment.Substitutions, alignment.Insertions, alignment.Deletions));
        // A table of all pairs would have 35 million cells.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 8_000_000);
    }

    private static string[] Words(Random random)
        => [.. Enumerable.Range(0, random.Next(12)).Select(_ => ((char)('a' + random.Next(4))).ToString())];

    private static (int Weight, int Errors) LeastWeight(string[] reference, string[] hypothesis)
    {
        (int Weight, int Errors)[,] cost = new (int, int)[reference.Length + 1, hypothesis.Length + 1];
        for (int i = 0; i <= reference.Length; i++)
        {
            for (int j = 0; j <= hypothesis.Length; j++)
            {
                List<(int, int)> ways = [];
                if (i > 0) ways.Add((cost[i - 1, j].Weight + 3, cost[i - 1, j].Errors + 1));
                if (j > 0) ways.Add((cost[i, j - 1].Weight + 3, cost[i, j - 1].Errors + 1));
                if (i > 0 && j > 0)
                {
                    int wrong = reference[i - 1] == hypothesis[j - 1] ? 0 : 1;
                    ways.Add((cost[i - 1, j - 1].Weight + (4 * wrong), cost[i - 1, j - 1].Errors + wrong));
                }
                cost[i, j] = ways.Count == 0 ? (0, 0) : ways.Min();
            }
        }
        return cost[reference.Length, hypothesis.Length];
    }
}
