using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using SttPowerShell.LocalService.Customization;
using SttPowerShell.LocalService.Engine;
using SttPowerShell.LocalService.Tests.Support;

namespace SttPowerShell.LocalService.Tests.Api;

/// <summary>Training and upgrades of acoustic models over HTTP: engine and trainer do as they are told.</summary>
public sealed class AcousticTrainingEndpointsTests : IAsyncLifetime
{
    private const string OldVersion = "en-US_BroadbandModel.v2020-01-16";
    private const string NewVersion = "en-US_BroadbandModel.v2026-11-01";

    private InProcessService _service = null!;
    private string _id = null!;

    private string Path => $"/v1/acoustic_customizations/{_id}";

    public async Task InitializeAsync()
    {
        _service = await InProcessService.StartAsync(
            customization: new CustomizationOptions { MinimumAudioMinutes = 0.01 });
        _id = await _service.Client.CreateModelAsync("/v1/acoustic_customizations");
    }

    public async Task DisposeAsync() => await _service.DisposeAsync();

    [Fact]
    public async Task A_model_with_audio_is_trained_and_available()
    {
        await AddAudioAsync("one");
        await AddAudioAsync("two");
        _service.Engine.Hold();
        Exchange begun = await SendAsync("POST", "/train");
        Assert.Equal((200, "{}"), (begun.Status, begun.Body));
        JsonNode training = await GetAsync();
        Assert.Equal(("training", 0), ((string?)training["status"], (int?)training["progress"]));
        Exchange[] refused =
        [
            await PostAudioAsync("more", 2), await SendAsync("DELETE", "/audio/one"), await SendAsync("POST", "/train"),
            await SendAsync("POST", "/upgrade_model"), await SendAsync("POST", "/reset"), await SendAsync("DELETE"),
        ];
        Assert.All(refused, answer => answer.AssertError(409, "Conflict",
            $"Customization '{_id}' is currently locked to process your last request."));
        _service.Engine.Release();
        JsonNode trained = await SettleAsync();
        Assert.Equal(("available", 100, null),
            ((string?)trained["status"], (int?)trained["progress"], (string?)trained["error"]));
        Assert.Equal(["the cat sat", "the cat sat"], _service.Trainer.Learnt);
        Assert.Equal("K AE T", _service.Trainer.Pronunciations["cat"]);
        Assert.Equal((true, SearchProfile.Thorough),
            (_service.Engine.Decoded!.Background, _service.Engine.Decoded.Profile));
        Assert.Equal(["mllr_matrix"], await PublishedAsync());
        await EmptyScratchAsync();
    }

    [Fact]
    public async Task A_reset_model_has_neither_audio_nor_training()
    {
        await AddAudioAsync("one");
        await TrainAsync();
        Assert.Equal(200, (await SendAsync("POST", "/reset")).Status);
        Assert.Equal("pending", (string?)(await GetAsync())["status"]);
        (await SendAsync("POST", "/train")).AssertError(400, "Bad Request", "No input data available for training");
    }

    [Fact]
    public async Task Ten_minutes_of_audio_are_needed_unless_it_is_set_otherwise()
    {
        await _service.DisposeAsync();
        _service = await InProcessService.StartAsync();
        _id = await _service.Client.CreateModelAsync("/v1/acoustic_customizations");
        (await SendAsync("POST", "/train")).AssertError(400, "Bad Request", "No input data available for training");
        await AddAudioAsync("one", seconds: 12);
        const string TooLittle = "The custom model has 0.2 minutes of valid audio; training needs at least 10 minutes. "
            + "Add more audio";
        (await SendAsync("POST", "/train")).AssertError(400, "Bad Request", TooLittle);
        JsonNode failed = await GetAsync();
        Assert.Equal(("failed", TooLittle), ((string?)failed["status"], (string?)failed["error"]));
        await _service.ExecuteAsync("UPDATE audio SET duration = 600");
        Assert.Equal(200, (await SendAsync("POST", "/train")).Status);
        Assert.Equal("available", (string?)(await SettleAsync())["status"]);
    }

    [Fact]
    public async Task Nothing_new_is_refused_and_more_audio_is_not()
    {
        await AddAudioAsync("one");
        await TrainAsync();
        (await SendAsync("POST", "/train"))
            .AssertError(400, "Bad Request", "No input data modified since last training");
        await AddAudioAsync("two");
        await TrainAsync();
    }

