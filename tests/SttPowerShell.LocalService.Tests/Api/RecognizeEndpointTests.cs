using System.Net.Http.Headers;
using SttPowerShell.Client.Wire;
using SttPowerShell.LocalService.Customization;
using SttPowerShell.LocalService.Engine;
using SttPowerShell.LocalService.Recognition;
using SttPowerShell.LocalService.Tests.Support;

namespace SttPowerShell.LocalService.Tests.Api;

public sealed class RecognizeEndpointTests : IAsyncLifetime
{
    private const int Limit = 100 * 1024 * 1024;

    private InProcessService _service = null!;

    public async Task InitializeAsync() => _service = await InProcessService.StartAsync();

    public async Task DisposeAsync() => await _service.DisposeAsync();

    [Fact]
    public async Task Parameters_audio_and_content_type_reach_the_recogniser()
    {
        (string? Type, BaseModel? Model, RecognitionParameters? Parameters, long Bytes) seen = default;
        _service.Recognizer.Next = async (audio, type, request, cancel) =>
        {
            seen = (type, request.Model, request.Parameters, await CountAsync(audio, cancel));
            return new SpeechRecognitionResults { ResultIndex = 0, Results = [] };
        };
        Exchange answer = await RecognizeAsync("?model=en-US_Telephony&timestamps=True&word_confidence=false"
            + "&max_alternatives=3&low_latency=true&profanity_filter=false&smart_formatting=true"
            + "&smart_formatting_version=2.0&redaction=true", new byte[5000]);
        Assert.Equal((200, """{"result_index":0,"results":[]}"""), (answer.Status, answer.Body));
        Assert.Equal(("audio/l16; rate=16000", "en-US_Telephony", 5000L), (seen.Type, seen.Model?.Name, seen.Bytes));
        Assert.Equal(
            new RecognitionParameters
            {
                Model = "en-US_Telephony", Timestamps = true, WordConfidence = false, MaxAlternatives = 3,
                ProfanityFilter = false, SmartFormatting = true, SmartFormattingVersion = 2, Redaction = true,
                LowLatency = true,
            },
            seen.Parameters);
    }

    [Fact]
    public async Task The_model_is_the_broadband_one_unless_it_is_named()
    {
        _service.Recognizer.Next = (_, _, request, _) => Task.FromResult(
            new SpeechRecognitionResults { Warnings = [request.Model.Name] });
        Assert.Equal("""{"warnings":["en-US_BroadbandModel"]}""", (await RecognizeAsync("")).Body);
        Assert.Equal("""{"warnings":["en-US_BroadbandModel"]}""", (await RecognizeAsync("?model=")).Body);
    }

    [Fact]
    public async Task Unknown_parameters_are_warned_of_before_the_recognisers_own_warnings()
    {
        _service.Recognizer.Next = (_, _, _, _) => Task.FromResult(
            new SpeechRecognitionResults { Results = [], Warnings = ["Its own."] });
        Assert.Equal("""{"results":[],"warnings":["Unknown arguments: foo, low_latency, Timestamps.","Its own."]}""",
            (await RecognizeAsync("?foo=1&timestamps=true&low_latency=true&Timestamps=x")).Body);
    }

    [Fact]
    public async Task What_only_other_interfaces_have_is_warned_of_and_changes_nothing()
    {
        RecognitionParameters? seen = null;
        _service.Recognizer.Next = (_, _, request, _) =>
        {
            seen = request.Parameters;
            return Task.FromResult(new SpeechRecognitionResults { Results = [] });
        };
        Exchange answer = await RecognizeAsync(
            "?interim_results=true&processing_metrics=true&processing_metrics_interval=0.5");
        Assert.Equal(
            """{"results":[],"warnings":["Unknown arguments: interim_results, processing_metrics, """
            + """processing_metrics_interval."]}""",
            answer.Body);
        Assert.Equal(new RecognitionParameters(), seen);
    }

