using System.Net.Http.Headers;
using SttPowerShell.Client.Wire;
using SttPowerShell.LocalService.Customization;
using SttPowerShell.LocalService.Customization.Language.Training;
using SttPowerShell.LocalService.Engine;
using SttPowerShell.LocalService.Recognition;
using SttPowerShell.LocalService.Tests.Support;

namespace SttPowerShell.LocalService.Tests.Api;

/// <summary>Which trained models a request gets, and why it can't have others.</summary>
public sealed class RecognizeWithCustomModelsTests : IAsyncLifetime
{
    private const string NotTrained =
        "Requested custom language model is not available. Please make sure the custom model is trained.";

    private InProcessService _service = null!;
    private RecognitionRequest? _request;

    public async Task InitializeAsync()
    {
        _service = await InProcessService.StartAsync();
        _service.Recognizer.Next = (_, _, request, _) =>
        {
            _request = request;
            return Task.FromResult(new SpeechRecognitionResults());
        };
    }

    public async Task DisposeAsync() => await _service.DisposeAsync();

    [Fact]
    public async Task A_custom_model_must_be_the_callers_trained_and_of_the_same_base()
    {
        string id = await _service.Client.CreateModelAsync(baseModel: "en-US_Telephony");
        string unknown = Guid.NewGuid().ToString();
        string query = $"?model=en-US_Telephony&language_customization_id={id}";
        (await RecognizeAsync($"?language_customization_id={unknown}"))
            .AssertError(401, "Unauthorized", $"Invalid customization_id '{unknown}' for user");
        (await RecognizeAsync($"?language_customization_id={id}")).AssertError(400, "Bad Request",
            $"Custom model {id} is not compatible with base model en-US_BroadbandModel. "
            + "Name its own base model with the parameter model=en-US_Telephony.");
        (await RecognizeAsync(query)).AssertError(400, "Bad Request", NotTrained);
        await TrainAsync(id);
        Assert.Equal(200, (await RecognizeAsync(query)).Status);
    }

    [Fact]
    public async Task The_base_model_may_be_left_out_with_a_custom_model_on_the_default_one()
    {
        string language = await _service.Client.CreateModelAsync();
        string acoustic = await _service.Client.CreateModelAsync("/v1/acoustic_customizations");
        string query = $"?language_customization_id={language}&acoustic_customization_id={acoustic}";
        await TrainAsync(language);
        (await RecognizeAsync(query)).AssertError(400, "Bad Request",
            "Requested custom acoustic model is not available. Please make sure the custom model is trained.");
        await _service.TrainAsync(CustomModelType.Acoustic, acoustic);
        Assert.Equal(200, (await RecognizeAsync(query)).Status);
    }

    [Fact]
    public async Task An_acoustic_model_serves_alone_and_with_a_language_model()
    {
        string acoustic = await _service.Client.CreateModelAsync("/v1/acoustic_customizations");
        string language = await _service.Client.CreateModelAsync();
        await _service.TrainAsync(
            CustomModelType.Acoustic, acoustic, folder => File.WriteAllTextAsync(Path.Combine(folder, "means"), ""));
        await TrainAsync(language);
        Assert.Equal(200, (await RecognizeAsync($"?acoustic_customization_id={acoustic}")).Status);
        EngineCustomization alone = _request!.Customization!;
        Assert.True(File.Exists(Path.Combine(alone.Acoustic!.Folder, "means")));
        Assert.Null(alone.LanguageModelFile);
        string both = $"?acoustic_customization_id={acoustic}&language_customization_id={language}";
        Assert.Equal(200, (await RecognizeAsync(both + "&customization_weight=0.6")).Status);
        EngineCustomization together = _request!.Customization!;
        Assert.Equal((alone.Acoustic, 0.6), (together.Acoustic, together.Weight));
        await RecognizeAsync($"?language_customization_id={language}");
        Assert.Equal(3, new[] { alone.Key, together.Key, _request!.Customization!.Key }.Distinct().Count());
    }

    [Fact]
    public async Task An_acoustic_model_is_used_only_with_its_own_base_model()
    {
        string acoustic = await _service.Client.CreateModelAsync(
            "/v1/acoustic_customizations", "en-US_NarrowbandModel");
        await _service.TrainAsync(CustomModelType.Acoustic, acoustic);
        (await RecognizeAsync($"?acoustic_customization_id={acoustic}")).AssertError(400, "Bad Request",
            $"Custom model {acoustic} is not compatible with base model en-US_BroadbandModel. "
            + "Name its own base model with the parameter model=en-US_NarrowbandModel.");
        Assert.Equal(200, (await RecognizeAsync(
            $"?model=en-US_NarrowbandModel&acoustic_customization_id={acoustic}")).Status);
    }

    [Fact]
    public async Task The_newest_version_that_both_models_have_is_used()
    {
        const string Old = "en-US_BroadbandModel.v2020-01-16";
        string newest = BaseModel.Find(BaseModel.DefaultName)!.Version;
        string language = await _service.Client.CreateModelAsync();
        string acoustic = await _service.Client.CreateModelAsync("/v1/acoustic_customizations");
        await TrainAsync(language);
        await _service.TrainAsync(CustomModelType.Acoustic, acoustic);
        string both = $"?acoustic_customization_id={acoustic}&language_customization_id={language}";
        Assert.DoesNotContain("warnings", (await RecognizeAsync(both)).Body, StringComparison.Ordinal);

        await _service.ExecuteAsync($"UPDATE custom_model SET base_model_version = '{Old}' WHERE id = '{acoustic}'");
        (await RecognizeAsync(both)).AssertError(400, "Bad Request",
            $"The custom models are built with different versions of base model en-US_BroadbandModel: {language} with "
            + $"{newest}, {acoustic} with {Old}. Upgrade the older one.");

        await _service.ExecuteAsync(
            $"UPDATE custom_model SET base_model_version = '{Old}', upgraded_version = '{newest}' "
            + $"WHERE id = '{language}'");
        Assert.Contains(
            $"Using previous version of base model, because your custom model has been built with it: {Old}.",
            (await RecognizeAsync(both)).Body, StringComparison.Ordinal);
        (await RecognizeAsync($"{both}&base_model_version={newest}")).AssertError(400, "Bad Request",
            $"Version '{newest}' of base model en-US_BroadbandModel is not available. Available: {Old}.");

        await _service.ExecuteAsync($"UPDATE custom_model SET upgraded_version = '{newest}'");
        Assert.DoesNotContain("warnings", (await RecognizeAsync(both)).Body, StringComparison.Ordinal);
        Assert.Equal(200, (await RecognizeAsync($"{both}&base_model_version={Old}")).Status);
    }

