using System.Globalization;
using System.Text.RegularExpressions;
using SttPowerShell.Tests.Support;

namespace SttPowerShell.Tests;

public sealed partial class SubtitleTests : IDisposable
{
    private readonly Shell _shell = new();

    public void Dispose() => _shell.Dispose();

    [Fact]
    public void Phrases_end_subtitles_and_sentences_lines()
    {
        Transcripts.Put(_shell, "t",
            Transcripts.Phrase("Good morning, this is the front desk. How may I help you today?", 0.3, 1),
            Transcripts.Phrase("I would like to book a room for the night of the twenty-first please", 0.3, 6));

        Assert.Equal("""
            1
            00:00:01,000 --> 00:00:04,900
            Good morning, this is the front desk.
            How may I help you today?

            2
            00:00:06,000 --> 00:00:10,200
            I would like to book a room
            for the night of the twenty-first please

            """.ReplaceLineEndings("\n"), Srt());
    }

    [Fact]
    public void WebVtt_has_its_header_points_in_times_and_no_tags_from_the_text()
    {
        Transcripts.Put(_shell, "t", Transcripts.Phrase("a < b & c --> d", 0.5, 3723.25));

        Assert.Equal(
            "WEBVTT\n\n01:02:03.250 --> 01:02:06.750\na &lt; b &amp; c --&gt; d\n", Text("-Format Vtt"));
    }

    [Fact]
    public void What_is_written_otherwise_than_spoken_gets_the_time_of_what_was_spoken()
    {
        Transcripts.Put(_shell, "t", new SpokenPhrase("It costs $12.25 in all. Do you take cards",
        [
            new("it", 0, 0.3), new("costs", 0.3, 0.8), new("twelve", 0.8, 1.2), new("dollars", 1.2, 1.6),
            new("and", 1.6, 1.8), new("twenty", 1.8, 2.2), new("five", 2.2, 2.6), new("cents", 2.6, 3),
            new("in", 3, 3.2), new("%HESITATION", 3.2, 3.6), new("all", 3.6, 4), new("do", 5, 5.2), new("you", 5.2, 5.4),
            new("take", 5.4, 5.8), new("cards", 5.8, 6.2),
        ]));

        Cue[] cues = Cues(Srt());

        Assert.Equal(["It costs $12.25 in all.", "Do you take cards"], cues.Select(cue => cue.Text));
        Assert.Equal([(0, 4000), (5000, 6200)], cues.Select(cue => (cue.Start, cue.End)));
    }

    [Fact]
    public void A_short_word_stays_until_it_is_read()
    {
        Transcripts.Put(_shell, "t", Transcripts.Phrase("Yes.", 0.2, 1), Transcripts.Phrase("Indeed.", 0.2, 9));

        Assert.Equal([(1000, 1833), (9000, 9833)], Cues(Srt()).Select(cue => (cue.Start, cue.End)));
        Assert.Equal([(1000, 3000), (9000, 11000)],
            Cues(Srt("-MinimumDuration 2")).Select(cue => (cue.Start, cue.End)));
        Assert.Equal((1000, 5000), Cues(Srt("-CharactersPerSecond 1")).Select(cue => (cue.Start, cue.End)).First());
    }

    [Theory]
    [InlineData(1, "")]
    [InlineData(2, "-LineLength 20 -Lines 3")]
    [InlineData(3, "-Lines 1 -LineLength 30 -MaximumDuration 3 -Gap 0.2")]
    [InlineData(4, "-MinimumDuration 0 -Gap 0 -CharactersPerSecond 100")]
    [InlineData(5, "-LineLength 10 -Lines 2 -MinimumDuration 2 -MaximumDuration 4")]
    public void Subtitles_keep_their_limits_and_lose_no_word(int seed, string options)
    {
        Random random = new(seed);
        SpokenPhrase[] phrases = RandomPhrases(random);
        Transcripts.Put(_shell, "t", phrases);

        string srt = Srt(options);

        Cue[] cues = Cues(srt);
        Dictionary<string, double> limits = Limits(options);
        Assert.Equal(string.Join(' ', phrases.Select(phrase => phrase.Text)),
            string.Join(' ', cues.Select(cue => cue.Text.Replace('\n', ' '))));
        for (int i = 0; i < cues.Length; i++)
        {
            string[] lines = cues[i].Text.Split('\n');
            Assert.True(lines.Length <= limits["Lines"], srt);
            Assert.All(lines, line => Assert.True(line.Length <= limits["LineLength"] || !line.Contains(' '), line));
            Assert.InRange(cues[i].End - cues[i].Start, 1, (int)(limits["MaximumDuration"] * 1000));
            if (i == 0) continue;
            int between = cues[i].Start - cues[i - 1].End;
            // Words shorter than the gap leave a millisecond, and no more.
            Assert.True(between >= limits["Gap"] * 1000 || cues[i - 1].End - cues[i - 1].Start == 1, srt);
            Assert.True(between >= 0, srt);
            // Shorter than wanted only where the next one has to begin.
            bool early = cues[i - 1].End - cues[i - 1].Start < (int)(limits["MinimumDuration"] * 1000);
            Assert.True(!early || between <= limits["Gap"] * 1000, srt);
        }
    }

