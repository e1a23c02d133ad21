using Microsoft.AspNetCore.Http;
using SttPowerShell.Tests.Support;

namespace SttPowerShell.Tests;

public sealed class AcousticTrainingTests : ClockTest
{
    [Fact]
    public void A_language_model_goes_with_the_training_and_warnings_are_shown()
    {
        string voices = Service.Add("voices", acoustic: true, status: "ready");
        string words = Service.Add("words");
        string route = $"POST /v1/acoustic_customizations/{voices}/train";
        Connect();
        Service.Answers[route] = http => http.Response.WriteAsync(
            """{"warnings":[{"code":"invalid_audio_files","message":"Left out: [a]."}]}""");

        Result result = Shell.Run("Start-SttTraining voices -LanguageModel words -Strict:$false");

        Assert.Empty(result.Errors);
        Assert.Equal("voices: Left out: [a].", Assert.Single(result.Warnings));
        Assert.Equal($"{route}?strict=false&custom_language_model_id={words}", Service.Requests.Last());
    }

    [Fact]
    public void Training_is_waited_for_first_the_analysis_of_audio()
    {
        string voices = Service.Add("voices", acoustic: true, status: "pending");
        Service.AudioData.Questions = 3;
        Folder.Write("a.wav", Recording.Wave());
        Service.Statuses[voices] = new(["pending", "pending", "pending", "pending", "ready", "training", "available"]);
        ConnectByClock();

        Result result = RunByClock(0.3, "Add-SttAudio voices a.wav; Start-SttTraining voices -Wait -PassThru");

        Assert.Empty(result.Errors);
        Assert.Equal("Available", result.Output.Single().Text("Status"));
        Assert.Single(Service.Requests, r => r.EndsWith("/train", StringComparison.Ordinal));
    }

