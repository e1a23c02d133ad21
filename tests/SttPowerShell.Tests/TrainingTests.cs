using System.Management.Automation;
using Microsoft.AspNetCore.Http;
using SttPowerShell.Tests.Support;

namespace SttPowerShell.Tests;

public sealed class TrainingTests : ClockTest
{
    private const string Locked =
        """{"code":409,"error":"Customization is currently locked to process your last request."}""";

    [Fact]
    public void Parameters_go_into_the_query_and_nothing_is_emitted_unless_asked_for()
    {
        string id = Service.Add("clinic", status: "ready");
        Connect();

        Assert.Empty(Shell.Get("Start-SttTraining clinic"));
        Assert.Equal($"POST /v1/customizations/{id}/train", Service.Requests.Last());

        object? model = Shell.Get("$null = Get-SttCustomModel clinic | Start-SttTraining -CustomizationWeight 0.25 "
            + "-WordType User -Strict:$false -Force -PassThru -OutVariable trained; $trained[0]").Single();

        Assert.Equal("Training", model.Text("Status"));
        Assert.Contains(
            $"POST /v1/customizations/{id}/train?word_type_to_add=user"
                + "&customization_weight=0.25&strict=false&force=true",
            Service.Requests);
    }

    [Theory]
    [InlineData("-CustomizationWeight 1.1")]
    [InlineData("-CustomizationWeight ([double]::NaN)")]
    [InlineData("-WordType Corpora")]
    [InlineData("-Wait -Timeout 0")]
    [InlineData("-Timeout 5")]
    public void Values_that_can_not_be_meant_are_refused_before_anything_is_sent(string argument)
    {
        AddModel("clinic", "ready");
        Connect();

        Assert.Single(Shell.Run($"Start-SttTraining clinic {argument}").Errors);
        Assert.Equal(0, Service.Changes);
    }

