using System.Management.Automation;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using SttPowerShell.Tests.Support;

namespace SttPowerShell.Tests;

public sealed class ModelImportTests : ClockTest
{
    private const string Notes = "we need a CardioMap\n";
    private const string Cards = "#ABNF 1.0 UTF-8;\nlanguage en-US;\nroot $card;\n$card = ace | king;\n";

    [Fact]
    public async Task A_model_is_made_again_in_another_service_with_all_that_is_in_its_file()
    {
        await using FakeService other = await FakeService.StartAsync();
        other.ModelsMoveOn = true;
        AddRetail();
        Connect("-Name first");
        Shell.Get("$null = Connect-SttService $args[0] -ApiKey $args[1] -Name second", other.Uri, Secret(FakeService.Key));

        object? model = Shell.Get(
            "Get-SttCustomModel retail -Session first | Export-SttCustomModel -SourcePath sources | "
            + "Import-SttCustomModel -Session second").Single();

        Assert.Equal(["retail", "Language", "Ready", "en-US_BroadbandModel", "of the shop", "second"],
            ((string[])["Name", "Type", "Status", "BaseModel", "Description", "Session"]).Select(model.Text));
        (string Name, string? ContentType, string Query, string Body)[] added = [.. other.Data.Added];
        Assert.Equal(["notes", "cards", ""], added.Select(a => a.Name));
        Assert.Equal((Notes, Cards, "application/srgs"), (added[0].Body, added[1].Body, added[1].ContentType));
        Assert.Equal(
            """{"words":[{"word":"CardioMap","sounds_like":["cardio map"],"display_as":"CardioMap™"}]}""", added[2].Body);
        Assert.Equal(0, Service.Changes);
    }

    [Fact]
    public void Audio_is_sent_as_it_was_added_and_its_analysis_is_waited_for()
    {
        string id = Service.Add("voices", acoustic: true);
        Service.AudioData.Outcomes["call"] = """{"duration":1,"details":{"type":"audio"},"status":"ok"}""";
        Service.AudioData.Add(id, "call");
        Service.AudioData.Add(id, "may");
        Folder.Write("call.wav", Recording.Wave(1));
        Folder.Write("may.tar.gz", [0x1F, 0x8B, 8, .. new byte[200]]);
        Service.ModelsMoveOn = true;
        Service.AudioData.Questions = 4;
        ConnectByClock();
        Shell.Get("Export-SttCustomModel voices -SourcePath *.* -ContainedContentType 'audio/l16;rate=8000'");

        Result result = RunByClock(0.3, "Import-SttCustomModel voices.sttmodel -Name again");

        Assert.Empty(result.Errors);
        Assert.Equal("again", result.Output.Single().Text("Name"));
        Assert.Equal([("call", "audio/wav", ""), ("may", "application/gzip", "audio/l16;rate=8000")],
            Service.AudioData.Added.Select(a => (a.Name, a.Type ?? "", a.Contained ?? "")));
        Assert.Equal(Recording.Wave(1), Service.AudioData.Bodies["call"]);
        Assert.DoesNotContain(Service.Requests, r => r.EndsWith("/train", StringComparison.Ordinal));
    }

    [Fact]
    public void Each_thing_is_added_when_the_one_before_is_analysed()
    {
        AddRetail();
        Service.ModelsMoveOn = true;
        Service.Data.Questions = 5;
        ConnectByClock();
        Shell.Get("Export-SttCustomModel retail -SourcePath sources");

        Result result = RunByClock(0.3, "Import-SttCustomModel retail.sttmodel -Name again");

        // The service refuses what comes earlier, and the cmdlet would say so and wait.
        Assert.Empty(result.Errors);
        Assert.Equal(3, Service.Data.Added.Count);
        Assert.Equal("Ready", result.Output.Single().Text("Status"));
    }