    [Theory]
    [InlineData("timestamps=2", "Invalid value '2' for parameter 'timestamps': true or false is expected")]
    [InlineData("max_alternatives=x", "Invalid value 'x' for parameter 'max_alternatives': a whole number is expected")]
    [InlineData("max_alternatives=1.5",
        "Invalid value '1.5' for parameter 'max_alternatives': a whole number is expected")]
    [InlineData("max_alternatives=99999999999",
        "Invalid value '99999999999' for parameter 'max_alternatives': a whole number is expected")]
    [InlineData("max_alternatives=-1", "Invalid value '-1' for parameter 'max_alternatives': 0 or more is expected")]
    [InlineData("smart_formatting_version=-1",
        "Invalid value '-1' for parameter 'smart_formatting_version': 0 or more is expected")]
    [InlineData("redaction=yes", "Invalid value 'yes' for parameter 'redaction': true or false is expected")]
    [InlineData("language_customization_id=abc", "Malformed GUID: 'abc'")]
    [InlineData("acoustic_customization_id=abc", "Malformed GUID: 'abc'")]
    [InlineData("customization_id=abc", "Malformed GUID: 'abc'")]
    [InlineData("customization_weight=x",
        "Invalid value 'x' for parameter 'customization_weight': a number is expected")]
    [InlineData("customization_weight=NaN",
        "Invalid value 'NaN' for parameter 'customization_weight': a number is expected")]
    [InlineData("customization_weight=1.5",
        "Invalid value '1.5' for parameter 'customization_weight': a number from 0 to 1 is expected")]
    [InlineData("customization_weight=0.5", "Cannot specify customization weight when not using customization.")]
    [InlineData("grammar_name=g", "Cannot specify a grammar name when not using customization.")]
    [InlineData("base_model_version=en-US_BroadbandModel.v1",
        "Version 'en-US_BroadbandModel.v1' of base model en-US_BroadbandModel is not available. "
        + "Available: en-US_BroadbandModel.v2026-11-01.")]
    public async Task A_value_that_can_not_be_used_names_its_parameter(string query, string error)
        => (await RecognizeAsync($"?{query}")).AssertError(400, "Bad Request", error);

    [Theory]
    [InlineData("keywords=a", "Required parameter 'keywords_threshold' is missing: 'keywords' needs it")]
    [InlineData("keywords_threshold=0.5", "Required parameter 'keywords' is missing: 'keywords_threshold' needs it")]
    [InlineData("keywords=,%20,&keywords_threshold=0.5",
        "Required parameter 'keywords' is missing: 'keywords_threshold' needs it")]
    [InlineData("keywords=a&keywords_threshold=1.1",
        "Invalid value '1.1' for parameter 'keywords_threshold': a number from 0 to 1 is expected")]
    [InlineData("word_alternatives_threshold=-0.1",
        "Invalid value '-0.1' for parameter 'word_alternatives_threshold': a number from 0 to 1 is expected")]
    [InlineData("speech_detector_sensitivity=2",
        "Invalid value '2' for parameter 'speech_detector_sensitivity': a number from 0 to 1 is expected")]
    [InlineData("background_audio_suppression=-1",
        "Invalid value '-1' for parameter 'background_audio_suppression': a number from 0 to 1 is expected")]
    [InlineData("end_of_phrase_silence_time=121",
        "Invalid value '121' for parameter 'end_of_phrase_silence_time': a number from 0 to 120 is expected")]
    [InlineData("sad_module=3", "Invalid value '3' for parameter 'sad_module': 1 or 2 is expected")]
    [InlineData("inactivity_timeout=0",
        "Invalid value '0' for parameter 'inactivity_timeout': "
        + "a whole number above 0, or -1 for no limit, is expected")]
    public async Task A_parameter_out_of_range_or_without_the_one_it_needs_is_refused(string query, string error)
        => (await RecognizeAsync($"?{query}")).AssertError(400, "Bad Request", error);

