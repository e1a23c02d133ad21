using System.Text.Json.Nodes;
using SttPowerShell.LocalService.Customization;
using SttPowerShell.LocalService.Storage;
using SttPowerShell.LocalService.Tests.Support;

namespace SttPowerShell.LocalService.Tests.Api;

public sealed class TrainingEndpointsTests : IAsyncLifetime
{
    private const string NothingNew = "No input data modified since last training";
    private const string OldVersion = "en-US_BroadbandModel.v2020-01-16";
    private const string NewVersion = "en-US_BroadbandModel.v2026-11-01";

    private static readonly string[] Unknown = ["Labradoodle", "Zyx"];

    private InProcessService _service = null!;
    private LanguageModel _model = null!;

    public async Task InitializeAsync()
    {
        _service = await InProcessService.StartAsync();
        _model = await LanguageModel.CreateAsync(_service.Client);
    }

    public async Task DisposeAsync() => await _service.DisposeAsync();

    [Fact]
    public async Task A_model_with_data_is_trained_and_available()
    {
        await _model.AddAnalysedCorpusAsync("notes", "the cat sat\nthe Labradoodle sat\n");
        _service.Engine.Hold();
        Exchange begun = await _model.SendAsync("POST", "/train?customization_weight=0.7");
        Assert.Equal((200, "{}"), (begun.Status, begun.Body));
        JsonNode training = await _model.GetAsync();
        Assert.Equal(("training", 0), ((string?)training["status"], (int?)training["progress"]));
        _service.Engine.Release();
        JsonNode trained = await _model.SettleAsync();
        Assert.True((string?)trained["status"] == "available", trained.ToJsonString());
        Assert.Equal(100, (int?)trained["progress"]);
        Assert.Null(trained["error"]);
        Assert.Equal("0.7", await _service.ScalarAsync("SELECT customization_weight FROM custom_model"));
        string version = await TrainedVersionAsync();
        Assert.NotEmpty(Directory.GetFiles(Path.Combine(_service.Data, "models", _model.Id, version)));
    }

    [Fact]
    public async Task While_it_is_trained_a_model_is_locked_and_can_be_read()
    {
        await _model.AddAnalysedCorpusAsync("notes", "the cat sat");
        _service.Engine.Hold();
        await _model.SendAsync("POST", "/train");
        Exchange[] refused =
        [
            await _model.AddCorpusAsync("more", "the dog"),
            await _model.AddGrammarAsync("cards", "#ABNF 1.0;"),
            await _model.AddWordsAsync("""[{"word":"Labradoodle"}]"""),
            await _model.SendAsync("DELETE", "/corpora/notes"),
            await _model.SendAsync("POST", "/train?force=true"),
            await _model.SendAsync("POST", "/upgrade_model"),
            await _model.SendAsync("POST", "/reset"),
            await _model.SendAsync("DELETE"),
        ];
        Assert.All(refused, answer => answer.AssertError(409, "Conflict", _model.LockedText));
        Assert.Single((await _model.GetAsync("/corpora"))["corpora"]!.AsArray());
        Assert.Empty((await _model.GetAsync("/words"))["words"]!.AsArray());
        Assert.Equal("training", await _model.StatusAsync());
    }

    [Theory]
    [InlineData("word_type_to_add=corpora", "'corpora' for parameter 'word_type_to_add': all or user is expected")]
    [InlineData("customization_weight=1.1",
        "'1.1' for parameter 'customization_weight': a number between 0 and 1 is expected")]
    [InlineData("customization_weight=0,5",
        "'0,5' for parameter 'customization_weight': a number between 0 and 1 is expected")]
    [InlineData("customization_weight=NaN",
        "'NaN' for parameter 'customization_weight': a number between 0 and 1 is expected")]
    [InlineData("strict=1", "'1' for parameter 'strict': true or false is expected")]
    [InlineData("force=yes", "'yes' for parameter 'force': true or false is expected")]
    public async Task A_parameter_that_can_not_be_used_is_named_and_the_model_stays_as_it_is(string query, string fault)
    {
        await _model.AddAnalysedCorpusAsync("notes", "the cat sat");
        (await _model.SendAsync("POST", $"/train?{query}"))
            .AssertError(400, "Bad Request", $"Invalid value {fault}");
        Assert.Equal("ready", await _model.StatusAsync());
    }

