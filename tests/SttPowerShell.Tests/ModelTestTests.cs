using Microsoft.AspNetCore.Http;
using SttPowerShell.Tests.Support;

namespace SttPowerShell.Tests;

public sealed class ModelTestTests : ServiceTest
{
    [Fact]
    public void A_model_that_is_well_passes_every_check()
    {
        string voices = Service.Add("voices", acoustic: true);
        Service.Add("words");
        Service.AudioData.Add(voices, "a");
        Folder.Write("call.wav", Recording.Wave());
        Connect();

        object?[] checks = Shell.Get("Test-SttCustomModel voices -LanguageModel words -Path call.wav");

        Assert.Equal(
            ["Exists", "Type", "Status", "BaseModel", "Data", "Training", "SecondModel", "Audio", "Effect"],
            checks.Select(c => c.Text("Check")));
        Assert.All(checks[..^1], c => Assert.Equal(true, c.Property("Passed")));
        Assert.Contains($"acoustic_customization_id={voices}", checks[1].Text("Detail"), StringComparison.Ordinal);
        Assert.Contains("1.58 minutes", checks[4].Text("Detail"), StringComparison.Ordinal);
        Assert.Equal(false, checks[^1].Property("Passed"));
        Assert.All(checks, c => Assert.Equal((voices, "voices"), (c.Text("ModelId"), c.Text("Model"))));
        Assert.Equal("Status: passed", Shell.Get("\"$($args[0])\"", checks[2]).Single());
    }

    [Theory]
    [InlineData("ready", "Status,Training", "Start-SttTraining 'voices' -Wait")]
    [InlineData("training", "Status", "Wait-SttModel 'voices' -For Available")]
    [InlineData("failed", "Status,Training", "Start-SttTraining 'voices' -Wait")]
    [InlineData("pending", "Status,Training", "Add-SttAudio")]
    public void A_model_that_is_not_available_says_what_to_do(string status, string failed, string advice)
    {
        string voices = Service.Add("voices", acoustic: true, status: status);
        Service.AudioData.Add(voices, "a");
        Connect();

        object?[] checks = Shell.Get("Get-SttCustomModel voices | Test-SttCustomModel");

        object?[] bad = [.. checks.Where(c => false.Equals(c.Property("Passed")))];
        Assert.Equal(failed, string.Join(',', bad.Select(c => c.Text("Check"))));
        Assert.Contains(advice, bad[^1].Text("Recommendation"), StringComparison.Ordinal);
    }