    [Fact]
    public async Task Keywords_have_limits()
    {
        string Keywords(int count) => string.Join(',', Enumerable.Range(0, count).Select(n => $"w{n}"));
        Assert.Equal(200, (await RecognizeAsync($"?keywords_threshold=0&keywords={Keywords(1000)}")).Status);
        (await RecognizeAsync($"?keywords_threshold=0&keywords={Keywords(1001)}")).AssertError(
            400, "Bad Request", "Number of keywords 1001 exceeds the maximum of 1000");
        Assert.Equal(200, (await RecognizeAsync($"?keywords_threshold=0&keywords={new string('a', 1024)}")).Status);
        (await RecognizeAsync($"?keywords_threshold=0&keywords={new string('a', 1025)}")).AssertError(
            400, "Bad Request", $"The keyword '{new string('a', 40)}…' has 1025 characters; the maximum is 1024");
    }

    [Fact]
    public async Task All_parameters_of_the_recogniser_reach_it()
    {
        RecognitionRequest? seen = null;
        _service.Recognizer.Next = (_, _, request, _) =>
        {
            seen = request;
            return Task.FromResult(new SpeechRecognitionResults { Results = [] });
        };
        Exchange answer = await RecognizeAsync("?keywords=ill%20disposed,%20young+man&keywords_threshold=0.5"
            + "&word_alternatives_threshold=0.1&end_of_phrase_silence_time=1.5&split_transcript_at_phrase_end=true"
            + "&speech_detector_sensitivity=0.4&inactivity_timeout=-1&audio_metrics=true");
        Assert.Equal((200, """{"results":[]}"""), (answer.Status, answer.Body));
        Assert.Equal(["ill disposed", "young man"], seen!.Parameters.Keywords!);
        Assert.Equal(
            new RecognitionParameters
            {
                KeywordsThreshold = 0.5, WordAlternativesThreshold = 0.1, EndOfPhraseSilenceTime = 1.5,
                SplitTranscriptAtPhraseEnd = true, SpeechDetectorSensitivity = 0.4, InactivityTimeout = -1,
                AudioMetrics = true,
            },
            seen.Parameters with { Keywords = null });
        Assert.False(seen.IsLive);
        await RecognizeAsync("", new byte[100], chunked: true);
        Assert.True(seen.IsLive);
    }

    [Fact]
    public async Task What_is_taken_without_effect_is_warned_of()
    {
        _service.Recognizer.Next = (_, _, _, _) => Task.FromResult(new SpeechRecognitionResults());
        Assert.Equal("{\"warnings\":[\"Unknown arguments: foo.\","
            + "\"The parameter background_audio_suppression has no effect in this service.\","
            + "\"The parameter sad_module has no effect in this service.\"]}",
            (await RecognizeAsync("?foo=1&sad_module=2&background_audio_suppression=0.5")).Body);
    }

    [Fact]
    public async Task An_unknown_model_is_not_found()
        => (await RecognizeAsync("?model=xx-XX")).AssertError(404, "Not Found", "Model xx-XX not found");

    [Theory]
    [InlineData("keywords")]
    [InlineData("keywords_threshold")]
    [InlineData("word_alternatives_threshold")]
    [InlineData("acoustic_customization_id")]
    [InlineData("speaker_labels")]
    public async Task Next_generation_models_refuse_what_they_lack(string parameter)
        => (await RecognizeAsync($"?model=en-US_Multimedia&{parameter}=0.5")).AssertError(
            400, "Bad Request", $"{parameter} is not a supported feature for model en-US_Multimedia");

    [Fact]
    public async Task What_a_model_lacks_may_be_turned_off()
    {
        _service.Recognizer.Next = (_, _, _, _) => Task.FromResult(new SpeechRecognitionResults { Results = [] });
        Assert.Equal("""{"results":[],"warnings":["Unknown arguments: speaker_labels."]}""",
            (await RecognizeAsync("?model=en-US_Multimedia&speaker_labels=False")).Body);
    }

