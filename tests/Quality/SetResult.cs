using System.Globalization;
using SttPowerShell.LocalService.Tests.Support;

namespace SttPowerShell.Quality;

/// <summary>What came of a set.</summary>
internal sealed record SetResult(TestSet Set, int Words, int Errors, TimeSpan Time)
{
    public double WordErrorRate => (double)Errors / Words;

    public static SetResult Of(TestSet set, IReadOnlyList<string> texts, TimeSpan time)
    {
        int errors = set.Utterances.Zip(texts).Sum(pair =>
            WordErrors.Between([.. pair.First.Words], [.. TestSets.Words(pair.Second)]).Count);
        return new SetResult(set, set.Utterances.Sum(utterance => utterance.Words.Count), errors, time);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Set.Name}: {Set.Utterances.Count} utterances, {Errors} errors in {Words} words, {WordErrorRate:P1}, {Time.TotalSeconds:0} s");
}