    [Fact]
    public void Whether_a_model_that_is_being_upgraded_has_new_data_can_not_be_told()
    {
        Service.Add("words", status: "upgrading");
        Connect();

        object? check = Shell.Get("Test-SttCustomModel words | Where-Object Check -eq Training").Single();

        Assert.Null(check.Property("Passed"));
        Assert.Contains("is being upgraded", check.Text("Detail"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_is_not_there_fails_as_an_object()
    {
        Connect();

        object? check = Shell.Get("Test-SttCustomModel nope").Single();

        Assert.Equal(("nope", "Exists", "False"), (check.Text("Model"), check.Text("Check"), check.Text("Passed")));
        Assert.Contains("credentials", check.Text("Recommendation"), StringComparison.Ordinal);
        Assert.Empty(Shell.Get("Test-SttCustomModel nope*"));
    }

    [Fact]
    public void Failed_models_of_both_types_tell_their_invalid_data()
    {
        string voices = Service.Add("voices", acoustic: true, status: "failed");
        string words = Service.Add("words", status: "failed");
        Service.AudioData.Outcomes["a"] = """{"duration":0,"details":{"type":"undetermined"},"status":"invalid"}""";
        Service.AudioData.Add(voices, "a");
        Service.Data.AddCorpus(words, "notes", "undetermined", "It failed.");
        Connect();

        object?[] data = Shell.Get("""
            Get-SttCustomModel | Where-Object Status -eq Failed | Test-SttCustomModel | Where-Object Check -eq Data
            """);

        Assert.All(data, c => Assert.Equal(false, c.Property("Passed")));
        Assert.Contains("Corpus 'notes': It failed.", data[0].Text("Detail"), StringComparison.Ordinal);
        Assert.Contains("Audio 'a': the service can't read it as audio.", data[1].Text("Detail"),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_model_and_a_recording_that_do_not_fit_are_told_and_nothing_is_sent()
    {
        Service.Add("voices", acoustic: true);
        Service.Add("phone", baseModel: "en-US_NarrowbandModel");
        byte[] narrow = Recording.Wave();
        narrow[24] = 0x40;
        narrow[25] = 0x1F;
        Folder.Write("narrow.wav", narrow);
        Connect();

        object?[] checks = Shell.Get("Test-SttCustomModel voices -LanguageModel phone -Path narrow.wav");
        object?[] raw = Shell.Get(
            "Test-SttCustomModel voices -AcousticModel voices -Path narrow.wav -ContentType 'audio/l16;rate=8000'");

        Assert.Contains("en-US_NarrowbandModel", checks[^2].Text("Detail"), StringComparison.Ordinal);
        Assert.Contains("has 8000 Hz, and en-US_BroadbandModel needs 16000 Hz", checks[^1].Text("Detail"),
            StringComparison.Ordinal);
        Assert.All(checks[^2..], c => Assert.Equal(false, c.Property("Passed")));
        Assert.Equal(("SecondModel", null, false),
            (raw[^2].Text("Check"), raw[^2].Property("Passed"), raw[^1].Property("Passed")));
        Assert.Empty(Service.Audio);
    }

    [Theory]
    [InlineData("open the pod bay doors", "open the bad bay oars", true,
        "0 of 5 words are wrong with the model (0.0 %), 2 ")]
    [InlineData("open the pot bay door", "open the pod bay doors", false,
        "2 of 5 words are wrong with the model (40.0 %), 0 ")]
    [InlineData("open the pot bay doors", "open the bad bay doors", false, "1 of 5 words are wrong")]
    [InlineData("Open the pod bay doors.", "open the pod bay doors", true, "0 of 5 words are wrong")]
    public void Word_errors_with_and_without_the_model_are_compared(
        string with, string without, bool passed, string detail)
    {
        Service.Add("voices", acoustic: true);
        string words = Service.Add("words");
        Folder.Write("call.wav", Recording.Wave());
        Service.Answers["POST /v1/recognize"] = async http =>
        {
            string query = http.Request.QueryString.Value!;
            Assert.Contains($"language_customization_id={words}", query, StringComparison.Ordinal);
            string text = query.Contains("acoustic", StringComparison.Ordinal) ? with : without;
            await http.Request.Body.CopyToAsync(Stream.Null);
            await http.Response.WriteAsync(
                $$$"""{"results":[{"final":true,"alternatives":[{"transcript":"{{{text}}} "}]}]}""");
        };
        Connect();

        object? check = Shell.Get("Test-SttCustomModel voices -LanguageModel words -Path call.wav "
            + "-Reference 'Open the pod bay doors!'").Last();

        Assert.Equal(("WordErrors", passed), (check.Text("Check"), check.Property("Passed")));
        Assert.StartsWith(detail, check.Text("Detail"), StringComparison.Ordinal);
        Assert.Equal(passed, check.Property("Recommendation") is null);
    }

    [Fact]
    public void A_model_that_the_service_does_not_recognise_with_fails_the_last_check()
    {
        Service.Add("voices", acoustic: true, status: "ready");
        Folder.Write("call.wav", Recording.Wave());
        Service.Fail("POST /v1/recognize", 400,
            """{"code":400,"error":"Requested custom acoustic model is not available."}""");
        Connect();

        object? check = Shell.Get("Test-SttCustomModel voices -Path call.wav -Reference hello").Last();

        Assert.Equal(("WordErrors", "False"), (check.Text("Check"), check.Text("Passed")));
        Assert.Contains("is not available", check.Text("Detail"), StringComparison.Ordinal);
        Result miscounted = Shell.Run("Test-SttCustomModel voices -Path call.wav -Reference a, b");
        Assert.Equal("ReferenceCount", miscounted.ErrorId);
    }

    [Fact]
    public void Checks_have_a_view_that_is_grouped_by_model()
    {
        Service.Add("voices", acoustic: true, status: "training");
        Connect();

        string shown = Shell.Show("Test-SttCustomModel voices");

        Assert.Matches(@"Model: voices", shown);
        Assert.Matches(@"Exists\s+True\s+It belongs", shown);
        // A column of its own would be too narrow to be read.
        Assert.Matches(@"\n {15,}Recommendation: Run Wait-SttModel", shown);
    }
}
