using System.Globalization;

namespace SttPowerShell.Reports;

/// <summary>Writes the tables of a page: the numbers of each model, and what is confused most.</summary>
internal sealed class ReportTables(HtmlWriter html, ReportPage page)
{
    private const int MostConfusions = 30;

    public void Numbers()
    {
        Start("Numbers of each model", "numbers");
        html.Start("thead");
        html.Start("tr");
        html.Element("th", "Model", ("scope", "col"));
        foreach (string head in Heads()) html.Element("th", head, ("scope", "col"), ("class", "number"));
        html.End();
        html.End();
        html.Start("tbody");
        foreach (ReportModel model in page.Models)
        {
            html.Start("tr");
            html.Element("th", model.Name.Length > 0 ? model.Name : "All texts", ("scope", "row"));
            foreach (string cell in Cells(model)) html.Element("td", cell, ("class", "number"));
            html.End();
            html.NewLine();
        }
        html.End();
        End();
    }

    public void Confusions(ReportModel model)
    {
        if (model.Total.Confusions.Count == 0) return;
        html.Start("details");
        html.Element("summary", model.Name.Length > 0 ? $"Most frequent errors of {model.Name}" : "Most frequent errors");
        Start("Errors by their number", "confusions");
        html.Start("thead");
        html.Start("tr");
        html.Element("th", "Count", ("scope", "col"), ("class", "number"));
        html.Element("th", "Said", ("scope", "col"));
        html.Element("th", "Recognised", ("scope", "col"));
        html.End();
        html.End();
        html.Start("tbody", ("lang", page.Language));
        foreach (SttWordConfusion confusion in model.Total.Confusions.Take(MostConfusions))
        {
            html.Start("tr");
            html.Element("td", confusion.Count.ToString("N0", CultureInfo.InvariantCulture), ("class", "number"));
            Word(confusion.Reference, "(nothing)");
            Word(confusion.Hypothesis, "(nothing)");
            html.End();
        }
        html.End();
        End();
        int more = model.Total.Confusions.Count - MostConfusions;
        if (more > 0) html.Element("p", $"And {ReportNumbers.Count(more, "other", "others")}.", ("class", "muted"));
        html.End();
    }

    /// <summary>Names with what belongs to each.</summary>
    public void Facts(IEnumerable<(string Name, string Value)> facts)
    {
        html.Start("dl", ("class", "facts"));
        foreach ((string name, string value) in facts)
        {
            html.Element("dt", name);
            html.Element("dd", value);
        }
        html.End();
    }

    private IEnumerable<string> Heads()
    {
        string[] heads = ["WER", "Errors", "S", "D", "I", "Words"];
        string[] characters = HasCharacters ? ["CER"] : [];
        string[] comparison = page.IsComparison ? ["Difference", "p", "Significant"] : [];
        return [.. heads, .. characters, .. comparison];
    }

    private IEnumerable<string> Cells(ReportModel model)
    {
        SttWordError total = model.Total;
        yield return ReportNumbers.Rate(total.WordErrorRate);
        foreach (int count in new[] { total.Errors, total.Substitutions, total.Deletions, total.Insertions, total.Words })
        {
            yield return count.ToString("N0", CultureInfo.InvariantCulture);
        }
        if (HasCharacters) yield return ReportNumbers.Rate(total.CharacterErrorRate);
        if (!page.IsComparison) yield break;
        yield return ReportNumbers.Points(model.Comparison?.Difference);
        yield return ReportNumbers.Probability(model.Comparison?.PValue);
        yield return model.Comparison switch
        {
            { IsBaseline: true } => "baseline",
            { Significant: true, Difference: < 0 } => "yes, better",
            { Significant: true } => "yes, worse",
            _ => "no",
        };
    }

    private bool HasCharacters => page.Models.Any(model => model.Total.Characters is not null);

    private void Word(string? word, string none)
    {
        if (word is null) html.Element("td", none, ("class", "muted"), ("lang", "en"));
        else html.Element("td", word, ("dir", "auto"));
    }

    // A wide table scrolls by itself, also with the keyboard.
    private void Start(string caption, string kind)
    {
        html.Start("div", ("class", "scroll"), ("role", "region"), ("aria-label", caption), ("tabindex", "0"));
        html.Start("table", ("class", kind));
        html.Element("caption", caption);
    }

    private void End()
    {
        html.End();
        html.End();
    }
}
