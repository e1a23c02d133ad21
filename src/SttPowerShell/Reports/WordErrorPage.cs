using System.Globalization;
using SttPowerShell.Accuracy;

namespace SttPowerShell.Reports;

/// <summary>Makes a page of measured pairs. Pairs of the same recording stand together.</summary>
internal static class WordErrorPage
{
    /// <param name="pairs">The pairs in their order.</param>
    /// <param name="baseModels">The base models that recognised, as far as they are known.</param>
    /// <param name="rules">Which words were compared.</param>
    /// <param name="wordsOnly">Whether characters weren't counted.</param>
    /// <param name="at">When.</param>
    /// <param name="version">The module's version.</param>
    public static ReportPage Of(
        IReadOnlyList<SttWordError> pairs, IEnumerable<string?> baseModels, SpokenWords rules, bool wordsOnly,
        DateTimeOffset at, string version)
    {
        ReportModel[] models = [.. pairs.GroupBy(pair => pair.Model ?? "")
            .Select(of => new ReportModel(of.Key, ErrorTotal.Of(of, wordsOnly)))];
        IGrouping<(string?, int), SttWordError>[] utterances =
            [.. pairs.Zip(Places(pairs)).GroupBy(of => of.Second, of => of.First)];
        string[] names = ReportNames.Of([.. utterances.Select(of => of.First().Path)]);
        return new ReportPage
        {
            Title = "Word errors",
            Summary = Summary(models, utterances.Length),
            Language = ReportLanguage.Of(baseModels),
            Models = models.Length > 0 ? models : [new ReportModel("", ErrorTotal.Of([], wordsOnly))],
            Utterances = [.. utterances.Select((of, i) => ReportUtterance.Of(
                names[i], of.Select(pair => (pair.Model ?? "", pair))))],
            Settings =
            [
                ("Measured", at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture)),
                ("Compared words", rules.Describe()),
                ("Made with", $"SttPowerShell {version}, Measure-SttWordError"),
            ],
        };
    }

    private static string Summary(ReportModel[] models, int utterances)
    {
        if (models.Length == 0) return "Nothing was measured.";
        if (models.Length > 1)
        {
            return $"{models.Length} models on {ReportNumbers.Count(utterances, "utterance", "utterances")}.";
        }
        SttWordError total = models[0].Total;
        string name = models[0].Name.Length > 0 ? $" with {models[0].Name}" : "";
        return $"{ReportNumbers.Count(total.Errors, "error", "errors")} in "
            + $"{ReportNumbers.Count(total.Words, "word", "words")} ({ReportNumbers.Rate(total.WordErrorRate)}){name}; "
            + $"{total.PairsWithErrors.ToString("N0", CultureInfo.InvariantCulture)} of "
            + $"{ReportNumbers.Count(utterances, "utterance has", "utterances have")} errors.";
    }

    // What comes twice with one model, or from no file, stands for itself.
    private static IEnumerable<(string? Path, int Number)> Places(IEnumerable<SttWordError> pairs)
    {
        Dictionary<(string, string?), int> times = [];
        int withoutPath = 0;
        foreach (SttWordError pair in pairs)
        {
            if (pair.Path is null) yield return (null, withoutPath++);
            else
            {
                int before = times.GetValueOrDefault((pair.Path, pair.Model));
                times[(pair.Path, pair.Model)] = before + 1;
                yield return (pair.Path, before);
            }
        }
    }
}
