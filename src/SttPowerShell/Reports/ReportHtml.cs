using System.Security.Cryptography;
using System.Text;

namespace SttPowerShell.Reports;

/// <summary>
/// Writes a page as one HTML file that needs nothing else: no script, no font, no address. Its own policy allows
/// its style by its hash and nothing more, so that a text in it could do nothing even if it weren't escaped.
/// </summary>
internal static class ReportHtml
{
    private static readonly string s_style = ReadStyle();

    public static void Write(TextWriter output, ReportPage page, CancellationToken cancel)
    {
        HtmlWriter html = new(output);
        html.Own("<!DOCTYPE html>\n");
        html.Start("html", ("lang", "en"));
        Head(html, page);
        html.Start("body");
        html.Element("a", "Skip to the utterances", ("class", "skip"), ("href", "#utterances"));
        html.Start("header");
        html.Element("h1", page.Title);
        html.Element("p", page.Summary, ("class", "summary"));
        html.End();
        html.Start("main");
        Models(html, page);
        LeftOut(html, page);
        Utterances(html, page, cancel);
        html.End();
        html.Start("footer");
        new ReportTables(html, page).Facts(page.Settings);
        html.End();
        html.End();
        html.End();
        html.NewLine();
    }

    private static void Head(HtmlWriter html, ReportPage page)
    {
        html.Start("head");
        html.Void("meta", ("charset", "utf-8"));
        html.Void("meta", ("http-equiv", "Content-Security-Policy"), ("content",
            $"default-src 'none'; style-src 'sha256-{Hash(s_style)}'; img-src data:; base-uri 'none'; "
            + "form-action 'none'"));
        html.Void("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"));
        html.Void("meta", ("name", "color-scheme"), ("content", "light dark"));
        html.Void("meta", ("name", "referrer"), ("content", "no-referrer"));
        // Without it a browser asks the page's server for a picture.
        html.Void("link", ("rel", "icon"), ("href", "data:,"));
        html.Element("title", page.Title);
        html.Start("style");
        html.Own(s_style);
        html.End();
        html.End();
        html.NewLine();
    }

    private static void Models(HtmlWriter html, ReportPage page)
    {
        ReportTables tables = new(html, page);
        html.Start("section", ("aria-labelledby", "models"));
        html.Element("h2", page.Models.Count > 1 ? "Word errors of each model" : "Word errors", ("id", "models"));
        new ReportChart(html, page).Write();
        tables.Numbers();
        foreach (ReportModel model in page.Models) tables.Confusions(model);
        html.End();
        html.NewLine();
    }

    private static void LeftOut(HtmlWriter html, ReportPage page)
    {
        if (page.LeftOut.Count == 0) return;
        html.Start("section", ("aria-labelledby", "left-out"), ("class", "left-out"));
        html.Element("h2", "Left out for all models", ("id", "left-out"));
        new ReportTables(html, page).Facts(page.LeftOut);
        html.End();
    }

    private static void Utterances(HtmlWriter html, ReportPage page, CancellationToken cancel)
    {
        html.Start("section", ("aria-labelledby", "utterances"));
        html.Element("h2", "Utterances", ("id", "utterances"), ("tabindex", "-1"));
        html.Start("ul", ("class", "key"));
        Key(html, "s", "said", "recognised", "substituted");
        Key(html, "d", "said", null, "missing");
        Key(html, "i", null, "recognised", "inserted");
        html.End();
        new ReportAlignments(html, page).Write(cancel);
        html.End();
    }

    private static void Key(HtmlWriter html, string kind, string? said, string? heard, string meaning)
    {
        html.Start("li");
        html.Start("span", ("class", kind));
        if (said is not null) html.Element("del", said);
        if (heard is not null) html.Element("ins", heard);
        html.End();
        html.Text($" {meaning}");
        html.End();
    }

    private static string ReadStyle()
    {
        using Stream style = typeof(ReportHtml).Assembly.GetManifestResourceStream("SttPowerShell.Reports.Report.css")!;
        using StreamReader reader = new(style, Encoding.UTF8);
        // Browsers hash the text with plain line ends, as their parsers make them.
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    private static string Hash(string text) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