    [Fact]
    public void Times_that_go_back_do_not_make_subtitles_overlap()
    {
        Transcripts.Put(_shell, "t",
            new SpokenPhrase("one two", [new("one", 2, 2.5), new("two", 1, 1.2)]),
            new SpokenPhrase("three", [new("three", 0.5, 0.4)]), new SpokenPhrase("four.", [new("four", 2.5, 2.5)]));

        Cue[] cues = Cues(Srt());

        Assert.All(cues, cue => Assert.True(cue.Start < cue.End));
        Assert.All(cues.Zip(cues.Skip(1)), pair => Assert.True(pair.First.End <= pair.Second.Start));
    }

    [Fact]
    public void A_transcript_without_times_is_an_error_and_the_others_go_on()
    {
        Transcripts.Put(_shell, "t", Transcripts.Phrase("with times", 0.5));
        Transcripts.Put(_shell, "u", new SpokenPhrase("without times", []));

        Result result = _shell.Run("$u, $t | ConvertTo-SttSubtitle");

        Assert.Equal("NoWordTimes", result.ErrorId);
        Assert.Contains("-Timestamps", result.Error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Contains("with times", Assert.IsType<string>(Assert.Single(result.Output)), StringComparison.Ordinal);
    }

    [Fact]
    public void Where_nothing_was_said_there_is_no_subtitle()
    {
        Transcripts.Put(_shell, "t", (string?)null, []);

        Assert.Equal("", Srt());
        Assert.Equal("WEBVTT\n", Text("-Format Vtt"));
    }

    [Fact]
    public void Limits_that_exclude_each_other_are_an_error()
    {
        Transcripts.Put(_shell, "t", Transcripts.Phrase("a", 0.5));

        Assert.Equal("InvalidDuration",
            _shell.Run("$t | ConvertTo-SttSubtitle -MinimumDuration 8").ErrorId);
    }

    private static SpokenPhrase[] RandomPhrases(Random random)
    {
        List<SpokenPhrase> phrases = [];
        double time = 0;
        for (int p = 0; p < 60; p++)
        {
            List<SpokenWord> words = [];
            for (int w = 0; w <= random.Next(30); w++)
            {
                double length = random.Next(20) == 0 ? 0.02 : 0.05 + random.NextDouble();
                string text = new string('x', 1 + random.Next(13)) + (random.Next(8) == 0 ? "." : "");
                words.Add(new SpokenWord(text, time, time + length));
                time += length + (random.Next(10) == 0 ? 2 * random.NextDouble() : 0);
            }
            phrases.Add(new SpokenPhrase(string.Join(' ', words.Select(word => word.Word)), [.. words]));
            time += 2 * random.NextDouble();
        }
        return [.. phrases];
    }

    private static Dictionary<string, double> Limits(string options)
    {
        Dictionary<string, double> limits = new()
        {
            ["LineLength"] = 42,
            ["Lines"] = 2,
            ["MinimumDuration"] = 0.833,
            ["MaximumDuration"] = 7,
            ["Gap"] = 0.083,
        };
        foreach (Match option in Option().Matches(options))
        {
            limits[option.Groups[1].Value] = double.Parse(option.Groups[2].Value, CultureInfo.InvariantCulture);
        }
        return limits;
    }

    private string Srt(string options = "") => Text(options);

    private string Text(string options)
        => (string)_shell.Get($"$t | ConvertTo-SttSubtitle {options}").Single()!;

    private static Cue[] Cues(string srt) => [.. Block().Matches(srt).Select((match, i) =>
    {
        Assert.Equal(i + 1, int.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture));
        return new Cue(Milliseconds(match.Groups["start"].Value), Milliseconds(match.Groups["end"].Value),
            match.Groups["text"].Value);
    })];

    private static int Milliseconds(string time)
        => (int)TimeSpan.ParseExact(time, @"hh\:mm\:ss\,fff", CultureInfo.InvariantCulture).TotalMilliseconds;

    [GeneratedRegex(@"(?<number>\d+)\n(?<start>\S+) --> (?<end>\S+)\n(?<text>(?:.+\n)*?.+)\n(?:\n|$)")]
    private static partial Regex Block();

    [GeneratedRegex(@"-(\w+) ([\d.]+)")]
    private static partial Regex Option();

    private sealed record Cue(int Start, int End, string Text);
}