    [Fact]
    public void Of_many_words_those_of_users_are_added_in_few_requests_and_all_if_that_is_wanted()
    {
        string id = Service.Add("retail");
        for (int i = 0; i < 6600; i++)
        {
            string source = i % 6 == 0 ? "notes" : "user";
            Service.Data.AddWord(id, $$"""{"word":"w{{i:00000}}","sounds_like":["word"],"source":["{{source}}"]}""");
        }
        Service.ModelsMoveOn = true;
        Connect();
        Shell.Get("Export-SttCustomModel retail");

        Result users = Shell.Run("Import-SttCustomModel retail.sttmodel -Name users");
        int[] requests = [.. Service.Data.Added.Select(a => JsonNode.Parse(a.Body)!["words"]!.AsArray().Count)];
        Service.Data.Added.Clear();
        Result all = Shell.Run("Import-SttCustomModel retail.sttmodel -Name all -WordType All");

        Assert.Equal([5000, 500], requests);
        Assert.Contains("1100 words were not added", Assert.Single(users.Warnings), StringComparison.Ordinal);
        Assert.Equal([5000, 1600],
            Service.Data.Added.Select(a => JsonNode.Parse(a.Body)!["words"]!.AsArray().Count));
        Assert.Empty(all.Warnings);
        Assert.Empty(all.Errors);
    }

    [Fact]
    public void What_is_in_no_file_is_told_again()
    {
        AddRetail();
        Service.ModelsMoveOn = true;
        Connect();
        Shell.Get("$null = Export-SttCustomModel retail -WarningAction Ignore");

        Result result = Shell.Run("Import-SttCustomModel retail.sttmodel -Name again");

        Assert.Contains(result.Warnings,
            w => w.Contains("will lack what isn't in the file: corpus 'notes', grammar 'cards'", StringComparison.Ordinal));
        Assert.Contains(result.Warnings, w => w.Contains("-WordType All", StringComparison.Ordinal));
        Assert.Single(result.Output);
    }

    [Fact]
    public void A_model_is_trained_if_that_is_wanted_and_waited_for_if_that_is()
    {
        AddRetail();
        Service.ModelsMoveOn = true;
        ConnectByClock();
        Shell.Get("Export-SttCustomModel retail -SourcePath sources");

        Result begun = RunByClock(0.3, "Import-SttCustomModel retail.sttmodel -Name begun -Train");
        Result done = RunByClock(0.3, "Import-SttCustomModel retail.sttmodel -Name done -Train -Wait");

        Assert.Equal(("begun", "Training"), (begun.Output.Single().Text("Name"), begun.Output.Single().Text("Status")));
        Assert.Equal(("done", "Available"), (done.Output.Single().Text("Name"), done.Output.Single().Text("Status")));
        Assert.Equal(2, Service.Requests.Count(r => r.EndsWith("/train", StringComparison.Ordinal)));
    }