    [Fact]
    public void A_pending_model_whose_audio_is_invalid_is_not_waited_for()
    {
        string voices = Service.Add("voices", acoustic: true, status: "pending");
        Service.AudioData.Outcomes["a"] = """{"duration":0,"details":{"type":"undetermined"},"status":"invalid"}""";
        Service.AudioData.Add(voices, "a");
        ConnectByClock();

        Result result = RunByClock(0.5, "Wait-SttModel voices");

        Assert.Equal("ModelIdle", result.ErrorId);
        Assert.Contains("Audio 'a': the service can't read it as audio.", result.Error.ToString(),
            StringComparison.Ordinal);
        Assert.Contains("add audio (Add-SttAudio)", result.Error.ErrorDetails.RecommendedAction,
            StringComparison.Ordinal);
        Assert.InRange(Clock.GetUtcNow() - Clock.Start, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30));
    }

    [Theory]
    [InlineData("Start-SttTraining words -LanguageModel words", "AcousticModelParameter", "not trained")]
    [InlineData("Start-SttTraining voices -Force", "LanguageModelParameter", "not trained")]
    [InlineData("Start-SttTraining voices -CustomizationWeight 0.4", "LanguageModelParameter", "not trained")]
    [InlineData("Start-SttTraining voices -WordType User", "LanguageModelParameter", "not trained")]
    [InlineData("Update-SttCustomModel words -Force", "AcousticModelParameter", "not upgraded")]
    [InlineData("Update-SttCustomModel words -LanguageModel words", "AcousticModelParameter", "not upgraded")]
    [InlineData("Start-SttTraining voices -LanguageModel phone", "DifferentBaseModels", "en-US_NarrowbandModel")]
    [InlineData("Start-SttTraining voices -LanguageModel raw", "LanguageModelNotReady", "is ready")]
    [InlineData("Start-SttTraining voices -LanguageModel nope", "CustomModelNotFound", "nope")]
    [InlineData("Start-SttTraining voices -LanguageModel (Get-SttCustomModel voices)", "WrongModelType", "voices")]
    [InlineData("New-SttCustomModel x -Type Acoustic -BaseModel en-US_Telephony", "BaseModelNotAdaptable",
        "These can: en-US_BroadbandModel")]
    public void What_can_not_be_done_is_refused_before_anything_is_sent(string script, string id, string part)
    {
        Service.Add("voices", acoustic: true, status: "ready");
        Service.Add("words");
        Service.Add("raw", status: "ready");
        Service.Add("phone", baseModel: "en-US_NarrowbandModel");
        Connect();

        Result result = Shell.Run(script);

        Assert.Equal(id, result.ErrorId);
        Assert.Contains(part, result.Error.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, Service.Changes);
    }

    [Fact]
    public void An_acoustic_model_is_upgraded_with_its_language_model()
    {
        string voices = Service.Add("voices", acoustic: true);
        string words = Service.Add("words");
        Connect();

        Shell.Get("Update-SttCustomModel voices -LanguageModel words -Force");

        Assert.Equal(
            $"POST /v1/acoustic_customizations/{voices}/upgrade_model?custom_language_model_id={words}&force=true",
            Service.Requests.Last());
    }

    [Theory]
    [InlineData("No input data available for training", "NothingToTrain", "Add-SttAudio")]
    [InlineData("At least 10 minutes of audio are needed.", "TrainingRefused", "Get-SttAudio -Total")]
    [InlineData("Invalid audio files: [a].", "TrainingRefused", "-Strict:$false")]
    public void A_refused_training_says_what_to_do(string words, string id, string advice)
    {
        string voices = Service.Add("voices", acoustic: true, status: "ready");
        Service.Fail($"POST /v1/acoustic_customizations/{voices}/train", 400, $$"""{"code":400,"error":"{{words}}"}""");
        Connect();

        Result result = Shell.Run("Start-SttTraining voices");

        Assert.Equal(id, result.ErrorId);
        Assert.Contains(words, result.Error.ToString(), StringComparison.Ordinal);
        Assert.Contains(advice, result.Error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void Models_of_both_types_go_through_one_pipeline()
    {
        Service.Add("voices", acoustic: true, status: "ready");
        Service.Add("words", status: "ready");
        Connect();

        Shell.Get("Get-SttCustomModel | Reset-SttCustomModel -Confirm:$false");
        Shell.Get("Get-SttCustomModel | Start-SttTraining");
        Shell.Get("Get-SttCustomModel | Update-SttCustomModel");
        Shell.Get("Get-SttCustomModel | Remove-SttCustomModel -Confirm:$false");

        Assert.Equal(8, Service.Changes);
        Assert.Empty(Shell.Get("Get-SttCustomModel"));
    }

    [Fact]
    public void An_acoustic_model_from_the_pipeline_brings_its_base_model_into_recognition()
    {
        string voices = Service.Add("support-voices", acoustic: true);
        string words = Service.Add("words");
        Service.AudioData.Add(voices, "a");
        Folder.Write("call.wav", Recording.Wave());
        Connect();

        Shell.Get("Get-SttCustomModel support* -Type Acoustic | Invoke-SttRecognition -Path call.wav");
        Shell.Get("Get-SttCustomModel support*, words | Invoke-SttRecognition -Path call.wav");
        string[] requests = [.. Service.Requests.Where(r => r.Contains("recognize", StringComparison.Ordinal))];

        Assert.Contains($"model=en-US_BroadbandModel&acoustic_customization_id={voices}", requests[0],
            StringComparison.Ordinal);
        Assert.Contains($"language_customization_id={words}", requests[1], StringComparison.Ordinal);
        Assert.Contains($"acoustic_customization_id={voices}", requests[1], StringComparison.Ordinal);
    }

    [Fact]
    public void An_acoustic_model_without_audio_is_an_error_before_audio_is_sent()
    {
        Service.Add("voices", acoustic: true, status: "pending");
        Folder.Write("call.wav", Recording.Wave());
        Connect();

        Result result = Shell.Run("Invoke-SttRecognition call.wav -AcousticModel voices");

        Assert.Equal("CustomModelNotReady", result.ErrorId);
        Assert.Contains("Add-SttAudio", result.Error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(Service.Audio);
    }
}