    [Fact]
    public async Task A_model_without_data_fails()
    {
        (await _model.SendAsync("POST", "/train"))
            .AssertError(400, "Bad Request", "No input data available for training");
        JsonNode failed = await _model.GetAsync();
        Assert.Equal(("failed", 0), ((string?)failed["status"], (int?)failed["progress"]));
        Assert.Equal("No input data available for training", (string?)failed["error"]);
        (await _model.SendAsync("POST", "/train?force=true&strict=false"))
            .AssertError(400, "Bad Request", "No input data available for training");
        await _model.AddAnalysedCorpusAsync("notes", "the cat sat");
        JsonNode ready = await _model.GetAsync();
        Assert.Equal(("ready", null), ((string?)ready["status"], (string?)ready["error"]));
    }

    [Fact]
    public async Task A_model_with_nothing_new_fails_and_can_be_trained_again()
    {
        await TrainAsync();
        (await _model.SendAsync("POST", "/train")).AssertError(400, "Bad Request", NothingNew);
        JsonNode failed = await _model.GetAsync();
        Assert.Equal(("failed", NothingNew), ((string?)failed["status"], (string?)failed["error"]));
        Assert.Equal(200, (await _model.SendAsync("POST", "/train")).Status);
        Assert.Equal("available", (string?)(await _model.SettleAsync())["status"]);
        Assert.Equal(200, (await _model.SendAsync("POST", "/train?force=True")).Status);
        Assert.Equal("available", (string?)(await _model.SettleAsync())["status"]);
        await _model.AddAnalysedCorpusAsync("more", "the dog");
        Assert.Equal("ready", await _model.StatusAsync());
        Assert.Equal(200, (await _model.SendAsync("POST", "/train")).Status);
    }

    [Fact]
    public async Task It_can_be_set_that_a_model_with_nothing_new_stays_available()
    {
        await _service.DisposeAsync();
        _service = await InProcessService.StartAsync(
            customization: new CustomizationOptions { NothingNewFails = false });
        _model = await LanguageModel.CreateAsync(_service.Client);
        await TrainAsync();
        (await _model.SendAsync("POST", "/train")).AssertError(400, "Bad Request", NothingNew);
        JsonNode model = await _model.GetAsync();
        Assert.Equal(("available", null), ((string?)model["status"], (string?)model["error"]));
    }

    [Fact]
    public async Task Invalid_data_fails_a_strict_training_and_is_excluded_from_another()
    {
        await _model.AddAnalysedCorpusAsync("good", "the cat sat");
        await _model.AddAnalysedCorpusAsync("c1.txt", "...");
        await _model.AddAnalysedCorpusAsync("c2.txt", "...");
        await _model.AddGrammarAsync("g1", "not a grammar");
        await _model.SettleAsync();
        Assert.Equal(201, (await _model.AddWordsAsync("""[{"word":"T4","sounds_like":["t 4"]}]""")).Status);
        await WaitForStatusAsync("ready");
        const string corpora =
            "Analysis of the following corpus files has not completed successfully: [c1.txt, c2.txt].";
        const string grammars = "Analysis of the following grammar files has not completed successfully: [g1].";
        const string words = "Processing of the following words has not completed successfully: [T4].";
        string error = $"{corpora} {grammars} {words} Correct or remove them, "
            + "or train with strict=false to exclude them.";
        (await _model.SendAsync("POST", "/train")).AssertError(400, "Bad Request", error);
        JsonNode failed = await _model.GetAsync();
        Assert.Equal(("failed", error), ((string?)failed["status"], (string?)failed["error"]));

        const string excluded = "They will be excluded from custom language model training.";
        Exchange begun = await _model.SendAsync("POST", "/train?strict=False");
        Assert.Equal(200, begun.Status);
        Assert.Equal(
            $$"""
            {"warnings":[{"code":"invalid_corpus_files","message":"{{corpora}} {{excluded}}"},
            {"code":"invalid_grammar_files","message":"{{grammars}} {{excluded}}"},
            {"code":"invalid_words","message":"{{words}} {{excluded}}"}]}
            """.ReplaceLineEndings(""),
            begun.Body);
        Assert.Equal("available", (string?)(await _model.SettleAsync())["status"]);
    }

