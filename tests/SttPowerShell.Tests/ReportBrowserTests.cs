using SttPowerShell.Tests.Support;

namespace SttPowerShell.Tests;

/// <summary>The pages of -Report in headless Chromium.</summary>
public sealed class ReportBrowserTests : ServiceTest
{
    private const string Hostile = "</p><img src=http://127.0.0.1:9/x onerror=document.title=1>&lt";

    [BrowserFact]
    public async Task A_comparison_has_its_figures_fits_every_screen_and_asks_for_nothing()
    {
        ComparedSpeech speech = new(Service, Folder);
        string retail = $"language_customization_id={Service.Add("retail")}";
        string rows = string.Join(", ", Enumerable.Range(0, 8).Select(i => speech.Add($"one two three {Hostile}",
            ("", $"one too three {Hostile}"), (retail, $"one two three {Hostile}"))));
        Connect();
        Shell.Get($"{rows} | Compare-SttModel retail -Report page.html");

        await using Browser browser = await Browser.StartAsync();
        foreach (int width in (int[])[320, 390, 1200])
        {
            await browser.ShowAsync(Folder["page.html"], width);

            Assert.True((bool)(await browser.ValueAsync(
                "document.documentElement.scrollWidth <= document.documentElement.clientWidth"))!, $"{width} is narrow");
        }

        Assert.Equal(Enumerable.Repeat(new Uri(Folder["page.html"]).AbsoluteUri, 3),
            browser.Requests.Where(url => !url.StartsWith("data:", StringComparison.Ordinal)));
        Assert.Empty(browser.Complaints);
        Assert.Equal("Comparison of 2 candidates on 8 recordings", await TextAsync("document.title"));
        Assert.Equal("en-US_BroadbandModel 16.7\u00A0% retail 0.0\u00A0% ▼", await TextAsync(
            "[...document.querySelectorAll('.chart .name, .chart .value')].map(e => e.textContent).join(' ')"));
        Assert.Equal("retail 0.0\u00A0% 0 0 0 0 48 0.0\u00A0% −16.7 0.0078 yes, better", await TextAsync(
            "[...document.querySelectorAll('.numbers tbody tr:nth-child(2) > *')].map(e => e.textContent).join(' ')"));
        Assert.Equal("0", await TextAsync("String(document.images.length)"));
        Assert.Equal($"one said two recognised too three {Hostile}",
            await TextAsync("document.querySelector('.words').textContent"));
        // The baseline's bar is as long as its share of the scale, and its errors are drawn in a colour.
        Assert.InRange((double)(await browser.ValueAsync("document.querySelector('rect.sub').getBoundingClientRect().width"
            + " / document.querySelector('.chart').getBoundingClientRect().width"))!, 0.82, 0.85);
        Assert.NotEqual("rgb(0, 0, 0)", await TextAsync("getComputedStyle(document.querySelector('rect.sub')).fill"));

        async Task<string> TextAsync(string expression) => (string)(await browser.ValueAsync(expression))!;
    }

    [BrowserFact]
    public async Task Ten_thousand_utterances_are_shown_filtered_and_found()
    {
        Shell.Get("""
            & {
                foreach ($i in 1..10000) {
                    $heard = if ($i % 4) { 'the quick crown fox jumps over dog' } else { 'the quick brown fox jumps over the dog' }
                    [pscustomobject]@{
                        Path = "/calls/$i.wav"; Reference = 'the quick brown fox jumps over the dog'; Hypothesis = $heard
                    }
                }
            } | Measure-SttWordError -Total -Report page.html
            """);

        await using Browser browser = await Browser.StartAsync();
        await browser.ShowAsync(Folder["page.html"], 1200);

        Assert.Empty(browser.Complaints);
        Assert.Equal(10_000, await CountAsync("true"));
        await browser.ValueAsync("document.getElementById('show-wrong').click()");
        Assert.Equal(7_500, await CountAsync("getComputedStyle(e).display !== 'none'"));
        Assert.Equal("15,000 errors in 80,000 words (18.8\u00A0%); 7,500 of 10,000 utterances have errors.",
            (string)(await browser.ValueAsync("document.querySelector('.summary').textContent"))!);

        async Task<int> CountAsync(string which) => (int)(await browser.ValueAsync(
            $"[...document.querySelectorAll('.utterances > li')].filter(e => {which}).length"))!;
    }
}
