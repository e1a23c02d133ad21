using System.Globalization;
using System.Management.Automation;
using SttPowerShell.Tests.Support;

namespace SttPowerShell.Tests;

public sealed class WordErrorTests : IDisposable
{
    private readonly Shell _shell = new();
    private readonly TempFolder _folder = new();

    public WordErrorTests()
        => _shell.Get("$null = $ExecutionContext.SessionState.Path.SetLocation($args[0])", _folder.Path);

    public void Dispose()
    {
        _shell.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Counts_are_those_of_sclite()
    {
        string[][] rows = [.. File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Data", "sclite.tsv"))
            .Select(line => line.Split('\t'))];

        object?[] results = _shell.Get(
            "foreach ($row in $args[0]) { Measure-SttWordError $row[0] $row[1] "
            + "-CaseSensitive -KeepPunctuation -KeepHesitation }", (object)rows);

        Assert.Equal(200, results.Length);
        for (int i = 0; i < rows.Length; i++)
        {
            int[] expected = [.. rows[i][2..].Select(count => int.Parse(count, CultureInfo.InvariantCulture))];
            Assert.Equal(expected[..4], Counts(results[i]));
            Assert.Equal(expected[4] + expected[5] + expected[7], results[i].Property("Characters"));
            Assert.Equal(expected[5] + expected[6] + expected[7], results[i].Property("CharacterErrors"));
        }
    }

    // Three substitutions weigh 12, as two insertions, two deletions and a match do; sclite prefers what matches last.
    [Theory]
    [InlineData("a b c", "d e f", "a>d b>e c>f")]
    [InlineData("a b c d", "x a b c", "+x a b c -d")]
    [InlineData("a b", "b", "-a b")]
    [InlineData("a a", "a", "-a a")]
    [InlineData("a", "a a", "+a a")]
    [InlineData("a b m", "m c d", "a>m b>c m>d")]
    [InlineData("", "", "")]
    public void An_alignment_has_the_least_weight(string reference, string hypothesis, string expected)
        => Assert.Equal(expected, _shell.Get(
            "[string](Measure-SttWordError $args[0] $args[1]).Alignment", reference, hypothesis).Single());

    // The windows that the search uses on longer texts must not change its result: compared with the whole table.
    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 400)]
    [InlineData(3, -400)]
    [InlineData(4, 0)]
    public void Long_texts_are_aligned_as_the_whole_table_says(int seed, int block)
    {
        Random random = new(seed);
        string[] words = [.. Enumerable.Range(0, seed == 4 ? 3 : 60).Select(i => $"w{i}")];
        List<string> said = [.. random.GetItems(words, 1200)];
        List<string> heard = [.. said.Where(_ => random.Next(8) > 0).SelectMany(word => random.Next(8) switch
        {
            0 => (string[])[word, words[random.Next(words.Length)]],
            1 => [words[random.Next(words.Length)]],
            _ => [word],
        })];
        (block < 0 ? said : heard).InsertRange(500, random.GetItems(words, Math.Abs(block)));

        object? result = _shell.Get("Measure-SttWordError $args[0] $args[1]",
            string.Join(' ', said), string.Join(' ', heard)).Single();

        Assert.Equal(WholeTable.Align(said, heard), ((IEnumerable<object>)result.Property("Alignment")!)
            .Select(step => step.Text("Change")[0]));
    }

    [Fact]
    public void Letter_case_punctuation_and_hesitations_do_not_count()
    {
        Assert.Equal(0, Errors(
            "Well, \"twenty-one\" of Zoë’s… (dogs) — yes?",
            "well %HESITATION twenty-one of Zoe\u0308's dogs yes"));
        Assert.Equal(0, Errors("ΟΔΟΣ STRASSE", "οδος strasse"));
        Assert.Equal(0, Errors("हिन्दी की", "हिन्दी की।"));
    }

    [Theory]
    [InlineData("Yes", "yes", "-CaseSensitive", 1)]
    [InlineData("yes.", "yes", "-KeepPunctuation", 1)]
    [InlineData("yes", "%HESITATION yes", "-KeepHesitation", 1)]
    [InlineData("twenty-one", "twenty one", "", 2)]
    [InlineData("twenty-one", "twenty one", "-SplitHyphen", 0)]
    [InlineData("OK, we're gonna", "okay we're going to", "", 3)]
    [InlineData("OK, we're gonna", "okay we're going to", "-Equivalent @{ ok = 'okay'; Gonna = 'going to' }", 0)]
    public void Switches_say_what_counts(string reference, string hypothesis, string switches, int errors)
        => Assert.Equal(errors, Errors(reference, hypothesis, switches));

    [Theory]
    [InlineData("", "", 0.0)]
    [InlineData("", "uh no", null)]
    [InlineData("...", "", 0.0)]
    [InlineData("one", "", 1.0)]
    [InlineData("one", "one two three", 2.0)]
    public void A_rate_is_defined_for_empty_texts(string reference, string hypothesis, double? rate)
    {
        object? result = _shell.Get("Measure-SttWordError $args[0] $args[1]", reference, hypothesis).Single();

        Assert.Equal(rate, result.Property("WordErrorRate"));
        Assert.Equal(rate is null or 0, result.Property("Words") is 0);
    }

    [Fact]
    public void A_table_gives_a_result_for_each_row()
    {
        object?[] results = _shell.Get("""
            [pscustomobject]@{ Path = 'a.wav'; Reference = 'one two'; Hypothesis = 'one too' },
            [pscustomobject]@{ Path = 'b.wav'; Reference = 'three'; Hypothesis = 'three' } | Measure-SttWordError
            """);

        Assert.Equal(["a.wav", "b.wav"], results.Select(result => result.Text("Path")));
        Assert.Equal([0.5, 0.0], results.Select(result => result.Property("WordErrorRate")));
        Assert.Equal(["1 errors in 2 words (50.0 %)", "0 errors in 1 words (0.0 %)"],
            results.Select(r => r!.ToString()));
    }

    [Fact]
    public void Transcripts_bring_their_references_unless_one_is_given()
    {
        Transcripts.Put(_shell, "t", Transcripts.Phrase("open the door", 0.4));

        Assert.Equal(0.0, _shell.Get("($t | Measure-SttWordError).WordErrorRate").Single());
        Assert.Equal("/audio/call.wav", _shell.Get("($t | Measure-SttWordError).Path").Single());
        Assert.Equal(1, _shell.Get("($t | Measure-SttWordError -Reference 'open door').Insertions").Single());
        _folder.Write("said.txt", "Open\r\nthat door."u8.ToArray());
        Assert.Equal(1, _shell.Get("($t | Measure-SttWordError -ReferencePath said.txt).Substitutions").Single());
    }

    [Fact]
    public void A_total_is_of_all_words_and_has_the_confusions()
    {
        object? total = _shell.Get("""
            [pscustomobject]@{ Reference = 'a b c d e f g h'; Hypothesis = 'a x c d e f g h' },
            [pscustomobject]@{ Reference = 'b'; Hypothesis = 'x' },
            [pscustomobject]@{ Reference = 'y'; Hypothesis = 'y' },
            [pscustomobject]@{ Reference = ''; Hypothesis = 'noise' } | Measure-SttWordError -Total
            """).Single();

        Assert.Equal(4, total.Property("Pairs"));
        Assert.Equal(3, total.Property("PairsWithErrors"));
        Assert.Equal(0.3, total.Property("WordErrorRate"));
        Assert.Equal(10, total.Property("Characters"));
        Assert.Equal(7, total.Property("CharacterErrors"));
        Assert.Equal(["b>x (2)", "+noise (1)"],
            ((IEnumerable<object>)total.Property("Confusions")!).Select(confusion => confusion.ToString()));
    }

    [Fact]
    public void A_total_of_nothing_has_no_rate()
        => Assert.Null(_shell.Get("(@() | Measure-SttWordError -Total)").Single().Property("WordErrorRate"));

    [Fact]
    public void Characters_can_be_left_out()
    {
        object? result = _shell.Get("Measure-SttWordError ab ac -WordsOnly -Total").Single();

        Assert.Null(result.Property("Characters"));
        Assert.Null(result.Property("CharacterErrorRate"));
        Assert.Equal(0.5, _shell.Get("Measure-SttWordError ab ac").Single().Property("CharacterErrorRate"));
    }

    [Fact]
    public void A_pair_without_a_reference_is_an_error_and_the_others_go_on()
    {
        Result result = _shell.Run("""
            [pscustomobject]@{ Path = 'a.wav'; Transcript = 'one' },
            [pscustomobject]@{ Reference = 'two'; Transcript = 'two' } | Measure-SttWordError
            """);

        Assert.Equal("NoReference", result.ErrorId);
        Assert.Contains("a.wav", result.Error.Exception.Message, StringComparison.Ordinal);
        Assert.Single(result.Output);
    }

    [Theory]
    [InlineData("Measure-SttWordError one", "NoHypothesis")]
    [InlineData("Measure-SttWordError -ReferencePath nowhere.txt -Hypothesis one", "PathNotFound")]
    [InlineData("Measure-SttWordError one -ReferencePath one.txt -Hypothesis one", "TwoSources")]
    [InlineData("Measure-SttWordError a b -Equivalent @{ 'going to' = 'gonna' }", "InvalidEquivalent")]
    public void What_can_not_be_measured_is_an_error(string script, string error)
        => Assert.Equal(error, _shell.Run(script).ErrorId);

    [Fact]
    public async Task Stopping_ends_a_long_alignment()
    {
        string one = string.Join(' ', Enumerable.Range(0, 200_000).Select(i => $"a{i}"));
        string other = string.Join(' ', Enumerable.Range(0, 200_000).Select(i => $"b{i}"));
        using PowerShell shell = _shell.Create("Measure-SttWordError $args[0] $args[1]", one, other);
        Task<PSDataCollection<PSObject>> run = shell.InvokeAsync();

        await shell.StopAsync(null, null).WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(PSInvocationState.Stopped, shell.InvocationStateInfo.State);
        await Assert.ThrowsAsync<PipelineStoppedException>(() => run);
    }

    [Fact]
    public void Results_are_rows_that_fit_a_narrow_terminal()
    {
        string shown = _shell.Show("Measure-SttWordError 'one two three' 'one too three four' -Path /audio/call.wav");

        Assert.Matches(@"66[.,]7\s?%\s+2\s+3\s+1\s+1\s+0 call\.wav", shown);
        Assert.All(shown.Split('\n'), line => Assert.True(line.TrimEnd().Length <= 80, line));
    }

    [Fact]
    public void The_alignment_view_marks_errors_and_breaks_lines()
    {
        string text = (string)_shell.Get(
            "(Measure-SttWordError $args[0] $args[1]).ToAlignmentText(24)",
            "the quick brown fox 日本 x", "a quick fox 日木 jumped x").Single()!;

        Assert.Equal("""
            REF:  THE quick BROWN
            HYP:  A   quick *****
            Eval: S         D

            REF:  fox **** 日本   x
            HYP:  fox 日木 JUMPED x
            Eval:     I    S

            """.ReplaceLineEndings(), text);
    }

    private int Errors(string reference, string hypothesis, string switches = "")
        => (int)_shell.Get(
            $"(Measure-SttWordError $args[0] $args[1] {switches}).Errors", reference, hypothesis).Single()!;

    private static int[] Counts(object? result) =>
    [
        .. ((string[])["Matches", "Substitutions", "Insertions", "Deletions"])
            .Select(name => (int)result.Property(name)!),
    ];
}