    [Fact]
    public void WhatIf_trains_and_upgrades_nothing()
    {
        AddModel("clinic", "ready");
        Connect();

        Assert.Empty(Shell.Get(
            "Start-SttTraining clinic -Wait -PassThru -WhatIf; Update-SttCustomModel clinic -WhatIf"));

        Assert.Equal(0, Service.Changes);
        Assert.Contains("\"Train\" on target \"custom language model 'clinic'", Shell.Host.Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_busy_model_is_an_error_that_names_the_fix()
    {
        string id = AddModel("clinic", "pending");
        Service.Fail($"POST /v1/customizations/{id}/train", 409, Locked);
        Connect();

        Result result = Shell.Run("Start-SttTraining clinic");

        Assert.Equal("ModelBusy", result.ErrorId);
        Assert.Contains("-Wait", result.Error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void Waiting_lets_the_analysis_end_then_trains_then_waits_for_the_end()
    {
        string id = AddModel("clinic", "pending", "pending", "ready", "training", "training", "available");
        Give(id, "corpora", """[{"name":"notes","status":"being_processed"}]""");
        ConnectByClock();

        Result result = RunByClock(0.5, "Start-SttTraining clinic -Wait -PassThru");

        Assert.Empty(result.Errors);
        Assert.Equal("Available", Assert.Single(result.Output).Text("Status"));
        string[] asked = [.. Service.Requests.Where(r => r.EndsWith(id, StringComparison.Ordinal)
            || r.EndsWith("train", StringComparison.Ordinal)).Select(r => r.Split(' ')[0])];
        Assert.Equal(["GET", "GET", "GET", "POST", "GET", "GET", "GET"], asked);
    }

    [Fact]
    public void Waiting_without_PassThru_emits_nothing()
    {
        AddModel("clinic", "ready", "training", "available");
        ConnectByClock();

        Result result = RunByClock(0.5, "Start-SttTraining clinic -Wait");

        Assert.Empty(result.Errors);
        Assert.Empty(result.Output);
    }

    [Fact]
    public void Waiting_tries_again_where_the_model_is_locked_although_it_looks_ready()
    {
        string id = AddModel("clinic", "ready");
        int trained = 0;
        Service.Answers[$"POST /v1/customizations/{id}/train"] = async http =>
        {
            if (++trained < 3)
            {
                http.Response.StatusCode = 409;
                await http.Response.WriteAsync(Locked);
                return;
            }
            Service.Statuses[id] = new(["training", "available"]);
            await http.Response.WriteAsync("{}");
        };
        ConnectByClock();

        Assert.Empty(RunByClock(0.5, "Start-SttTraining clinic -Wait").Errors);
        Assert.Equal(3, trained);
        Assert.Empty(Service.Statuses[id]);
    }

    [Fact]
    public void A_training_that_goes_on_already_is_waited_for_and_no_other_begun()
    {
        AddModel("clinic", "training", "training", "available");
        ConnectByClock();

        Result result = RunByClock(0.5, "Start-SttTraining clinic -Wait -PassThru");

        Assert.Equal("Available", Assert.Single(result.Output).Text("Status"));
        Assert.Contains("was being trained already", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.Equal(0, Service.Changes);
    }

    [Fact]
    public void Several_models_are_trained_at_once()
    {
        foreach (string name in (string[])["a", "b", "c"]) AddModel(name, "ready", "training", "available");
        AddModel("d", "ready", "training", "failed");
        ConnectByClock();

        Result result = RunByClock(0.5, "Get-SttCustomModel | Start-SttTraining -Wait -PassThru");

        Assert.Equal(["a", "b", "c"], result.Output.Select(m => m.Text("Name")).Order());
        Assert.Equal("ModelFailed", result.ErrorId);
        Assert.Equal(4, Service.Changes);
    }

    [Fact]
    public void Warnings_name_what_was_left_out()
    {
        string id = AddModel("clinic", "ready");
        Service.Answers[$"POST /v1/customizations/{id}/train"] = http => http.Response.WriteAsync(
            """{"warnings":[{"code":"invalid_corpus_files","message":"Left out: [c1.txt]."},"""
            + """{"code":"invalid_words"}]}""");
        Connect();

        Assert.Equal(["clinic: Left out: [c1.txt].", "clinic: invalid_words"],
            Shell.Run("Start-SttTraining clinic -Strict:$false").Warnings);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-Wait")]
    public void A_refused_training_names_what_is_invalid(string wait)
    {
        string id = AddModel("clinic", "ready");
        Give(id, "corpora", """[{"name":"bad","status":"undetermined","error":"Not UTF-8."}]""");
        Service.Fail($"POST /v1/customizations/{id}/train", 400, """{"code":400,"error":"Invalid resources."}""");
        ConnectByClock();

        Result result = RunByClock(0.5, $"Start-SttTraining clinic {wait}");

        Assert.Equal("TrainingRefused", result.ErrorId);
        Assert.Contains("Invalid resources.", result.Error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Contains("Corpus 'bad': Not UTF-8.", result.Error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Contains("-Strict:$false", result.Error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_new_to_train_is_said_with_what_to_do()
    {
        string id = AddModel("clinic", "available");
        Service.Fail($"POST /v1/customizations/{id}/train", 400,
            """{"code":400,"error":"No input data available for training"}""");
        Connect();

        Result result = Shell.Run("Start-SttTraining clinic");

        Assert.Equal("NothingToTrain", result.ErrorId);
        Assert.Contains("-Force", result.Error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_without_data_is_not_trained_and_not_waited_for()
    {
        AddModel("clinic", "pending");
        ConnectByClock();

        Assert.Equal("ModelIdle", RunByClock(1, "Start-SttTraining clinic -Wait").ErrorId);
        Assert.Equal(0, Service.Changes);
    }

    [Fact]
    public void A_model_that_is_as_before_after_the_training_is_an_error()
    {
        AddModel("clinic", [.. Enumerable.Repeat("ready", 30)]);
        ConnectByClock();

        Assert.Equal("ModelNotTrained", RunByClock(0.5, "Start-SttTraining clinic -Wait -PassThru").ErrorId);
    }

    [Fact]
    public void A_timeout_says_that_the_training_goes_on()
    {
        AddModel("clinic", "ready");
        ConnectByClock();

        Result result = RunByClock(1, "Start-SttTraining clinic -Wait -Timeout 60");

        Assert.Equal("ModelWaitTimeout", result.ErrorId);
        Assert.Contains("still training after 60 s", result.Error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal(1, Service.Changes);
    }

    [Fact]
    public void An_acoustic_model_is_trained_without_what_only_language_models_have()
    {
        string id = Service.Add("lines", acoustic: true, status: "ready");
        Connect();

        Result result = Shell.Run("Start-SttTraining lines -CustomizationWeight 0.5; Start-SttTraining lines -Force");
        Assert.All(result.Errors, e
            => Assert.StartsWith("LanguageModelParameter,", e.FullyQualifiedErrorId, StringComparison.Ordinal));
        Assert.Equal(2, result.Errors.Length);
        Assert.Equal(0, Service.Changes);

        Shell.Get("Start-SttTraining lines -Strict:$true");
        Assert.Equal($"POST /v1/acoustic_customizations/{id}/train?strict=true", Service.Requests.Last());
    }

    [Fact]
    public void An_upgrade_is_begun_and_waited_for()
    {
        string id = AddModel("clinic", "available", "upgrading", "available");
        ConnectByClock();

        Result result = RunByClock(0.5, "Update-SttCustomModel clinic -Wait -PassThru");

        Assert.Empty(result.Errors);
        Assert.Equal("Available", Assert.Single(result.Output).Text("Status"));
        Assert.Contains($"POST /v1/customizations/{id}/upgrade_model", Service.Requests);
        Assert.Empty(Service.Statuses[id]);
    }

    [Theory]
    [InlineData("", "is already built with the newest version of its base model", "there is nothing to do")]
    [InlineData("", "No input data available for training", "Start-SttTraining 'clinic' -Wait")]
    [InlineData("acoustic", "No input data modified since last training", "-Force")]
    public void A_refused_upgrade_says_what_to_do(string type, string words, string advice)
    {
        bool isAcoustic = type == "acoustic";
        string id = Service.Add("clinic", acoustic: isAcoustic);
        string path = isAcoustic ? "acoustic_customizations" : "customizations";
        Service.Fail($"POST /v1/{path}/{id}/upgrade_model", 400, $$"""{"code":400,"error":"Custom model: {{words}}"}""");
        Connect();

        Result result = Shell.Run("Update-SttCustomModel clinic");

        Assert.Equal("UpgradeRefused", result.ErrorId);
        Assert.Contains(words, result.Error.ToString(), StringComparison.Ordinal);
        Assert.Contains(advice, result.Error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void An_upgrade_that_fails_is_an_error_although_the_model_is_available()
    {
        string id = AddModel("clinic", "available", "upgrading");
        Service.Answers[$"POST /v1/customizations/{id}/upgrade_model"] = async http =>
        {
            Service.Statuses[id] = new(["upgrading", "available"]);
            Service.Models[("customizations", id)]["error"] = "The new version lacks a file.";
            await http.Response.WriteAsync("{}");
        };
        ConnectByClock();

        Result result = RunByClock(0.5, "Update-SttCustomModel clinic -Wait");

        Assert.Equal("ModelUpgradeFailed", result.ErrorId);
        Assert.Contains("lacks a file", result.Error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stopping_ends_the_wait_for_a_training_at_once()
    {
        AddModel("clinic", "ready");
        Connect();
        using PowerShell shell = Shell.Create("Start-SttTraining clinic -Wait");
        Task<PSDataCollection<PSObject>> run = shell.InvokeAsync();
        while (Service.Changes == 0) await Task.Delay(10);

        await shell.StopAsync(null, null).WaitAsync(TimeSpan.FromSeconds(10));

        await Assert.ThrowsAnyAsync<RuntimeException>(() => run);
        Assert.Equal(PSInvocationState.Stopped, shell.InvocationStateInfo.State);
    }
}