    [Fact]
    public void Data_that_can_not_be_used_is_an_error_and_the_model_stays_untrained()
    {
        AddRetail();
        Service.ModelsMoveOn = true;
        Connect();
        Shell.Get("Export-SttCustomModel retail -SourcePath sources");
        Service.Data.Failures["notes"] = "Analysis of corpus 'notes' failed.";
        Service.Data.Failures["CardioMap"] = "Numbers are not allowed.";

        Result result = Shell.Run("Import-SttCustomModel retail.sttmodel -Name again -Train");

        Assert.Equal(["CorpusInvalid", "WordInvalid", "ModelNotTrained"],
            result.Errors.Select(e => e.FullyQualifiedErrorId.Split(',')[0]));
        Assert.Equal("again", result.Output.Single().Text("Name"));
        Assert.DoesNotContain(Service.Requests, r => r.EndsWith("/train", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Import-SttCustomModel retail.sttmodel", "ModelNameTaken", "retail")]
    [InlineData("Import-SttCustomModel retail.sttmodel -Name x -BaseModel nope", "BaseModelNotFound", "en-US_Telephony")]
    [InlineData("Import-SttCustomModel retail.sttmodel -Name x -BaseModel es-ES_Telephony", "WrongBaseModel", "es-ES")]
    [InlineData("Import-SttCustomModel retail.sttmodel -Name x -BaseModel en-US", "BaseModelNotAdaptable", "grammars")]
    [InlineData("Import-SttCustomModel voices.sttmodel -Name x -BaseModel en-US_Telephony", "BaseModelNotAdaptable", "acoustic")]
    [InlineData("Import-SttCustomModel voices.sttmodel -Name x -BaseModel en-US_NarrowbandModel", "WrongBaseModel", "8000 Hz")]
    [InlineData("Import-SttCustomModel gone.sttmodel", "PathNotFound", "gone.sttmodel")]
    [InlineData("Import-SttCustomModel notes.txt -Name x", "InvalidModelFile", "zip archive")]
    public void What_can_not_be_made_is_refused_before_anything_is(string script, string id, string part)
    {
        AddRetail();
        Service.Add("voices", acoustic: true);
        Folder.Write("notes.txt", Encoding.UTF8.GetBytes(Notes));
        Service.Answers["GET /v1/models"] = http => http.Response.WriteAsync("""
            {"models":[
            {"name":"en-US_BroadbandModel","language":"en-US","rate":16000,
             "supported_features":{"custom_language_model":true,"custom_acoustic_model":true}},
            {"name":"en-US_NarrowbandModel","language":"en-US","rate":8000,
             "supported_features":{"custom_language_model":true,"custom_acoustic_model":true}},
            {"name":"en-US_Telephony","language":"en-US","rate":8000,
             "supported_features":{"custom_language_model":true,"custom_acoustic_model":false}},
            {"name":"es-ES_Telephony","language":"es-ES","rate":8000,"supported_features":{"custom_language_model":true}},
            {"name":"en-US","language":"en-US","rate":8000,"supported_features":{"custom_language_model":true}}]}
            """);
        Connect();
        Shell.Get("Get-SttCustomModel | Export-SttCustomModel -SourcePath sources");

        Result result = Shell.Run(script);

        Assert.Equal(id, result.ErrorId);
        Assert.Contains(part, result.Error.ToString(), StringComparison.Ordinal);
        Assert.NotEmpty(result.Error.ErrorDetails.RecommendedAction);
        Assert.Equal(0, Service.Changes);
    }

    [Fact]
    public void A_base_model_of_another_generation_is_a_warning()
    {
        Service.Add("words");
        Service.ModelsMoveOn = true;
        Connect();
        Shell.Get("Export-SttCustomModel words");

        Result result = Shell.Run("Import-SttCustomModel words.sttmodel -Name x -BaseModel en-US_Telephony");

        Assert.Equal("en-US_Telephony", result.Output.Single().Text("BaseModel"));
        Assert.Contains("of another generation", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_files_do_not_become_two_models_of_one_name()
    {
        Service.Add("one");
        Service.Add("two");
        Connect();
        Shell.Get("Get-SttCustomModel | Export-SttCustomModel");
        Service.Models.Clear();

        Result result = Shell.Run("Import-SttCustomModel *.sttmodel -Name both");

        Assert.Equal("ModelNameTaken", result.ErrorId);
        Assert.Single(Service.Models);
    }

    [Fact]
    public void WhatIf_checks_the_file_and_sends_nothing()
    {
        AddRetail();
        Connect();
        Shell.Get("Export-SttCustomModel retail -SourcePath sources");

        Assert.Empty(Shell.Get("Import-SttCustomModel retail.sttmodel -Name again -Train -WhatIf"));

        Assert.Equal(0, Service.Changes);
        Assert.Contains("which has 1 corpus, 1 grammar, 2 words", Shell.Host.Text, StringComparison.Ordinal);
        Assert.Contains("custom language model 'again' for en-US_BroadbandModel", Shell.Host.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200, true)]
    [InlineData(500, false)]
    public void A_model_of_which_something_can_not_be_added_is_removed_or_named(int deletion, bool removed)
    {
        AddRetail();
        Service.ModelsMoveOn = true;
        Connect();
        Shell.Get("Export-SttCustomModel retail -SourcePath sources");
        OnNewModel(id =>
        {
            Service.Fail($"POST /v1/customizations/{id}/grammars/cards", 400, """{"code":400,"error":"No grammars here."}""");
            if (deletion != 200) Service.Fail($"DELETE /v1/customizations/{id}", deletion, "{}");
        });

        Result result = Shell.Run("Import-SttCustomModel retail.sttmodel -Name again");

        Assert.Empty(result.Output);
        Assert.Equal(2, result.Errors.Length);
        Assert.Contains("No grammars here.", result.Errors[0].ToString(), StringComparison.Ordinal);
        Assert.StartsWith("ImportFailed,", result.Errors[1].FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("grammar 'cards' could not be added", result.Errors[1].ToString(), StringComparison.Ordinal);
        Assert.Equal(removed ? 1 : 2, Service.Models.Count);
        string advice = result.Errors[1].ErrorDetails.RecommendedAction;
        Assert.Equal(!removed, advice.Contains("Remove-SttCustomModel", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("corpora/notes")]
    [InlineData("words")]
    public async Task Ctrl_C_stops_at_once_and_leaves_no_half_of_a_model(string where)
    {
        AddRetail();
        Service.ModelsMoveOn = true;
        Connect();
        Shell.Get("Export-SttCustomModel retail -SourcePath sources");
        TaskCompletionSource arrived = new();
        OnNewModel(id => Service.Answers[$"POST /v1/customizations/{id}/{where}"] = async http =>
        {
            arrived.TrySetResult();
            await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        });
        using PowerShell shell = Shell.Create("Import-SttCustomModel retail.sttmodel -Name again");
        Task run = shell.InvokeAsync();
        await arrived.Task.WaitAsync(TimeSpan.FromSeconds(30));

        await shell.StopAsync(null, null).WaitAsync(TimeSpan.FromSeconds(30));

        await Assert.ThrowsAnyAsync<Exception>(() => run);
        Assert.Single(Service.Models);
        Assert.Contains("The model 'again' that was begun for it was removed again.", Shell.Host.Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_that_is_locked_when_Ctrl_C_comes_is_named()
    {
        AddRetail();
        Service.ModelsMoveOn = true;
        Connect();
        Shell.Get("Export-SttCustomModel retail -SourcePath sources");
        TaskCompletionSource analysing = new();
        string made = "";
        OnNewModel(id =>
        {
            made = id;
            Service.Data.Questions = int.MaxValue;
            Service.Fail($"DELETE /v1/customizations/{id}", 409, """{"code":409,"error":"Customization is currently locked."}""");
            Service.Answers[$"GET /v1/customizations/{id}/corpora/notes"] = http =>
            {
                analysing.TrySetResult();
                return http.Response.WriteAsync("""{"name":"notes","status":"being_processed"}""");
            };
        });
        using PowerShell shell = Shell.Create("Import-SttCustomModel retail.sttmodel -Name again");
        Task run = shell.InvokeAsync();
        await analysing.Task.WaitAsync(TimeSpan.FromSeconds(30));

        await shell.StopAsync(null, null).WaitAsync(TimeSpan.FromSeconds(30));

        await Assert.ThrowsAnyAsync<Exception>(() => run);
        Assert.Contains($"run Remove-SttCustomModel {made}", Shell.Host.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void One_bad_file_is_an_error_of_its_own()
    {
        Service.Add("one");
        Connect();
        Shell.Get("Export-SttCustomModel one");
        Folder.Write("bad.sttmodel", new byte[500]);
        Service.Models.Clear();

        Result result = Shell.Run("Import-SttCustomModel *.sttmodel");

        Assert.Equal("InvalidModelFile", result.ErrorId);
        Assert.Equal("one", result.Output.Single().Text("Name"));
    }

    /// <summary>Does something as soon as a model was created, and before its id is told.</summary>
    private void OnNewModel(Action<string> act) => Service.Answers["POST /v1/customizations"] = async http =>
    {
        string id = Service.Add("again", status: "pending");
        act(id);
        http.Response.StatusCode = 201;
        await http.Response.WriteAsync($$"""{"customization_id":"{{id}}"}""");
    };

    private void AddRetail()
    {
        string id = Service.Add("retail");
        Service.Models[("customizations", id)]["description"] = "of the shop";
        Service.Data.AddCorpus(id, "notes");
        Service.Data.AddResource(id, "grammars", "cards");
        Service.Data.AddWord(id, """
            {"word":"CardioMap","sounds_like":["cardio map"],"display_as":"CardioMap™","count":3,"source":["notes","user"]}
            """);
        Service.Data.AddWord(id, """{"word":"Zeus","sounds_like":["zoos"],"display_as":"Zeus","count":1,"source":["notes"]}""");
        Directory.CreateDirectory(Folder["sources"]);
        Folder.Write("sources/notes.txt", Encoding.UTF8.GetBytes(Notes));
        Folder.Write("sources/cards.gram", Encoding.UTF8.GetBytes(Cards));
    }
}
