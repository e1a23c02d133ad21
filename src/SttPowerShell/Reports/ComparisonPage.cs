using System.Globalization;

namespace SttPowerShell.Reports;

/// <summary>Makes a page of the results of a comparison.</summary>
internal static class ComparisonPage
{
    /// <param name="results">A result for each model, the baseline first.</param>
    /// <param name="leftOut">The recordings that don't count, and why.</param>
    public static ReportPage Of(
        IReadOnlyList<SttModelComparison> results, IEnumerable<(string Path, string Reason)> leftOut)
    {
        SttModelComparison baseline = results[0];
        string[] names = ReportNames.Of([.. baseline.WordErrors.Select(errors => errors.Path)]);
        return new ReportPage
        {
            Title = $"Comparison of {results.Count} candidates on "
                + ReportNumbers.Count(baseline.Recordings, "recording", "recordings"),
            Summary = Summary(results),
            Language = ReportLanguage.Of(results.Select(result => result.BaseModel)),
            Models = [.. results.Select(result => new ReportModel(result.Candidate, result.Total, result))],
            Utterances = [.. names.Select((name, i) => ReportUtterance.Of(
                name, results.Select(result => (result.Candidate, result.WordErrors[i]))))],
            LeftOut = [.. leftOut.Select(recording => (Path.GetFileName(recording.Path), recording.Reason))],
            Settings = [.. Settings(results)],
        };
    }

    private static string Summary(IReadOnlyList<SttModelComparison> results)
    {
        SttModelComparison baseline = results[0];
        SttModelComparison best = results.Skip(1).MinBy(result => result.Errors)!;
        string difference = best switch
        {
            _ when best.Errors == baseline.Errors => "as many as",
            { Significant: false } => "not significantly different from",
            { Difference: < 0 } => "significantly fewer than",
            _ => "significantly more than",
        };
        return $"{best.Candidate} has the fewest errors of those compared: {ReportNumbers.Rate(best.WordErrorRate)} of "
            + $"{ReportNumbers.Count(best.Words, "word", "words")}, {difference} "
            + $"{ReportNumbers.Rate(baseline.WordErrorRate)} with the baseline, {baseline.Candidate} "
            + $"(p\u00A0=\u00A0{ReportNumbers.Probability(best.PValue)}).";
    }

    private static IEnumerable<(string Name, string Value)> Settings(IReadOnlyList<SttModelComparison> results)
    {
        SttModelComparison any = results[0];
        yield return ("Service", any.Uri?.ToString() ?? "");
        yield return ("Begun", any.Started.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture));
        yield return ("Compared words", any.Rules ?? "");
        yield return ("Test", "Matched pairs of sentence segments (MAPSSWE); significant at 5 % for all models together "
            + "(Holm).");
        foreach (SttModelComparison result in results)
        {
            string models = string.Concat(new[] { result.LanguageModel, result.AcousticModel }
                .OfType<SttCustomModel>().Select(Describe));
            yield return (result.Candidate, $"{result.Parameters}{models}");
        }
        yield return ("Made with", $"SttPowerShell {any.ModuleVersion}, Compare-SttModel");
    }

    private static string Describe(SttCustomModel model)
    {
        string changed = (model.Updated ?? model.Created) is DateTimeOffset at
            ? $", changed {at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture)}"
            : "";
        string versions = model.Versions.Count > 0 ? $", for {string.Join(", ", model.Versions)}" : "";
        return $"; {model} ({model.StatusText}{changed}{versions})";
    }
}