    [Fact]
    public async Task A_model_that_was_trained_serves_whatever_is_done_with_it_meanwhile()
    {
        string id = await _service.Client.CreateModelAsync();
        await TrainAsync(id);
        foreach (CustomModelStatus status in Enum.GetValues<CustomModelStatus>())
        {
            await _service.SetStatusAsync(CustomModelType.Language, id, status);
            Assert.Equal(200, (await RecognizeAsync($"?language_customization_id={id}")).Status);
        }
    }

    [Fact]
    public async Task A_model_that_was_never_trained_does_not_serve_whatever_its_state()
    {
        string id = await _service.Client.CreateModelAsync();
        foreach (CustomModelStatus status in Enum.GetValues<CustomModelStatus>())
        {
            await _service.SetStatusAsync(CustomModelType.Language, id, status);
            (await RecognizeAsync($"?language_customization_id={id}")).AssertError(400, "Bad Request", NotTrained);
        }
    }

    [Theory]
    [InlineData("en-US_BroadbandModel", null, "", 0.3)]
    [InlineData("en-US_Telephony", null, "", 0.2)]
    [InlineData("en-US_Telephony", 0.7, "", 0.7)]
    [InlineData("en-US_BroadbandModel", 0.7, "&customization_weight=0", 0)]
    [InlineData("en-US_BroadbandModel", null, "&customization_weight=1e-1", 0.1)]
    public async Task The_weight_is_the_requests_else_the_trainings_else_the_familys(
        string baseModel, double? stored, string sent, double weight)
    {
        string id = await _service.Client.CreateModelAsync(baseModel: baseModel);
        await TrainAsync(id, weight: stored);
        Assert.Equal(200, (await RecognizeAsync($"?model={baseModel}&language_customization_id={id}{sent}")).Status);
        Assert.Equal(weight, _request!.LanguageModel!.Weight);
    }

    [Fact]
    public async Task A_grammar_is_one_that_the_model_was_trained_with()
    {
        string id = await _service.Client.CreateModelAsync();
        string query = $"?language_customization_id={id}&grammar_name=";
        await TrainAsync(id, grammars: []);
        (await RecognizeAsync(query + "yes")).AssertError(400, "Bad Request",
            $"Custom model {id} has no trained grammar 'yes'. It was trained without any grammar.");
        await TrainAsync(id, grammars: ["yes", "no"]);
        (await RecognizeAsync(query + "Yes")).AssertError(400, "Bad Request",
            $"Custom model {id} has no trained grammar 'Yes'. It was trained with 'no', 'yes'.");
        Assert.Equal(200, (await RecognizeAsync(query + "yes")).Status);
        Assert.Equal("the grammar yes", _request!.LanguageModel!.Grammar);
    }

    [Fact]
    public async Task A_new_training_is_used_at_once()
    {
        string id = await _service.Client.CreateModelAsync();
        await TrainAsync(id);
        await RecognizeAsync($"?language_customization_id={id}");
        Guid first = _request!.LanguageModel!.Version;
        await TrainAsync(id);
        await RecognizeAsync($"?language_customization_id={id}");
        Assert.NotEqual(first, _request!.LanguageModel!.Version);
    }

    [Fact]
    public async Task The_base_models_version_may_be_named()
    {
        string id = await _service.Client.CreateModelAsync();
        await TrainAsync(id);
        string version = BaseModel.Find(BaseModel.DefaultName)!.Version;
        Assert.Equal(200, (await RecognizeAsync($"?base_model_version={version}")).Status);
        Assert.Equal(
            200, (await RecognizeAsync($"?base_model_version={version}&language_customization_id={id}")).Status);
    }

    [Fact]
    public async Task Files_that_have_vanished_are_told_with_what_to_do()
    {
        string id = await _service.Client.CreateModelAsync();
        await _service.TrainAsync(CustomModelType.Language, id);
        Exchange answer = await RecognizeAsync($"?language_customization_id={id}");
        Assert.Equal(500, answer.Status);
        Assert.Contains(
            $"The files of custom language model {id} can't be read. Train it again.", answer.Body,
            StringComparison.Ordinal);
    }

    private Task TrainAsync(string id, double? weight = null, string[]? grammars = null) => _service.TrainAsync(
        CustomModelType.Language, id,
        folder => TrainedLanguageModel.WriteAsync(
            folder, new TranscriptWords(new Dictionary<string, string>(), new Dictionary<string, string>()),
            (grammars ?? []).ToDictionary(name => name, name => $"the grammar {name}"), CancellationToken.None),
        weight);

    private Task<Exchange> RecognizeAsync(string query)
    {
        ByteArrayContent content = new(new byte[100]);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("audio/l16; rate=16000");
        return _service.Client.SendAsync("POST", $"/v1/recognize{query}", content);
    }
}
