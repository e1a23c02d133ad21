using SttPowerShell.Accuracy;
using SttPowerShell.Client.Http;

namespace SttPowerShell.Commands;

/// <summary>Makes the results of a comparison: totals, and tests against the baseline.</summary>
internal static class ComparisonResults
{
    /// <summary>One for each candidate, without what is the same for all.</summary>
    /// <param name="run">A run that has ended.</param>
    /// <param name="wordsOnly">Whether characters weren't counted.</param>
    public static IEnumerable<SttModelComparison> Of(ComparisonRun run, bool wordsOnly)
    {
        ComparedRecording[] kept = [.. run.Recordings.Where(recording => recording.LeftOut is null)];
        SttWordError[][] errors = [.. run.Candidates.Select(
            candidate => kept.Select(recording => recording[candidate]).ToArray())];
        SttWordError[] totals = [.. errors.Select(of => ErrorTotal.Of(of, wordsOnly))];
        MatchedPairsTest[] tests = [.. errors.Skip(1).Select(of => Test(of, errors[0]))];
        bool[] significant = Holm.Significant([.. tests.Select(test => test.PValue)]);
        for (int i = 0; i < run.Candidates.Count; i++)
        {
            MatchedPairsTest? test = i == 0 ? null : tests[i - 1];
            yield return new SttModelComparison
            {
                Candidate = run.Candidates[i].Name,
                IsBaseline = i == 0,
                Total = totals[i] with { Model = run.Candidates[i].Name },
                WordErrors = errors[i],
                LeftOut = run.Recordings.Count - kept.Length,
                Difference = i == 0 ? null : totals[i].WordErrorRate - totals[0].WordErrorRate,
                Segments = test?.Segments,
                Z = test?.Z,
                PValue = test?.PValue,
                Significant = i == 0 ? null : significant[i - 1],
                BaseModel = run.Candidates[i].BaseModel,
                LanguageModel = run.Candidates[i].Language,
                CustomizationWeight = run.Candidates[i].Weight,
                AcousticModel = run.Candidates[i].Acoustic,
                Parameters = QueryString.From(run.Candidates[i].Parameters(run.Common)).TrimStart('?'),
            };
        }
    }

    private static MatchedPairsTest Test(IEnumerable<SttWordError> candidate, IEnumerable<SttWordError> baseline)
        => MatchedPairsTest.Of([.. candidate.Zip(baseline).SelectMany(
            pair => SentenceSegments.Differences(pair.First.Alignment, pair.Second.Alignment))]);
}
