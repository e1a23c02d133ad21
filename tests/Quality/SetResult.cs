using System.Globalization;
using SttPowerShell.LocalService.Tests.Support;

namespace SttPowerShell.Quality;

/// <summary>What came of a set.</summary>
/// <param name="Set">The set.</param>
/// <param name="Words">Words that were said.</param>
/// <param name="Errors">Substitutions, insertions and deletions.</param>
/// <param name="NamesSaid">How often one of the set's names was said.</param>
/// <param name="NamesHeard">How often one of them was heard in an utterance that has it.</param>
/// <param name="Time">For all of it, training not included.</param>
internal sealed record SetResult(TestSet Set, int Words, int Errors, int NamesSaid, int NamesHeard, TimeSpan Time)
{
    /// <summary>Null where nothing was said that should have been heard.</summary>
    public double? WordErrorRate => Words == 0 ? null : (double)Errors / Words;

    public static SetResult Of(TestSet set, IReadOnlyList<string> texts, TimeSpan time)
    {
        (Utterance Said, IReadOnlyList<string> Heard)[] pairs =
            [.. set.Utterances.Zip(texts, (utterance, text) => (utterance, TestSets.Words(text)))];
        IEnumerable<(Utterance Said, IReadOnlyList<string> Heard)> named = pairs.SelectMany(
            pair => set.Names.Where(pair.Said.Words.Contains)
                .Select(name => (pair.Said, (IReadOnlyList<string>)[.. pair.Heard.Where(word => word == name)])));
        return new SetResult(set, set.Utterances.Sum(utterance => utterance.Words.Count),
            pairs.Sum(pair => WordErrors.Between([.. pair.Said.Words], [.. pair.Heard]).Count),
            named.Count(), named.Count(name => name.Heard.Count > 0), time);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Set.Name}{(Set.Learned.Length == 0 ? "" : $", with {Set.Learned}")}: {Set.Utterances.Count} utterances, "
        + $"{Errors} errors in {Words} words, {WordErrorRate:P1}, "
        + $"names {NamesHeard}/{NamesSaid}, {Time.TotalSeconds:0} s");
}