    [Fact]
    public async Task Data_that_is_all_excluded_is_no_data()
    {
        await _model.AddWordsAsync("""[{"word":"T4","sounds_like":["t 4"]}]""");
        await WaitForStatusAsync("ready");
        (await _model.SendAsync("POST", "/train?strict=false"))
            .AssertError(400, "Bad Request", "No input data available for training");
        Assert.Equal("failed", await _model.StatusAsync());
    }

    [Fact]
    public async Task A_training_that_fails_says_why()
    {
        await _model.AddAnalysedCorpusAsync("notes", "the cat sat");
        foreach (string blob in Directory.GetFiles(Path.Combine(_service.Data, "blobs"))) File.Delete(blob);
        await _model.SendAsync("POST", "/train");
        JsonNode failed = await _model.SettleAsync();
        Assert.Equal("failed", (string?)failed["status"]);
        Assert.StartsWith("Training failed. Processing failed three times: Could not find file",
            (string?)failed["error"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("all", "Labradoodle Zyx")]
    [InlineData("user", "Zyx")]
    public async Task Only_a_users_words_are_added_if_the_request_says_so(string type, string words)
    {
        await _model.AddAnalysedCorpusAsync("notes", "the Labradoodle sat");
        await _model.AddWordsAsync("""[{"word":"Zyx","sounds_like":["the zoo"]}]""");
        await WaitForStatusAsync("ready");
        await _model.SendAsync("POST", $"/train?word_type_to_add={type}");
        Assert.Equal("available", (string?)(await _model.SettleAsync())["status"]);
        string version = await TrainedVersionAsync();
        string all = string.Join('\n', Directory
            .GetFiles(Path.Combine(_service.Data, "models", _model.Id, version)).Select(File.ReadAllText));
        Assert.Equal(words, string.Join(' ', Unknown
            .Where(word => all.Contains(word, StringComparison.OrdinalIgnoreCase))));
    }

    [Fact]
    public async Task Next_generation_models_learn_the_unknown_words_of_their_corpora()
    {
        _model = await LanguageModel.CreateAsync(_service.Client, "en-US_Multimedia");
        await _model.AddAnalysedCorpusAsync("notes", "the Labradoodle sat");
        await _model.SendAsync("POST", "/train?word_type_to_add=user");
        Assert.Equal("available", (string?)(await _model.SettleAsync())["status"]);
        string version = await TrainedVersionAsync();
        Assert.Contains(
            Directory.GetFiles(Path.Combine(_service.Data, "models", _model.Id, version)),
            file => File.ReadAllText(file).Contains("labradoodle", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_reset_removes_what_was_learnt()
    {
        await TrainAsync();
        // What lasts for less time is swept at the next start.
        await Task.Delay(FileSweep.Delay * 2);
        Exchange reset = await _model.SendAsync("POST", "/reset");
        Assert.Equal((200, "{}"), (reset.Status, reset.Body));
        JsonNode model = await _model.GetAsync();
        Assert.Equal(("pending", "a model"), ((string?)model["status"], (string?)model["name"]));
        Assert.Empty((await _model.GetAsync("/corpora"))["corpora"]!.AsArray());
        Assert.Empty((await _model.GetAsync("/words"))["words"]!.AsArray());
        Assert.Equal("", await TrainedVersionAsync());
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(30));
        while (Directory.GetFiles(Path.Combine(_service.Data, "blobs")).Length > 0
            || Directory.GetFiles(Path.Combine(_service.Data, "models"), "*", SearchOption.AllDirectories).Length > 0)
        {
            await Task.Delay(10, limit.Token);
        }
    }

    [Fact]
    public async Task A_model_on_an_old_base_is_upgraded_and_comes_back_to_its_status()
    {
        await TrainAsync();
        string trained = await TrainedVersionAsync();
        await _service.ExecuteAsync($"UPDATE custom_model SET base_model_version = '{OldVersion}'");
        _service.Engine.Hold();
        Exchange begun = await _model.SendAsync("POST", "/upgrade_model");
        Assert.Equal((200, "{}"), (begun.Status, begun.Body));
        JsonNode upgrading = await _model.GetAsync();
        Assert.Equal(("upgrading", 0), ((string?)upgrading["status"], (int?)upgrading["progress"]));
        Assert.Equal([OldVersion], upgrading["versions"]!.AsArray().Select(version => (string?)version));
        (await _model.SendAsync("POST", "/train")).AssertError(409, "Conflict", _model.LockedText);
        _service.Engine.Release();
        JsonNode upgraded = await _model.SettleAsync();
        Assert.Equal("available", (string?)upgraded["status"]);
        Assert.Equal([OldVersion, NewVersion], upgraded["versions"]!.AsArray().Select(version => (string?)version));
        Assert.NotEqual(trained, await TrainedVersionAsync());
        (await _model.SendAsync("POST", "/upgrade_model")).AssertError(400, "Bad Request",
            $"Custom model '{_model.Id}' is already built with the newest version of its base model, {NewVersion}");
    }

    [Fact]
    public async Task An_upgrade_needs_data_a_model_that_has_not_failed_and_a_newer_base()
    {
        await _service.ExecuteAsync($"UPDATE custom_model SET base_model_version = '{OldVersion}'");
        (await _model.SendAsync("POST", "/upgrade_model"))
            .AssertError(400, "Bad Request", "No input data available for training");
        Assert.Equal("pending", await _model.StatusAsync());
        await _model.AddAnalysedCorpusAsync("bad", "...");
        await _model.AddAnalysedCorpusAsync("notes", "the cat");
        await _model.SendAsync("POST", "/train");
        (await _model.SendAsync("POST", "/upgrade_model")).AssertError(400, "Bad Request",
            $"Custom model '{_model.Id}' has failed. It must be trained again before it can be upgraded");
        await _model.SendAsync("DELETE", "/corpora/bad");
        Assert.Equal(200, (await _model.SendAsync("POST", "/upgrade_model")).Status);
        JsonNode ready = await _model.SettleAsync();
        Assert.Equal(("ready", 2), ((string?)ready["status"], ready["versions"]!.AsArray().Count));
    }

    [Theory]
    [InlineData("/train")]
    [InlineData("/upgrade_model")]
    public async Task Only_the_owners_language_models_are_trained_and_upgraded(string rest)
    {
        string unknown = Guid.NewGuid().ToString();
        (await new LanguageModel(_service.Client, unknown).SendAsync("POST", rest))
            .AssertError(401, "Unauthorized", $"Invalid customization_id '{unknown}' for user");
        (await new LanguageModel(_service.Client, "x").SendAsync("POST", rest))
            .AssertError(400, "Bad Request", "Malformed GUID: 'x'");
    }

    private Task<string> TrainedVersionAsync()
        => _service.ScalarAsync($"SELECT trained_version FROM custom_model WHERE id = '{_model.Id}'");

    private async Task TrainAsync()
    {
        await _model.AddAnalysedCorpusAsync("notes", "the cat sat");
        Assert.Equal(200, (await _model.SendAsync("POST", "/train")).Status);
        JsonNode trained = await _model.SettleAsync();
        Assert.True((string?)trained["status"] == "available", trained.ToJsonString());
    }

    private async Task WaitForStatusAsync(string status)
    {
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(30));
        while (await _model.StatusAsync() != status) await Task.Delay(10, limit.Token);
    }
}
