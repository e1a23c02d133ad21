using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using SttPowerShell.Tests.Support;

namespace SttPowerShell.Tests;

/// <summary>-Report: one page that needs nothing else and in which a text can do nothing.</summary>
public sealed partial class ReportTests : IDisposable
{
    private const string Hostile = "<script>alert(1)</script> \"a\" & 'b' <!-- </style> \u0001 \u202E ]]>";

    private readonly Shell _shell = new();
    private readonly TempFolder _folder = new();

    public ReportTests()
        => _shell.Get("$null = $ExecutionContext.SessionState.Path.SetLocation($args[0])", _folder.Path);

    public void Dispose()
    {
        _shell.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Texts_names_and_models_are_escaped_and_all_elements_end()
    {
        string page = Page("""
            [pscustomobject]@{ Path = $args[0]; Model = $args[0]; Reference = $args[0]; Hypothesis = "x $($args[0]) y" },
            [pscustomobject]@{ Path = $args[0]; Model = 'other'; Reference = $args[0]; Hypothesis = $args[0] }
            """, Hostile);

        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain('\u0001', page);
        XElement html = Parse(page);
        Assert.Contains("<script>alert(1)</script>", html.Value, StringComparison.Ordinal);
        Assert.Single(html.Descendants("style"));
    }

    [Fact]
    public void The_page_asks_for_nothing_and_its_policy_allows_its_style_alone()
    {
        string page = Page("[pscustomobject]@{ Reference = 'a b'; Hypothesis = 'a c' }");

        XElement html = Parse(page);
        Assert.Empty(html.Descendants("script"));
        Assert.DoesNotContain(html.Descendants().Attributes(), attribute => attribute.Name.LocalName == "style"
            || attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
        Assert.All(html.Descendants().Attributes().Where(attribute => attribute.Name.LocalName is "src" or "href"),
            attribute => Assert.Matches("^(#|data:,)", attribute.Value));
        Assert.DoesNotMatch(@"url\((?!#)|@import", page);
        string hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style().Match(page).Groups[1].Value)));
        Assert.Equal($"default-src 'none'; style-src 'sha256-{hash}'; img-src data:; base-uri 'none'; form-action 'none'",
            html.Descendants("meta").Single(meta => (string?)meta.Attribute("http-equiv") == "Content-Security-Policy")
                .Attribute("content")!.Value);
    }

    [Fact]
    public void Errors_are_marked_by_element_and_kind_and_said_in_words()
    {
        XElement html = Parse(Page("[pscustomobject]@{ Reference = 'one two three'; Hypothesis = 'one too three four' },"
            + "[pscustomobject]@{ Reference = 'five'; Hypothesis = '' }"));

        string[] errors = [.. html.Descendants("ol").Last().Descendants("span")
            .Where(span => (string?)span.Attribute("class") is "s" or "d" or "i")
            .Select(span => $"{span.Attribute("class")!.Value}: {span.Value}")];
        Assert.Equal(["s: said two recognised too", "i: inserted four", "d: missing five"], errors);
        Assert.Equal("one said two recognised too three inserted four",
            html.Descendants("p").First(p => (string?)p.Attribute("class") == "words").Value);
        Assert.Equal("Text 1", html.Descendants("h3").First().Value);
    }

    [Fact]
    public void Each_model_has_a_bar_and_a_row_and_those_that_agree_stand_together()
    {
        XElement html = Parse(Page("""
            foreach ($model in 'a', 'b', 'c') {
                [pscustomobject]@{ Path = '/calls/may/1.wav'; Model = $model; Reference = 'one two'
                    Hypothesis = if ($model -eq 'c') { 'one' } else { 'one too' } }
                [pscustomobject]@{ Path = '/calls/june/1.wav'; Model = $model; Reference = 'x'; Hypothesis = 'x' }
            }
            """));

        XElement chart = html.Descendants("svg").First();
        Assert.Equal(["a", "b", "c"], Texts(chart, "name"));
        Assert.Equal(["33.3\u00A0%", "33.3\u00A0%", "33.3\u00A0%"], Texts(chart, "value"));
        Assert.Equal(["sub", "sub", "del", "lines"], chart.Elements("g").Elements("rect")
            .Select(rect => rect.Attribute("class")!.Value));
        Assert.Equal(["0\u00A0%", "10\u00A0%", "20\u00A0%", "30\u00A0%", "40\u00A0%"], Texts(chart, "tick"));
        Assert.Equal(["may/1.wav", "june/1.wav"], html.Descendants("h3").Select(name => name.Value)
            .Select(name => name.Replace('\\', '/')));
        Assert.Equal(["a, b: 1 error in 2 words (50.0\u00A0%)", "c: 1 error in 2 words (50.0\u00A0%)",
            "All models: no errors in 1 word"], html.Descendants("p")
            .Where(p => (string?)p.Attribute("class") == "score").Select(p => p.Value));
    }

    [Fact]
    public void Transcripts_tell_their_model_and_language()
    {
        _shell.Get("""
            $made = [SttPowerShell.SttTranscript]@{ Transcript = 'a door'; Reference = 'the door'; Path = 'x.wav'
                BaseModel = 'de-DE_Telephony'; LanguageModelId = 'f00'; CustomizationWeight = 0.3 }
            $ExecutionContext.SessionState.PSVariable.Set('global:m', $made)
            """);

        XElement html = Parse(Page("$m"));

        Assert.Contains("f00 0.3", Texts(html, "name"));
        Assert.Equal("de-DE", html.Descendants("p").First(p => (string?)p.Attribute("class") == "words")
            .Attribute("lang")!.Value);
        Assert.Equal("f00 0.3", _shell.Get("($m | Measure-SttWordError).Model").Single());
    }

    [Fact]
    public void Nothing_and_empty_texts_make_a_page_too()
    {
        Assert.Contains("Nothing was measured.", Page("@()"), StringComparison.Ordinal);
        string page = Page("[pscustomobject]@{ Reference = ''; Hypothesis = '' }");
        Assert.Contains("nothing was said or recognised", page, StringComparison.Ordinal);
        Parse(page);
    }

    [Fact]
    public void The_file_is_replaced_as_a_whole_and_kept_if_that_fails()
    {
        Page("[pscustomobject]@{ Reference = 'a'; Hypothesis = 'b' }");
        string before = Page("[pscustomobject]@{ Reference = 'c'; Hypothesis = 'd' }");
        Assert.Equal([_folder["page.html"]], Directory.GetFiles(_folder.Path));

        _shell.Get("Measure-SttWordError x y -Report page.html -WhatIf");
        Assert.Equal(before, File.ReadAllText(_folder["page.html"]));

        Assert.Equal("DirectoryNotFound", _shell.Run("Measure-SttWordError x y -Report no/page.html").ErrorId);
        Directory.CreateDirectory(_folder["made"]);
        Result result = _shell.Run(
            "'x' | ForEach-Object { [IO.Directory]::Delete('made'); [pscustomobject]@{ Reference = $_; Hypothesis = 'y' } }"
            + " | Measure-SttWordError -Report made/page.html".Replace("made", _folder["made"], StringComparison.Ordinal));
        Assert.NotEmpty(result.Output);
    }

    private string Page(string rows, params object?[] arguments)
    {
        _shell.Get($"& {{ {rows} }} @args | Measure-SttWordError -Report page.html", arguments);
        return File.ReadAllText(_folder["page.html"]);
    }

    // What HTML writes without an end is ended for the XML reader.
    private static XElement Parse(string page)
        => XElement.Parse(Voids().Replace(page.Replace("<!DOCTYPE html>", "", StringComparison.Ordinal), "<$1/>"));

    private static string[] Texts(XElement within, string kind) => [.. within.Descendants("text")
        .Where(text => (string?)text.Attribute("class") == kind).Select(text => text.Value)];

    [GeneratedRegex("<style>(.*?)</style>", RegexOptions.Singleline)]
    private static partial Regex Style();

    [GeneratedRegex("<((?:meta|link|input)\\b[^>]*)>")]
    private static partial Regex Voids();
}
