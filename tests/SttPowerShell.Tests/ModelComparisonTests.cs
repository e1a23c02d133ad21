using System.Globalization;
using System.Management.Automation;
using SttPowerShell.Tests.Support;

namespace SttPowerShell.Tests;

/// <summary>Compare-SttModel: which candidates there are, how they compare, and what is left out.</summary>
public sealed class ModelComparisonTests : ServiceTest
{
    private const string Base = "";

    private ComparedSpeech Speech => field ??= new ComparedSpeech(Service, Folder);

    [Fact]
    public void Models_and_weights_are_candidates_and_the_base_model_is_the_baseline()
    {
        string retail = Language("retail");
        string voices = Acoustic("voices");
        string rows = Speech.Add("one two three four", (Base, "one too three for"), (Weight(retail, "0.1"), "one two three for"),
            (Weight(retail, "0.5"), "one two three four"), (With(voices), "one two two three for"));
        Connect();

        object?[] results = Shell.Get($"{rows} | Compare-SttModel retail, voices -CustomizationWeight 0.1, 0.5");

        Assert.Equal(["en-US_BroadbandModel", "retail 0.1", "retail 0.5", "voices"], All(results, "Candidate"));
        Assert.Equal([0.5, 0.25, 0.0, 0.5], results.Select(result => result.Property("WordErrorRate")));
        Assert.Equal([null, -0.25, -0.5, 0.0], results.Select(result => result.Property("Difference")));
        Assert.Equal([true, false, false, false], results.Select(result => result.Property("IsBaseline")));
        Assert.Equal([null, 0.1, 0.5, null], results.Select(result => result.Property("CustomizationWeight")));
        Assert.Equal([Base, Weight(retail, "0.1"), Weight(retail, "0.5"), With(voices)], Speech.Recognitions.Order(
            Comparer<string>.Create((a, b) => Order(a).CompareTo(Order(b)))));

        int Order(string query) => Array.IndexOf(
            [Base, Weight(retail, "0.1"), Weight(retail, "0.5"), With(voices)], query);
    }

    [Theory]
    [InlineData("retail, voices -Combine", "en-US_BroadbandModel,retail,voices,retail + voices")]
    [InlineData("ret*, voices -Combine -CustomizationWeight 0.2",
        "en-US_BroadbandModel,retail 0.2,voices,retail 0.2 + voices")]
    [InlineData("voices -Baseline retail", "retail,voices")]
    [InlineData("retail -Baseline retail -CustomizationWeight 0.2, 0.3", "retail,retail 0.2,retail 0.3")]
    [InlineData("-BaseModel en-US_BroadbandModel, en-US_Telephony", "en-US_BroadbandModel,en-US_Telephony")]
    [InlineData("retail, phone", "en-US_BroadbandModel,en-US_Telephony,retail,phone")]
    [InlineData("retail, retail, r*", "en-US_BroadbandModel,retail")]
    [InlineData("phone -BaseModel en-US_BroadbandModel", "en-US_BroadbandModel,phone")]
    public void Candidates_are_those_that_are_named(string arguments, string candidates)
    {
        Language("retail");
        Acoustic("voices");
        Service.Add("phone", baseModel: "en-US_Telephony");
        string row = Speech.Add("one");
        Connect();

        Assert.Equal(candidates.Split(','), All(Shell.Get($"{row} | Compare-SttModel {arguments}"), "Candidate"));
    }

    [Fact]
    public void Two_models_of_one_name_are_told_apart_by_their_ids()
    {
        string[] ids = [Language("retail"), Language("retail")];
        string row = Speech.Add("one");
        Connect();

        Assert.Equal(ids.Select(id => $"retail ({id})").Prepend("en-US_BroadbandModel").Order(),
            All(Shell.Get($"{row} | Compare-SttModel (Get-SttCustomModel)"), "Candidate").Order());
        Assert.Equal("AmbiguousModelName", Shell.Run($"{row} | Compare-SttModel retail").ErrorId);
    }

