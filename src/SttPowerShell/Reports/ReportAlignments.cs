using System.Globalization;

namespace SttPowerShell.Reports;

/// <summary>
/// Writes each utterance with its errors marked: what was said above what was recognised, with the letters that
/// sclite uses. Words that were recognised are text and no elements, so that a page with 10,000 utterances is light.
/// </summary>
internal sealed class ReportAlignments(HtmlWriter html, ReportPage page)
{
    private const int MostWorst = 10;

    // The style has a browser lay out one list after the other.
    private const int OfList = 50;

    public void Write(CancellationToken cancel)
    {
        Filters();
        Worst();
        for (int start = 0; start < page.Utterances.Count; start += OfList)
        {
            cancel.ThrowIfCancellationRequested();
            html.Start("ol", ("class", "utterances"),
                ("start", (start + 1).ToString(CultureInfo.InvariantCulture)));
            for (int i = start; i < Math.Min(start + OfList, page.Utterances.Count); i++)
            {
                Utterance(page.Utterances[i], i + 1);
                html.NewLine();
            }
            html.End();
        }
        if (!page.Utterances.Any(IsWrong)) None("wrong");
        if (!page.Utterances.Any(IsApart)) None("apart");
    }

    private void None(string filter)
        => html.Element("p", "There are none.", ("class", $"none none-{filter} muted"));

    // Radio buttons and style alone: no script that a policy could forbid.
    private void Filters()
    {
        Filter("all", "All", page.Utterances.Count, isChecked: true);
        Filter("wrong", "With errors", page.Utterances.Count(IsWrong), isChecked: false);
        if (page.Models.Count > 1)
        {
            Filter("apart", "Where models differ", page.Utterances.Count(IsApart), isChecked: false);
        }
    }

    private void Filter(string id, string label, int count, bool isChecked)
    {
        html.Void("input", ("type", "radio"), ("name", "show"), ("id", $"show-{id}"), ("autocomplete", "off"),
            ("checked", isChecked ? "" : null));
        html.Start("label", ("for", $"show-{id}"));
        html.Text($"{label} (");
        html.Number(count);
        html.Text(")");
        html.End();
    }

    private void Worst()
    {
        (ReportUtterance Utterance, int Number)[] worst =
        [
            .. page.Utterances.Select((utterance, i) => (utterance, Number: i + 1))
                .Where(of => IsWrong(of.utterance))
                .OrderByDescending(of => of.utterance.MostErrors).ThenBy(of => of.Number).Take(MostWorst),
        ];
        // Of a few all can be seen.
        if (page.Utterances.Count <= MostWorst || worst.Length == 0) return;
        html.Start("details", ("class", "worst"));
        html.Element("summary", "Those with the most errors");
        html.Start("ol");
        foreach ((ReportUtterance utterance, int number) in worst)
        {
            html.Start("li");
            html.Element("a", utterance.Name, ("href", $"#u{number}"));
            html.Text($" {ReportNumbers.Count(utterance.MostErrors, "error", "errors")}");
            html.End();
        }
        html.End();
        html.End();
    }

    private static bool IsWrong(ReportUtterance utterance) => utterance.MostErrors > 0;

    private static bool IsApart(ReportUtterance utterance) => utterance.Readings.Count > 1;

    private void Utterance(ReportUtterance utterance, int number)
    {
        string kinds = $"{(IsWrong(utterance) ? "wrong" : "right")} {(IsApart(utterance) ? "apart" : "same")}";
        html.Start("li", ("id", $"u{number}"), ("class", kinds));
        html.Start("h3");
        html.Element("bdi", utterance.Name);
        html.End();
        foreach ((IReadOnlyList<string> models, SttWordError errors) in utterance.Readings)
        {
            html.Start("p", ("class", "score"));
            if (page.Models.Count > 1) Names(models);
            html.Text(Score(errors));
            html.End();
            html.Start("p", ("class", "words"), ("lang", page.Language), ("dir", "auto"));
            Words(errors.Alignment);
            html.End();
        }
        html.End();
    }

    private void Names(IReadOnlyList<string> models)
    {
        html.Element("strong", models.Count == page.Models.Count ? "All models" : string.Join(", ", models));
        html.Text(": ");
    }

    private static string Score(SttWordError errors) => errors.Errors == 0
        ? $"no errors in {ReportNumbers.Count(errors.Words, "word", "words")}"
        : $"{ReportNumbers.Count(errors.Errors, "error", "errors")} in "
            + $"{ReportNumbers.Count(errors.Words, "word", "words")}"
            + (errors.WordErrorRate is double rate ? $" ({ReportNumbers.Rate(rate)})" : "");

    private void Words(IReadOnlyList<SttAlignedWord> alignment)
    {
        if (alignment.Count == 0) html.Element("span", "(nothing was said or recognised)", ("class", "muted"));
        for (int i = 0; i < alignment.Count; i++)
        {
            if (i > 0) html.Text(" ");
            SttAlignedWord step = alignment[i];
            if (step.Change == SttWordChange.Match) html.Text(step.Reference!);
            else Error(step);
        }
    }

    // What a screen reader reads in place of the letter stands before each word, out of sight.
    private void Error(SttAlignedWord step)
    {
        (string kind, string said, string heard) = step.Change switch
        {
            SttWordChange.Substitution => ("s", "said ", " recognised "),
            SttWordChange.Insertion => ("i", "", "inserted "),
            _ => ("d", "missing ", ""),
        };
        html.Start("span", ("class", kind));
        if (step.Reference is not null) Word("del", said, step.Reference);
        if (step.Hypothesis is not null) Word("ins", heard, step.Hypothesis);
        html.End();
    }

    private void Word(string tag, string hint, string word)
    {
        html.Start(tag);
        html.Element("span", hint, ("class", "hint"), ("lang", page.Language is null ? null : "en"));
        html.Text(word);
        html.End();
    }
}