    [Fact]
    public async Task Invalid_audio_fails_a_strict_training_and_is_left_out_of_another()
    {
        await AddAudioAsync("good");
        await PostAudioAsync("bad", -1);
        await WaitForAudioAsync("bad", "invalid");
        const string Fault = "Analysis of the following audio files has not completed successfully: [bad].";
        (await SendAsync("POST", "/train")).AssertError(400, "Bad Request",
            $"{Fault} Correct or remove them, or train with strict=false to exclude them.");
        Assert.Equal("failed", (string?)(await GetAsync())["status"]);
        Exchange begun = await SendAsync("POST", "/train?strict=false");
        Assert.Equal((200, $$"""{"warnings":[{"code":"invalid_audio_files","message":"{{Fault}} """
            + """They will be excluded from custom acoustic model training."}]}"""), (begun.Status, begun.Body));
        Assert.Equal("available", (string?)(await SettleAsync())["status"]);
        Assert.Single(_service.Trainer.Learnt);
    }

    [Fact]
    public async Task A_failed_training_says_why_and_the_last_one_serves()
    {
        await AddAudioAsync("one");
        await TrainAsync();
        string before = await VersionAsync();
        await AddAudioAsync("two");
        _service.Trainer.Failure = new AdaptationFailedException("The program bw failed (exit code 1).");
        Assert.Equal(200, (await SendAsync("POST", "/train")).Status);
        JsonNode failed = await SettleAsync();
        Assert.Equal(
            ("failed", "Training failed. The acoustic model can't be adapted. The program bw failed (exit code 1)."),
            ((string?)failed["status"], (string?)failed["error"]));
        Assert.Equal(before, await VersionAsync());
        _service.Trainer.Failure = null;
        _service.Engine.Confidence = 0.1;
        Assert.Equal(200, (await SendAsync("POST", "/train")).Status);
        Assert.Contains("is too uncertain to learn from. Train with a custom language model",
            (string?)(await SettleAsync())["error"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_corpus_has_is_learnt_instead_of_what_was_nearly_heard()
    {
        LanguageModel language = await LanguageModel.CreateAsync(_service.Client);
        await language.AddAnalysedCorpusAsync("notes", "Yes, the big Labradoodle sat.\nNo.\n");
        Assert.Equal(200, (await language.SendAsync("POST", "/train")).Status);
        await language.SettleAsync();
        await AddAudioAsync("one");
        _service.Engine.Heard = "yes the big cat sat";
        _service.Engine.Confidence = 0.2;
        Assert.Equal(200, (await SendAsync("POST", $"/train?custom_language_model_id={language.Id}")).Status);
        JsonNode trained = await SettleAsync();
        Assert.True((string?)trained["status"] == "available", trained.ToJsonString());
        Assert.Equal(0.3, _service.Engine.Decoded!.Customization!.Weight);
        string learnt = Assert.Single(_service.Trainer.Learnt);
        Assert.StartsWith("yes the big labradoodle_", learnt, StringComparison.Ordinal);
        Assert.NotEmpty(_service.Trainer.Pronunciations[learnt.Split(' ')[3]]);
    }

    [Fact]
    public async Task The_language_model_must_be_available_and_fit_and_else_nothing_changes()
    {
        await AddAudioAsync("one");
        string unknown = Guid.NewGuid().ToString();
        (await SendAsync("POST", "/train?custom_language_model_id=x"))
            .AssertError(400, "Bad Request", "Malformed GUID: 'x'");
        (await SendAsync("POST", $"/train?custom_language_model_id={unknown}"))
            .AssertError(401, "Unauthorized", $"Invalid customization_id '{unknown}' for user");
        string language = await _service.Client.CreateModelAsync();
        (await SendAsync("POST", $"/train?custom_language_model_id={language}")).AssertError(400, "Bad Request",
            "Requested custom language model is not available. Its status is 'pending'; please make sure the custom "
            + "model is trained.");
        string narrow = await TrainedLanguageAsync("en-US_NarrowbandModel");
        (await SendAsync("POST", $"/train?custom_language_model_id={narrow}")).AssertError(400, "Bad Request",
            $"Custom language model {narrow} is not compatible with custom acoustic model {_id}: their base models are "
            + "en-US_NarrowbandModel and en-US_BroadbandModel.");
        string old = await TrainedLanguageAsync("en-US_BroadbandModel");
        await _service.ExecuteAsync(
            $"UPDATE custom_model SET base_model_version = '{OldVersion}' WHERE id = '{old}'");
        (await SendAsync("POST", $"/train?custom_language_model_id={old}")).AssertError(400, "Bad Request",
            $"Custom language model {old} is not compatible with version {NewVersion} of its base model. "
            + "Upgrade it first.");
        Assert.Equal("ready", (string?)(await GetAsync())["status"]);
    }

    [Fact]
    public async Task A_model_on_an_old_base_is_upgraded_alone_and_then_with_a_language_model_by_force()
    {
        await AddAudioAsync("one");
        await TrainAsync();
        string trained = await VersionAsync();
        (await SendAsync("POST", "/upgrade_model")).AssertError(400, "Bad Request",
            $"Custom model '{_id}' is already built with the newest version of its base model, {NewVersion}");
        await _service.ExecuteAsync($"UPDATE custom_model SET base_model_version = '{OldVersion}'");
        Assert.Equal(200, (await SendAsync("POST", "/upgrade_model")).Status);
        JsonNode upgraded = await SettleAsync();
        Assert.Equal("available", (string?)upgraded["status"]);
        Assert.Equal([OldVersion, NewVersion], upgraded["versions"]!.AsArray().Select(version => (string?)version));
        string alone = await VersionAsync();
        Assert.NotEqual(trained, alone);
        string language = await TrainedLanguageAsync("en-US_BroadbandModel");
        (await SendAsync("POST", $"/upgrade_model?custom_language_model_id={language}"))
            .AssertError(400, "Bad Request", "No input data modified since last training");
        Assert.Equal(
            200, (await SendAsync("POST", $"/upgrade_model?custom_language_model_id={language}&force=true")).Status);
        Assert.Equal("available", (string?)(await SettleAsync())["status"]);
        Assert.NotEqual(alone, await VersionAsync());
    }

    private async Task<string> TrainedLanguageAsync(string baseModel)
    {
        LanguageModel language = await LanguageModel.CreateAsync(_service.Client, baseModel);
        await language.AddAnalysedCorpusAsync("notes", "the cat sat");
        Assert.Equal(200, (await language.SendAsync("POST", "/train")).Status);
        Assert.Equal("available", (string?)(await language.SettleAsync())["status"]);
        return language.Id;
    }

    private async Task AddAudioAsync(string name, double seconds = 2)
    {
        Exchange added = await PostAudioAsync(name, seconds);
        Assert.Equal((201, "{}"), (added.Status, added.Body));
        await WaitForAudioAsync(name, "ok");
    }

    private Task<Exchange> PostAudioAsync(string name, double seconds)
    {
        byte[] audio = seconds < 0 ? new byte[200] : AudioModel.Utterance(seconds);
        ByteArrayContent content = new(audio);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("audio/wav");
        return SendAsync("POST", $"/audio/{name}", content);
    }

    private async Task WaitForAudioAsync(string name, string status)
    {
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(30));
        while ((string?)JsonNode.Parse((await SendAsync("GET", $"/audio/{name}")).Body)!["status"] != status)
        {
            await Task.Delay(10, limit.Token);
        }
    }

    private async Task TrainAsync()
    {
        Assert.Equal(200, (await SendAsync("POST", "/train")).Status);
        JsonNode trained = await SettleAsync();
        Assert.True((string?)trained["status"] == "available", trained.ToJsonString());
    }

    private async Task<JsonNode> SettleAsync()
    {
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(30));
        while (true)
        {
            JsonNode model = await GetAsync();
            if ((string?)model["status"] is not ("training" or "upgrading")) return model;
            await Task.Delay(10, limit.Token);
        }
    }

    /// <summary>The working folder goes just after the model has become available.</summary>
    private async Task EmptyScratchAsync()
    {
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(30));
        while (Directory.EnumerateFileSystemEntries(System.IO.Path.Combine(_service.Data, "scratch")).Any())
        {
            await Task.Delay(10, limit.Token);
        }
    }

    private async Task<string[]> PublishedAsync()
    {
        string folder = System.IO.Path.Combine(_service.Data, "models", _id, await VersionAsync());
        return [.. Directory.GetFileSystemEntries(folder).Select(path => System.IO.Path.GetFileName(path))];
    }

    private Task<string> VersionAsync()
        => _service.ScalarAsync($"SELECT trained_version FROM custom_model WHERE id = '{_id}'");

    private async Task<JsonNode> GetAsync() => JsonNode.Parse((await SendAsync("GET")).Body)!;

    private Task<Exchange> SendAsync(string method, string rest = "", HttpContent? content = null)
        => _service.Client.SendAsync(method, Path + rest, content);
}