    [Theory]
    [InlineData("Compare-SttModel", "NothingToCompare")]
    [InlineData("Compare-SttModel nowhere", "CustomModelNotFound")]
    [InlineData("Compare-SttModel empty", "CustomModelNotReady")]
    [InlineData("Compare-SttModel voices -CustomizationWeight 0.5", "LanguageModelNeeded")]
    [InlineData("Compare-SttModel retail -Combine", "NothingToCombine")]
    [InlineData("Compare-SttModel retail -Report nowhere/page.html", "DirectoryNotFound")]
    [InlineData("Compare-SttModel retail -Report .", "PathIsDirectory")]
    [InlineData("Compare-SttModel retail -Equivalent @{ 'going to' = 'gonna' }", "InvalidEquivalent")]
    [InlineData("Compare-SttModel retail -ContentType audio/l16", "ContentTypeNeeded")]
    public void What_can_not_be_compared_is_one_error_before_any_audio_is_sent(string command, string error)
    {
        Language("retail");
        Acoustic("voices");
        Service.Add("empty", status: "pending");
        string row = Speech.Add("one");
        Connect();

        Result result = Shell.Run($"{row} | {command}");

        Assert.Equal(error, result.ErrorId);
        Assert.NotEmpty(result.Error.ErrorDetails.RecommendedAction);
        Assert.Equal(0, Service.Changes);
    }

    [Fact]
    public void Recordings_come_as_arguments_too_each_with_its_reference()
    {
        string retail = Language("retail");
        Speech.Add("", (Base, "one"), (With(retail), "one"));
        Speech.Add("", (Base, ""), (With(retail), "two"));
        Connect();

        object?[] results = Shell.Get("Compare-SttModel retail 0.wav, 1.wav -Reference one, ''");

        Assert.Equal([0, 1], results.Select(result => result.Property("Errors")));
        Assert.Equal("ReferenceCount", Shell.Run("Compare-SttModel retail *.wav -Reference one").Errors[0]
            .FullyQualifiedErrorId.Split(',')[0]);
    }

    [Fact]
    public void A_recording_that_can_not_be_used_is_an_error_and_the_others_are_compared()
    {
        string retail = Language("retail");
        string row = Speech.Add("one", (Base, "one"), (With(retail), "one"));
        Folder.Write("short.wav", [1, 2, 3]);
        Connect();

        Result result = Shell.Run($$"""
            [pscustomobject]@{ Path = 'nowhere.wav'; Reference = 'a' }, [pscustomobject]@{ Path = '0.wav' },
            [pscustomobject]@{ Path = 'short.wav'; Reference = 'a' }, {{row}} | Compare-SttModel retail
            """);

        Assert.Equal(["PathNotFound", "NoReference", "AudioTooShort"],
            result.Errors.Select(error => error.FullyQualifiedErrorId.Split(',')[0]));
        Assert.Equal([1, 1], result.Output.Select(output => output.Property("Recordings")));
        Assert.Equal("NoRecordings", Shell.Run("@() | Compare-SttModel retail").ErrorId);
    }