    [Fact]
    public async Task A_busy_model_is_locked()
    {
        string id = await _service.Client.CreateModelAsync();
        await _service.SetStatusAsync(CustomModelType.Language, id, CustomModelStatus.Training);
        string locked = $"Customization '{id}' is currently locked to process your last request.";
        (await _service.Client.SendAsync("POST", $"/v1/customizations/{id}/reset"))
            .AssertError(409, "Conflict", locked);
        (await _service.Client.SendAsync("DELETE", $"/v1/customizations/{id}")).AssertError(409, "Conflict", locked);
        Exchange got = await _service.Client.SendAsync("GET", $"/v1/customizations/{id}");
        Assert.Contains("\"status\":\"training\",\"progress\":0", got.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Failures_of_the_recogniser_have_their_status_and_no_stack_trace()
    {
        _service.Recognizer.Next = (_, _, _, _) => throw new AudioRejectedException(415, "Not this \"type\".");
        (await RecognizeAsync("")).AssertError(415, "Unsupported Media Type", "Not this \\\"type\\\".");
        _service.Recognizer.Next = (_, _, _, _) => throw new EngineUnavailableException("Install it.");
        (await RecognizeAsync("")).AssertError(503, "Service Unavailable", "Install it.");
        _service.Recognizer.Next = (_, _, _, _) => throw new InvalidOperationException("secret inner state");
        Exchange failed = await RecognizeAsync("");
        string transaction = failed.Headers.GetValues("X-Global-Transaction-Id").Single();
        failed.AssertError(500, "Internal Server Error",
            $"The service failed. Its log has the details under transaction {transaction}.");
    }

    [Fact]
    public async Task Audio_above_100_MB_is_refused_whether_its_length_is_known_or_not()
    {
        _service.Recognizer.Next = async (audio, _, _, cancel) => new SpeechRecognitionResults
        {
            ResultIndex = (int)await CountAsync(audio, cancel),
        };
        const string Error = "Payload exceeds the 104857600 bytes limit.";
        byte[] audio = new byte[Limit + 1];
        Assert.Equal(200, (await RecognizeAsync("", audio.AsMemory(0, Limit))).Status);
        (await RecognizeAsync("", audio)).AssertError(413, "Payload Too Large", Error);
        (await RecognizeAsync("", audio, chunked: true)).AssertError(413, "Payload Too Large", Error);
    }

    [Fact]
    public async Task A_client_that_goes_away_cancels_the_recognition()
    {
        TaskCompletionSource begun = new(), cancelled = new();
        _service.Recognizer.Next = async (_, _, _, cancel) =>
        {
            using CancellationTokenRegistration gone = cancel.Register(cancelled.SetResult);
            begun.SetResult();
            await Task.Delay(Timeout.Infinite, cancel);
            return new SpeechRecognitionResults();
        };
        using CancellationTokenSource leave = new();
        using ByteArrayContent content = new(new byte[100]);
        Task<HttpResponseMessage> sent = _service.Client.PostAsync("/v1/recognize", content, leave.Token);
        await begun.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await leave.CancelAsync();
        await cancelled.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sent);
    }

    private Task<Exchange> RecognizeAsync(string query, ReadOnlyMemory<byte>? audio = null, bool chunked = false)
    {
        HttpContent content = chunked
            ? new StreamContent(new UnknownLengthStream(audio!.Value.ToArray()))
            : new ReadOnlyMemoryContent(audio ?? new byte[100]);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("audio/l16; rate=16000");
        return _service.Client.SendAsync("POST", $"/v1/recognize{query}", content, expectContinue: !chunked);
    }

    private static async Task<long> CountAsync(Stream audio, CancellationToken cancel)
    {
        byte[] buffer = new byte[64 * 1024];
        long total = 0;
        for (int read; (read = await audio.ReadAsync(buffer, cancel)) > 0;) total += read;
        return total;
    }

    private sealed class UnknownLengthStream(byte[] content) : MemoryStream(content)
    {
        public override bool CanSeek => false;
    }
}
