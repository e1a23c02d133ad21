using SttPowerShell.Tests.Support;

namespace SttPowerShell.Tests;

public sealed class CustomRecognitionTests : ClockTest
{
    [Fact]
    public void Weight_and_grammar_go_into_the_query_and_the_base_model_comes_from_the_model()
    {
        Folder.Write("a.wav", Recording.Wave());
        Folder.Write("b.wav", Recording.Wave());
        string id = Service.Add("bank", baseModel: "en-US_Telephony");
        Give(id, "grammars", """[{"name":"Card-Number","status":"analyzed"},{"name":"pin","status":"analyzed"}]""");
        Connect();
        object? model = Shell.Get("Get-SttCustomModel bank").Single();
        Service.Requests.Clear();

        object?[] transcripts = Shell.Get(
            "Invoke-SttRecognition *.wav -LanguageModel $args[0] -CustomizationWeight 0.5 -Grammar card-number", model);

        Assert.All(transcripts, t => Assert.Equal((id, 0.5), (t.Text("LanguageModelId"), t.Property("CustomizationWeight"))));
        Assert.Equal(
            [
                $"GET /v1/customizations/{id}", $"GET /v1/customizations/{id}/grammars",
                $"POST /v1/recognize?model=en-US_Telephony&language_customization_id={id}"
                    + "&customization_weight=0.5&grammar_name=Card-Number",
                $"POST /v1/recognize?model=en-US_Telephony&language_customization_id={id}"
                    + "&customization_weight=0.5&grammar_name=Card-Number",
            ],
            Service.Requests);
    }

    [Theory]
    [InlineData("Invoke-SttRecognition *.wav -LanguageModel empty",
        "CustomModelNotReady", "Start-SttTraining 'empty' -Wait")]
    [InlineData("Get-SttCustomModel empty | Invoke-SttRecognition -Path *.wav", "CustomModelNotReady", "Add-SttCorpus")]
    [InlineData("Invoke-SttRecognition *.wav -LanguageModel bank -BaseModel en-US_Telephony",
        "WrongBaseModel", "-BaseModel")]
    [InlineData("Invoke-SttRecognition *.wav -LanguageModel bank -Grammar cards", "GrammarNotFound", "Add-SttGrammar")]
    [InlineData("Invoke-SttRecognition *.wav -Grammar pin", "LanguageModelNeeded", "-LanguageModel")]
    [InlineData("Invoke-SttRecognition *.wav -CustomizationWeight 0.5", "LanguageModelNeeded", "-LanguageModel")]
    [InlineData("Invoke-SttRecognition *.wav -AcousticModel noise -Grammar pin",
        "LanguageModelNeeded", "-LanguageModel")]
    [InlineData("Invoke-SttRecognition *.wav -LanguageModel $args[0]", "CustomModelNotFound", "Get-SttCustomModel")]
    public void A_model_that_does_not_fit_is_one_error_before_any_audio_is_sent(string script, string error, string fix)
    {
        Folder.Write("a.wav", Recording.Wave());
        Folder.Write("b.wav", Recording.Wave());
        Service.Add("empty", status: "pending");
        Service.Add("noise", acoustic: true);
        Give(Service.Add("bank"), "grammars", """[{"name":"pin"},{"name":"amount"}]""");
        string removed = Service.Add("removed");
        Connect();
        object? gone = Shell.Get("Get-SttCustomModel removed").Single();
        Service.Models.TryRemove(("customizations", removed), out _);

        Result result = Shell.Run(script, gone);

        Assert.Equal(error, result.ErrorId);
        Assert.Contains(fix, result.Error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(0, Service.Changes);
    }

    [Fact]
    public void The_grammars_that_a_model_has_are_listed()
    {
        Folder.Write("a.wav", Recording.Wave());
        Give(Service.Add("bank"), "grammars", """[{"name":"pin"},{"name":"amount"}]""");
        Connect();

        Assert.Contains("It has: pin, amount.",
            Shell.Run("Invoke-SttRecognition a.wav -LanguageModel bank -Grammar cards").Error.Exception.Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ready")]
    [InlineData("failed")]
    [InlineData("training")]
    [InlineData("hibernating")]
    public void A_model_that_an_earlier_training_may_serve_is_the_services_to_decide(string status)
    {
        Folder.Write("a.wav", Recording.Wave());
        Service.Add("clinic", status: status);
        Connect();

        Shell.Get("Invoke-SttRecognition a.wav -LanguageModel clinic");

        Assert.Single(Service.Audio);
    }

    [Fact]
    public void A_pending_model_that_has_data_is_the_services_to_decide()
    {
        Folder.Write("a.wav", Recording.Wave());
        Give(Service.Add("clinic", status: "pending"), "corpora", """[{"name":"notes","status":"undetermined"}]""");
        Connect();

        Shell.Get("Invoke-SttRecognition a.wav -LanguageModel clinic");

        Assert.Single(Service.Audio);
    }

    [Theory]
    [InlineData("ready", "Start-SttTraining 'clinic' -Wait")]
    [InlineData("training", "Wait-SttModel 'clinic'")]
    public void A_model_that_the_service_refuses_is_named_with_its_status_and_the_fix(string status, string fix)
    {
        Folder.Write("a.wav", Recording.Wave());
        Service.Add("clinic", status: status);
        Service.Fail("POST /v1/recognize", 400,
            """{"code":400,"error":"Requested custom language model is not available. """
            + """Please make sure the custom model is trained."}""");
        Connect();

        Result result = Shell.Run("Invoke-SttRecognition a.wav -LanguageModel clinic");

        Assert.Equal("CustomModelNotReady", result.ErrorId);
        Assert.Contains($"'clinic' ({status})", result.Error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains(fix, result.Error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void A_weight_outside_0_to_1_is_refused()
    {
        Folder.Write("a.wav", Recording.Wave());
        Service.Add("clinic");
        Connect();

        Assert.Single(Shell.Run("Invoke-SttRecognition a.wav -LanguageModel clinic -CustomizationWeight 2").Errors);
        Assert.Empty(Service.Audio);
    }
}
