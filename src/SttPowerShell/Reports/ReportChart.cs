using System.Globalization;

namespace SttPowerShell.Reports;

/// <summary>
/// Draws the word error rates of models as bars, one below the other, of which each has a part for each kind of error.
/// Widths are percentages and heights pixels, so that text keeps its size on every screen.
/// </summary>
internal sealed class ReportChart(HtmlWriter html, ReportPage page)
{
    private const int RowHeight = 56;
    private const int BarTop = 24;
    private const int BarHeight = 20;
    private const int AxisHeight = 26;
    private const int MostLetters = 34;
    private const int Ticks = 4;

    private static readonly int[] s_steps = [1, 2, 4, 6, 8, 10];

    private readonly double _scale = Scale(page.Models.Max(model => model.Total.WordErrorRate ?? 0));

    public void Write()
    {
        int bottom = page.Models.Count * RowHeight;
        html.Start("svg", ("class", "chart"), ("width", "100%"), ("height", Text(bottom + AxisHeight)),
            ("role", "img"), ("aria-labelledby", "chart-title"));
        html.Element("title", "Word error rates; the table below has all numbers.", ("id", "chart-title"));
        Patterns();
        Axis(bottom);
        for (int i = 0; i < page.Models.Count; i++) Bars(page.Models[i].Total, i * RowHeight);
        double? baseline = page.IsComparison ? page.Models[0].Total.WordErrorRate : null;
        if (baseline is double rate) Line("baseline", Percent(rate / _scale), BarTop - 4, bottom);
        for (int i = 0; i < page.Models.Count; i++) Texts(page.Models[i], i * RowHeight);
        html.End();
        Legend();
    }

    /// <summary>A round number of at least the rate, of which four parts are round, too.</summary>
    private static double Scale(double rate)
    {
        double unit = Math.Pow(10, Math.Floor(Math.Log10(Math.Max(rate, 0.001))));
        return s_steps.Select(step => step * unit).First(scale => scale >= rate);
    }

    // Kinds differ by pattern as well as by colour.
    private void Patterns()
    {
        html.Start("defs");
        html.Start("pattern", ("id", "lines"), ("width", "6"), ("height", "6"), ("patternUnits", "userSpaceOnUse"),
            ("patternTransform", "rotate(45)"));
        html.Empty("rect", ("width", "2"), ("height", "6"), ("class", "ink"));
        html.End();
        html.Start("pattern", ("id", "dots"), ("width", "6"), ("height", "6"), ("patternUnits", "userSpaceOnUse"));
        html.Empty("circle", ("cx", "3"), ("cy", "3"), ("r", "1.4"), ("class", "ink"));
        html.End();
        html.End();
    }

    private void Axis(int bottom)
    {
        for (int i = 0; i <= Ticks; i++)
        {
            string x = Percent((double)i / Ticks);
            Line("grid", x, 0, bottom);
            string anchor = i == 0 ? "start" : i == Ticks ? "end" : "middle";
            html.Element("text", ReportNumbers.Rate(_scale * i / Ticks, "0.##"), ("class", "tick"), ("x", x),
                ("y", Text(bottom + 18)), ("text-anchor", anchor));
        }
    }

    private void Texts(ReportModel model, int top)
    {
        string name = model.Name.Length > 0 ? model.Name : "All texts";
        html.Element("text", Shorten(name), ("class", "name"), ("x", "0"), ("y", Text(top + 17)));
        html.Element("text", $"{ReportNumbers.Rate(model.Total.WordErrorRate)}{Mark(model)}", ("class", "value"),
            ("x", "100%"), ("y", Text(top + 17)), ("text-anchor", "end"));
    }

    private void Bars(SttWordError total, int top)
    {
        html.Start("g");
        double x = 0;
        foreach ((string kind, int count, string? pattern) in Parts(total))
        {
            if (total.Words == 0 || count == 0) continue;
            double width = (double)count / total.Words / _scale;
            Bar(kind, x, width, top);
            if (pattern is not null) Bar(pattern, x, width, top);
            x += width;
        }
        html.End();
    }

    private static (string Kind, int Count, string? Pattern)[] Parts(SttWordError total) =>
    [
        ("sub", total.Substitutions, null), ("del", total.Deletions, "lines"), ("ins", total.Insertions, "dots"),
    ];

    private void Bar(string kind, double x, double width, int top)
    {
        html.Empty("rect", ("class", kind), ("x", Percent(x)), ("width", Percent(width)), ("y", Text(top + BarTop)),
            ("height", Text(BarHeight)));
    }

    private void Line(string kind, string x, int from, int to)
    {
        html.Empty("line", ("class", kind), ("x1", x), ("x2", x), ("y1", Text(from)), ("y2", Text(to)));
    }

    private void Legend()
    {
        html.Start("ul", ("class", "legend"));
        Swatch("sub", null, "Substituted (S)");
        Swatch("del", "lines", "Missing (D)");
        Swatch("ins", "dots", "Inserted (I)");
        if (page.IsComparison)
        {
            html.Start("li");
            html.Start("svg", ("width", "18"), ("height", "14"), ("aria-hidden", "true"));
            Line("baseline", "9", 0, 14);
            html.End();
            html.Text("Baseline");
            html.End();
            html.Element("li", "▼ significantly fewer errors than the baseline, ▲ significantly more");
        }
        html.End();
    }

    private void Swatch(string kind, string? pattern, string label)
    {
        html.Start("li");
        html.Start("svg", ("width", "18"), ("height", "14"), ("aria-hidden", "true"));
        foreach (string of in new[] { kind, pattern }.OfType<string>())
        {
            html.Empty("rect", ("class", of), ("width", "18"), ("height", "14"));
        }
        html.End();
        html.Text(label);
        html.End();
    }

    private static string Mark(ReportModel model) => model.Comparison switch
    {
        { Significant: true, Difference: < 0 } => " ▼",
        { Significant: true } => " ▲",
        _ => "",
    };

    // SVG doesn't break lines; the table has the name whole.
    private static string Shorten(string name)
    {
        StringInfo letters = new(name);
        return letters.LengthInTextElements <= MostLetters
            ? name
            : letters.SubstringByTextElements(0, MostLetters - 1) + "…";
    }

    private static string Percent(double share) => (share * 100).ToString("0.###", CultureInfo.InvariantCulture) + "%";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