    [Fact]
    public void A_recording_that_fails_with_one_model_is_left_out_for_all()
    {
        string retail = Language("retail");
        string rows = string.Join(", ",
            Speech.Add("one two", (Base, "one too"), (With(retail), "one two")),
            Speech.Add("three four five", (Base, "three"), (With(retail), "three")),
            Speech.Add("six", (Base, "six"), (With(retail), "six")));
        Speech.Fail(1, With(retail), 400, "unable to transcode data stream");
        Connect();

        Result result = Shell.Run($"{rows} | Compare-SttModel retail -ThrottleLimit 1");

        Assert.Equal("AudioRefused", result.ErrorId);
        Assert.Matches("1.wav' is left out for all models, since it failed with retail: .*unable to transcode",
            result.Error.Exception.Message);
        Assert.Contains("1 of 3 recordings are left out", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.Equal([3, 3], result.Output.Select(output => output.Property("Words")));
        Assert.Equal([1, 0], result.Output.Select(output => output.Property("Errors")));
        Assert.Equal([1, 1], result.Output.Select(output => output.Property("LeftOut")));
    }

    [Fact]
    public void A_recording_that_has_failed_is_not_sent_any_more()
    {
        Language("retail");
        string row = Speech.Add("one");
        Speech.Fail(0, Base, 400, "unable to transcode data stream");
        Connect();

        Result result = Shell.Run($"{row} | Compare-SttModel retail -ThrottleLimit 1");

        Assert.Equal(["AudioRefused", "NothingLeft"],
            result.Errors.Select(error => error.FullyQualifiedErrorId.Split(',')[0]));
        Assert.Empty(result.Output);
        Assert.Equal([Base], Speech.Recognitions);
    }

    [Fact]
    public void Nothing_more_is_sent_to_a_service_that_is_lost_and_what_was_recognised_counts()
    {
        Language("retail");
        string rows = string.Join(", ", Enumerable.Range(0, 20).Select(_ => Speech.Add("one", (Base, "one"))));
        Speech.Vanish(after: 4);
        Connect();

        Result result = Shell.Run($"{rows} | Compare-SttModel retail -ThrottleLimit 1");

        Assert.Equal(["ConnectionLost", "ConnectionLost", "ConnectionLost", "ServiceLost"],
            result.Errors.Select(error => error.FullyQualifiedErrorId.Split(',')[0]));
        Assert.Contains("the other 15 recordings were not sent", result.Errors[3].Exception.Message,
            StringComparison.Ordinal);
        Assert.Equal([(2, 18), (2, 18)], result.Output.Select(output =>
            ((int)output.Property("Recordings")!, (int)output.Property("LeftOut")!)));
        Assert.Equal(7, Speech.Recognitions.Count);
    }

    [Theory]
    [InlineData(400, "Requested custom language model is not available.", "CustomModelNotReady")]
    [InlineData(401, "Unauthorized", "AccessDenied")]
    public void What_would_fail_with_every_recording_ends_the_command(int status, string words, string error)
    {
        string retail = Language("retail");
        string rows = string.Join(", ", Speech.Add("one"), Speech.Add("two"), Speech.Add("three"));
        Speech.Fail(0, With(retail), status, words);
        Connect();

        Result result = Shell.Run($"try {{ {rows} | Compare-SttModel retail -ThrottleLimit 1 }} catch {{ $_ }}");

        Assert.Equal(error, ((ErrorRecord)Assert.Single(result.Output)!).FullyQualifiedErrorId.Split(',')[0]);
        Assert.Equal(2, Speech.Recognitions.Count);
    }

    [Fact]
    public void Nothing_is_sent_with_WhatIf_which_tells_how_much_it_would_be()
    {
        Language("retail");
        string rows = string.Join(", ", Speech.Add("one"), Speech.Add("two"));
        Connect();

        string shown = Shell.Show($"{rows} | Compare-SttModel retail -CustomizationWeight 0.1, 0.2 -WhatIf");

        Assert.Contains("2 recordings (0 seconds of audio)", shown, StringComparison.Ordinal);
        Assert.Contains("Recognise with 3 candidates: 6 recognitions of 0 seconds", shown, StringComparison.Ordinal);
        Assert.Equal(0, Service.Changes);
    }

    [Fact]
    public void As_many_are_sent_at_once_as_wanted()
    {
        Language("retail");
        string rows = string.Join(", ", Enumerable.Range(0, 10).Select(i => Speech.Add("one")));
        Speech.Delay = TimeSpan.FromMilliseconds(50);
        Connect();

        Result result = Shell.Run($"{rows} | Compare-SttModel retail -ThrottleLimit 3");

        Assert.Equal(3, Speech.Most);
        Assert.Equal(20, Speech.Recognitions.Count);
        Assert.Contains(result.Progress, record => record.StatusDescription == "20 of 20 recognitions");
        Assert.Equal(ProgressRecordType.Completed, result.Progress[^1].RecordType);
        Assert.Single(result.Progress.Select(record => record.ActivityId).Distinct());
    }

    [Fact]
    public async Task Stopping_ends_it_at_once()
    {
        Language("retail");
        string row = Speech.Add("one");
        Speech.Delay = TimeSpan.FromMinutes(5);
        Connect();
        using PowerShell shell = Shell.Create($"{row} | Compare-SttModel retail");
        Task<PSDataCollection<PSObject>> run = shell.InvokeAsync();
        while (Speech.Most < 2) await Task.Delay(10);

        await shell.StopAsync(null, null).WaitAsync(TimeSpan.FromSeconds(30));

        await Assert.ThrowsAsync<PipelineStoppedException>(() => run);
    }

    [Fact]
    public void A_job_compares_and_writes_the_report()
    {
        string retail = Language("retail");
        string row = Speech.Add("one two", (Base, "one"), (With(retail), "one two"));
        Connect();

        Result result = Shell.Run(
            $"{row} | Compare-SttModel retail -AsJob -Report page.html | Receive-Job -Wait -AutoRemoveJob");

        Assert.Empty(result.Errors);
        Assert.Equal(["en-US_BroadbandModel", "retail"], All(result.Output, "Candidate"));
        Assert.Contains("retail", File.ReadAllText(Folder["page.html"]), StringComparison.Ordinal);
        Assert.Empty(Shell.Get($"{row} | Compare-SttModel retail -AsJob -WhatIf; Get-Job"));
    }

    [Fact]
    public void Settings_are_stamped_on_each_result()
    {
        string retail = Language("retail");
        string row = Speech.Add("One, OK", ("customization_weight=0.3", ""));
        Connect("-Name here");

        object? result = Shell.Get($"{row} | Compare-SttModel retail -CustomizationWeight 0.3 -NoProfanityFilter "
            + "-SpeechDetectorSensitivity 0.6 -SplitHyphen -Equivalent @{ OK = 'okay' }")[1];

        Assert.Equal(Service.Uri + "/", result.Text("Uri"));
        Assert.Equal("here", result.Text("Session"));
        Assert.Equal((retail, "Available"),
            (result.Text("LanguageModelId"), result.Property("LanguageModel").Text("Status")));
        Assert.Equal($"model=en-US_BroadbandModel&language_customization_id={retail}&customization_weight=0.3"
            + "&profanity_filter=false&speech_detector_sensitivity=0.6", result.Text("Parameters"));
        Assert.Equal("Without letter case, punctuation around words, hesitations; hyphenated words are split; ok = okay.",
            result.Text("Rules"));
        Assert.InRange((DateTimeOffset)result.Property("Started")!, DateTimeOffset.UtcNow.AddMinutes(-5),
            DateTimeOffset.UtcNow);
        Assert.Equal(Shell.Get("(Get-Module SttPowerShell).Version.ToString()").Single(), result.Text("ModuleVersion"));
        Assert.Equal("0.wav", Path.GetFileName(((IEnumerable<object>)result.Property("WordErrors")!).Single()
            .Text("Path")));
    }

    // What sc_stats of NIST's scoring toolkit says of generated recognitions; see tests/Scoring.
    [Fact]
    public void Segments_and_Z_are_those_of_sc_stats()
    {
        string retail = Language("retail");
        Connect();
        foreach (string[] contest in Contests())
        {
            string[] expected = contest[0].Split(' ');
            using TempFolder folder = new();
            ComparedSpeech speech = new(Service, folder);
            string rows = string.Join(",", contest[1..].Select(line => line.Split('\t'))
                .Select(texts => speech.Add(texts[0], (Base, texts[1]), (With(retail), texts[2]))));

            object? result = Shell.Get(
                $"{rows} | Compare-SttModel retail -CaseSensitive -KeepPunctuation -KeepHesitation")[1];

            Assert.Equal(int.Parse(expected[1], CultureInfo.InvariantCulture), result.Property("Segments"));
            Assert.Equal(double.Parse(expected[2], CultureInfo.InvariantCulture),
                (double)(result.Property("Z") ?? 0.0), 0.0006);
        }
    }

    // All of n segments are better: of 2^n ways to deal the differences two are as extreme. Holm's method asks less
    // than half of 5 % of the first of two.
    [Theory]
    [InlineData(3, 1, 0.25, false)]
    [InlineData(6, 1, 0.03125, true)]
    [InlineData(6, 2, 0.03125, false)]
    [InlineData(7, 2, 0.015625, true)]
    public void Few_segments_are_tested_exactly_and_several_candidates_together(
        int segments, int candidates, double p, bool significant)
    {
        string retail = Language("retail");
        string[] weights = ["0.1", "0.2"];
        string rows = string.Join(", ", Enumerable.Range(0, segments).Select(_ => Speech.Add("one", [(Base, "two"),
            .. weights.Select(weight => (Weight(retail, weight), "one"))])));
        Connect();

        object?[] results = Shell.Get(
            $"{rows} | Compare-SttModel retail -CustomizationWeight {string.Join(',', weights[..candidates])}");

        Assert.All(results[1..], result => Assert.Equal(p, result.Property("PValue")));
        Assert.All(results[1..], result => Assert.Equal(significant, result.Property("Significant")));
        Assert.Null(results[1].Property("Z"));
        Assert.Null(results[0].Property("Significant"));
    }

    [Fact]
    public void Equal_recognitions_do_not_differ()
    {
        string retail = Language("retail");
        string row = Speech.Add("one two", (Base, "one too"), (With(retail), "one too"));
        Connect();

        object? result = Shell.Get($"{row} | Compare-SttModel retail")[1];

        Assert.Equal((1.0, false, 0.0), (result.Property("PValue"), result.Property("Significant"), result.Property("Z")));
    }

    [Fact]
    public void Rows_fit_a_narrow_terminal_and_a_string_tells_the_result()
    {
        string retail = Language("retail");
        string rows = string.Join(", ", Enumerable.Range(0, 8).Select(_ =>
            Speech.Add("one two", (Base, "won too"), (With(retail), "one too"))));
        Connect();
        Shell.Get($"$c = {rows} | Compare-SttModel retail");

        string shown = Shell.Show("$c");
        Assert.Matches(@"en-US_BroadbandModel\s+100[.,]0\s?%\s+16\s+16\s+baseline", shown);
        Assert.Matches(@"retail\s+50[.,]0\s?%\s+8\s+16\s+-50[.,]0\s+0[.,]0078 yes, better", shown);
        Assert.All(shown.Split('\n'), line => Assert.True(line.TrimEnd().Length <= 80, line));
        Assert.Equal("retail: 8 errors in 16 words (50.0 %), significantly fewer (p = 0.0078)",
            Shell.Get("\"$($c[1])\"").Single());
    }

    private string Language(string name) => Service.Add(name);

    private string Acoustic(string name) => Service.Add(name, acoustic: true);

    private string With(string id)
        => $"{(Service.Models.ContainsKey(("customizations", id)) ? "language" : "acoustic")}_customization_id={id}";

    private string Weight(string id, string weight) => $"{With(id)}&customization_weight={weight}";

    private static string[] All(IEnumerable<object?> results, string property)
        => [.. results.Select(result => result.Text(property))];

    private static IEnumerable<string[]> Contests()
    {
        List<string> contest = [];
        foreach (string line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Data", "mapsswe.tsv")))
        {
            if (line.StartsWith("= ", StringComparison.Ordinal) && contest.Count > 0)
            {
                yield return [.. contest];
                contest = [];
            }
            contest.Add(line);
        }
        yield return [.. contest];
    }
}
