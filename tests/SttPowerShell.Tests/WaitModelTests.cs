using System.Collections.Concurrent;
using System.Management.Automation;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using SttPowerShell.Tests.Support;

namespace SttPowerShell.Tests;

public sealed class WaitModelTests : ClockTest
{
    private static readonly string[] FiveTrainings = ["training", "training", "training", "training", "training"];

    [Fact]
    public void Several_models_are_waited_for_at_once_and_each_comes_when_it_has_finished()
    {
        AddModel("slow", [.. FiveTrainings, .. FiveTrainings, "available"]);
        AddModel("quick", "pending", "ready");
        string id = AddModel("middle", "upgrading", "upgrading", "available");
        ConnectByClock();

        Result result = RunByClock(0.5, "'slow', 'quick', 'slow' | Wait-SttModel; Wait-SttModel $args[0]", id);

        Assert.Empty(result.Errors);
        Assert.Equal(["quick Ready", "slow Available", "middle Available"],
            result.Output.Select(m => $"{m.Text("Name")} {m.Text("Status")}"));
    }

    [Fact]
    public void A_failed_model_is_an_error_with_its_reason_and_a_line_for_each_invalid_part()
    {
        string id = AddModel("clinic", "training", "failed");
        Service.Models[("customizations", id)]["error"] = "Invalid data.";
        Give(id, "corpora",
            """[{"name":"notes","status":"analyzed"},{"name":"bad","status":"undetermined","error":"Not UTF-8."}]""");
        Give(id, "grammars", """[{"name":"cards","status":"undetermined","error":"Line 3: no such rule."}]""");
        Give(id, "words", """[{"word":"good"},{"word":"T4","error":[{"t 4":"Numbers are not allowed."}]}]""");
        AddModel("other", "available");
        ConnectByClock();

        Result result = RunByClock(0.5, "Wait-SttModel clinic, other");

        Assert.Equal("other", Assert.Single(result.Output).Text("Name"));
        Assert.Equal("ModelFailed", result.ErrorId);
        Assert.Equal(
            [
                "The custom language model 'clinic' has failed: Invalid data.", "- Corpus 'bad': Not UTF-8.",
                "- Grammar 'cards': Line 3: no such rule.", "- Word 'T4': t 4: Numbers are not allowed.",
            ],
            result.Error.Exception.Message.Split(Environment.NewLine));
        Assert.Contains("Start-SttTraining 'clinic' -Wait", result.Error.ErrorDetails.RecommendedAction,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Of_many_invalid_words_the_first_ten_are_named_and_the_rest_are_counted()
    {
        string id = AddModel("clinic", "failed");
        Service.Lists[(id, "words")] = new JsonArray([.. Enumerable.Range(0, 500).Select(n
            => JsonNode.Parse($$"""{"word":"w{{n}}","error":[{"x":"Bad."}]}"""))]);
        ConnectByClock();

        string[] lines = RunByClock(0.5, "Wait-SttModel clinic").Error.Exception.Message.Split(Environment.NewLine);

        Assert.Equal(12, lines.Length);
        Assert.Equal("- Word 'w9': x: Bad.", lines[10]);
        Assert.Equal("- And 490 more words of 500.", lines[11]);
    }

    [Fact]
    public void A_timeout_is_an_error_for_each_model_with_its_last_status_and_what_to_do()
    {
        AddModel("one", "training");
        AddModel("two", "pending");
        Give(Service.Models.Single(m => (string)m.Value["name"]! == "two").Key.Id, "corpora",
            """[{"name":"notes","status":"being_processed"}]""");
        AddModel("three", "available");
        ConnectByClock();

        Result result = RunByClock(1, "Wait-SttModel one, two, three -Timeout 90");

        Assert.Equal("three", Assert.Single(result.Output).Text("Name"));
        Assert.Equal(["ModelWaitTimeout,", "ModelWaitTimeout,"],
            result.Errors.Select(e => e.FullyQualifiedErrorId[..17]));
        Assert.Contains("'one' was still training after 90 s", result.Errors[0].Exception.Message,
            StringComparison.Ordinal);
        Assert.Contains("'two' was still pending after 90 s", result.Errors[1].Exception.Message,
            StringComparison.Ordinal);
        Assert.All(result.Errors, e => Assert.Contains("Wait-SttModel", e.ErrorDetails.RecommendedAction,
            StringComparison.Ordinal));
    }

    [Fact]
    public void A_service_that_answers_no_more_does_not_outlast_the_timeout()
    {
        string id = AddModel("clinic", "training");
        ConnectByClock();
        object? model = Shell.Get("Get-SttCustomModel clinic").Single();
        Service.Answers[$"GET /v1/customizations/{id}"] = http => Task.Delay(-1, http.RequestAborted);

        Assert.Equal("ModelWaitTimeout", RunByClock(1, "$args[0] | Wait-SttModel -Timeout 30", model).ErrorId);
    }

    [Fact]
    public void A_model_that_nothing_is_done_with_is_not_waited_for()
    {
        string id = AddModel("spoiled", "pending");
        Give(id, "corpora", """[{"name":"bad","status":"undetermined","error":"Not UTF-8."}]""");
        AddModel("empty", "pending");
        ConnectByClock();

        Result result = RunByClock(1, "Wait-SttModel spoiled, empty");

        Assert.All(result.Errors, e
            => Assert.StartsWith("ModelIdle,", e.FullyQualifiedErrorId, StringComparison.Ordinal));
        string shown = string.Join(" ", result.Errors.Select(e => e.Exception.Message));
        Assert.Contains("Corpus 'bad': Not UTF-8.", shown, StringComparison.Ordinal);
        Assert.Contains("'empty' is pending", shown, StringComparison.Ordinal);
        Assert.All(result.Errors, e => Assert.Contains("Add-SttCorpus", e.ErrorDetails.RecommendedAction,
            StringComparison.Ordinal));
    }

    [Fact]
    public void Data_that_is_being_analysed_is_waited_for()
    {
        string id = AddModel("clinic", "pending", "pending", "pending", "ready");
        Give(id, "grammars", """[{"name":"cards","status":"being_processed"}]""");
        ConnectByClock();

        Assert.Equal("Ready", RunByClock(60, "Wait-SttModel clinic").Output.Single().Text("Status"));
    }

    [Fact]
    public void Words_that_are_being_analysed_are_waited_for()
    {
        string id = AddModel("clinic", "pending", "pending", "pending", "ready");
        Give(id, "words", """[{"word":"HHonors","source":["user"]}]""");
        ConnectByClock();

        Assert.Equal("Ready", RunByClock(0.2, "Wait-SttModel clinic").Output.Single().Text("Status"));
    }

    [Fact]
    public void Failures_that_pass_do_not_end_the_wait()
    {
        string id = AddModel("clinic", "training");
        ConnectByClock();
        object? model = Shell.Get("Get-SttCustomModel clinic").Single();
        int asked = 0;
        Service.Answers[$"GET /v1/customizations/{id}"] = async http =>
        {
            switch (++asked)
            {
                case 1 or 3:
                    http.Response.StatusCode = asked == 1 ? 503 : 429;
                    break;
                case 2:
                    http.Abort();
                    break;
                default:
                    await http.Response.WriteAsync(
                        $$"""{"customization_id":"{{id}}","name":"clinic","status":"available"}""");
                    break;
            }
        };

        Result result = RunByClock(0.5, "$args[0] | Wait-SttModel -Verbose", model);

        Assert.Empty(result.Errors);
        Assert.Equal("Available", Assert.Single(result.Output).Text("Status"));
        Assert.Equal(4, asked);
        Assert.Contains(result.Verbose, v => v.Contains("not known", StringComparison.Ordinal));
    }

    [Fact]
    public void A_service_that_stays_away_ends_the_wait()
    {
        string id = AddModel("clinic", "training");
        ConnectByClock();
        object? model = Shell.Get("Get-SttCustomModel clinic").Single();
        Service.Fail($"GET /v1/customizations/{id}", 503, """{"code":503,"error":"Maintenance"}""");

        Assert.Equal("ServiceUnavailable", RunByClock(10, "$args[0] | Wait-SttModel", model).ErrorId);
        Assert.InRange(Clock.GetUtcNow() - Clock.Start, TimeSpan.FromMinutes(9), TimeSpan.FromMinutes(30));
    }

    [Fact]
    public void A_model_that_is_removed_meanwhile_is_an_error_of_its_own()
    {
        string id = AddModel("gone", "training");
        AddModel("stays", "training", "training", "training", "available");
        ConnectByClock();
        object?[] models = Shell.Get("Get-SttCustomModel");
        Service.Models.TryRemove(("customizations", id), out _);

        Result result = RunByClock(0.5, "$args | Wait-SttModel", models);

        Assert.Equal("stays", Assert.Single(result.Output).Text("Name"));
        Assert.Equal("CustomModelNotFound", result.ErrorId);
    }

    [Fact]
    public void The_service_is_asked_often_at_first_and_rarely_later()
    {
        string id = AddModel("clinic", "training");
        ConcurrentQueue<DateTimeOffset> asked = new();
        ConnectByClock();
        object? model = Shell.Get("Get-SttCustomModel clinic").Single();
        Service.Answers[$"GET /v1/customizations/{id}"] = async http =>
        {
            asked.Enqueue(Clock.GetUtcNow());
            await http.Response.WriteAsync($$"""{"customization_id":"{{id}}","name":"clinic","status":"training"}""");
        };

        RunByClock(0.5, "$args[0] | Wait-SttModel -Timeout 200", model);

        TimeSpan[] pauses = [.. asked.Zip(asked.Skip(1), (before, after) => after - before)];
        Assert.InRange(pauses.Length, 20, 80);
        Assert.All(pauses, p => Assert.True(p >= TimeSpan.FromSeconds(0.2)));
        Assert.True(pauses[^1] >= TimeSpan.FromSeconds(9), $"{pauses[^1]}");
    }

    [Fact]
    public void Progress_shows_status_and_elapsed_time_and_never_a_percentage()
    {
        AddModel("one", "training");
        AddModel("two", "training");
        ConnectByClock();

        Result result = RunByClock(1, "Wait-SttModel one, two -Timeout 70 -ErrorAction Ignore");

        Assert.All(result.Progress, p => Assert.Equal(-1, p.PercentComplete));
        Assert.Contains(result.Progress, p => p.Activity == "Waiting for 2 of 2 models");
        Assert.Contains(result.Progress, p => p.StatusDescription.StartsWith("1:0", StringComparison.Ordinal)
            && p.StatusDescription.EndsWith(" 2 training", StringComparison.Ordinal));
        Assert.Equal(ProgressRecordType.Completed, result.Progress[^1].RecordType);
    }

    [Fact]
    public void A_model_that_shall_be_available_and_is_only_ready_is_an_error()
    {
        AddModel("clinic", "ready");
        ConnectByClock();

        Result result = RunByClock(0.5, "Wait-SttModel clinic -For Available");

        Assert.Empty(result.Output);
        Assert.Equal("ModelNotTrained", result.ErrorId);
        Assert.Contains("Start-SttTraining", result.Error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void A_training_that_does_not_show_at_once_is_waited_for()
    {
        AddModel("clinic", "ready", "ready", "training", "available");
        ConnectByClock();

        Assert.Equal("Available",
            RunByClock(0.5, "Wait-SttModel clinic -For Available").Output.Single().Text("Status"));
    }

    [Fact]
    public async Task Stopping_ends_the_wait_at_once()
    {
        AddModel("clinic", "training");
        Connect();
        using PowerShell shell = Shell.Create("Wait-SttModel clinic");
        Task<PSDataCollection<PSObject>> run = shell.InvokeAsync();
        while (Service.Requests.Count < 4) await Task.Delay(10);

        await shell.StopAsync(null, null).WaitAsync(TimeSpan.FromSeconds(10));

        await Assert.ThrowsAnyAsync<RuntimeException>(() => run);
        Assert.Equal(PSInvocationState.Stopped, shell.InvocationStateInfo.State);
    }

    [Fact]
    public void A_pipeline_that_has_enough_ends_the_wait_for_the_others()
    {
        AddModel("slow", "training");
        AddModel("quick", "available");
        Connect();

        Assert.Equal("quick",
            Shell.Get("foreach ($once in 1) { Wait-SttModel slow, quick | ForEach-Object { $_; break } }").Single()
                .Text("Name"));
    }

    [Fact]
    public void Under_Stop_the_first_error_ends_the_script()
    {
        AddModel("clinic", "failed");
        ConnectByClock();

        Assert.IsType<ActionPreferenceStopException>(
            RunByClock(0.5, "$ErrorActionPreference = 'Stop'; Wait-SttModel clinic; 'went on'").Thrown);
    }
}
