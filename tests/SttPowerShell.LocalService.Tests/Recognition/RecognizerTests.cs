using System.IO.Pipelines;
using SttPowerShell.Client.Wire;
using SttPowerShell.LocalService.Engine;
using SttPowerShell.LocalService.Recognition;
using SttPowerShell.LocalService.Tests.Audio;
using static SttPowerShell.LocalService.Tests.Recognition.TestSpeech;

namespace SttPowerShell.LocalService.Tests.Recognition;

public sealed class RecognizerTests
{
    private const string Raw = "audio/l16;rate=16000";

    /// <summary>A stop for what should never hang; no result depends on it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly BaseModel Broadband = BaseModel.Find(BaseModel.DefaultName)!;

    private static byte[] Phrases(int count) => Bytes(Recording(
        [Silence(1), .. Enumerable.Range(0, count).SelectMany(_ => new[] { Voice(0.5), Silence(1.5) })]));

    [Fact]
    public async Task Results_keep_the_order_of_the_audio_when_later_phrases_are_decoded_first()
    {
        TaskCompletionSource secondDone = new(TaskCreationOptions.RunContinuationsAsynchronously);
        FakeEngine engine = new(async (_, call, cancel) =>
        {
            if (call == 0 && Recognizer.MostAtOnce > 1) await secondDone.Task.WaitAsync(cancel);
            if (call == 1) secondDone.SetResult();
            return FakeEngine.Heard($"phrase {call}");
        });
        SpeechRecognitionResults results = await RecognizeAsync(engine, Phrases(5));
        Assert.Equal(
            ["phrase 0 ", "phrase 1 ", "phrase 2 ", "phrase 3 ", "phrase 4 "],
            results.Results!.Select(result => result.Alternatives![0].Transcript));
    }

    [Fact]
    public async Task A_result_has_the_contract_s_form()
    {
        FakeEngine engine = new((_, _, _) => Task.FromResult(FakeEngine.Heard("open the", "open a", "", "often the")));
        RecognitionParameters parameters = new() { MaxAlternatives = 3, Timestamps = true, WordConfidence = true };
        SpeechRecognitionResults results = await RecognizeAsync(engine, Phrases(1), parameters);

        Assert.Equal(0, results.ResultIndex);
        SpeechRecognitionResult result = Assert.Single(results.Results!);
        Assert.True(result.Final);
        Assert.Equal(["open the ", "open a ", "often the "], result.Alternatives!.Select(one => one.Transcript));
        SpeechRecognitionAlternative best = result.Alternatives![0];
        Assert.Equal(0.83, best.Confidence);
        Assert.Equal([new WordConfidence("open", 0.88), new WordConfidence("the", 0.88)], best.WordConfidence!);
        Assert.Equal(3, engine.LastOptions!.MaxAlternatives);
        Assert.All(result.Alternatives.Skip(1), other =>
            Assert.True(other is { Confidence: null, Timestamps: null, WordConfidence: null }));
    }

    [Fact]
    public async Task Formatting_changes_the_transcripts_of_all_readings_and_no_other_field()
    {
        FakeEngine engine = new((_, _, _) => Task.FromResult(
            FakeEngine.Heard("twelve dollars", "twenty", "um", "one of them")));
        SpeechRecognitionResults results = await RecognizeAsync(engine, Phrases(1), new RecognitionParameters
        {
            SmartFormatting = true, MaxAlternatives = 4, Timestamps = true, WordConfidence = true,
        });
        SpeechRecognitionResult result = Assert.Single(results.Results!);
        Assert.Equal(["$12 ", "20 ", "one of them "], result.Alternatives!.Select(one => one.Transcript));
        Assert.Equal(["twelve", "dollars"], result.Alternatives![0].Timestamps!.Select(word => word.Word));
        Assert.Equal(["twelve", "dollars"], result.Alternatives[0].WordConfidence!.Select(word => word.Word));
    }

    [Fact]
    public async Task Redaction_gives_one_reading_and_hides_numbers_in_all_its_fields()
    {
        FakeEngine engine = new((_, _, _) => Task.FromResult(FakeEngine.Heard("code one two three", "code won")));
        SpeechRecognitionResults results = await RecognizeAsync(engine, Phrases(1), new RecognitionParameters
        {
            Redaction = true, MaxAlternatives = 3, Timestamps = true, WordConfidence = true,
        });
        SpeechRecognitionAlternative only = Assert.Single(Assert.Single(results.Results!).Alternatives!);
        Assert.Equal("code XXX ", only.Transcript);
        Assert.Equal(["code", "X", "X", "X"], only.Timestamps!.Select(word => word.Word));
        Assert.Equal(["code", "X", "X", "X"], only.WordConfidence!.Select(word => word.Word));
        Assert.Equal(1, engine.LastOptions!.MaxAlternatives);
    }

    [Fact]
    public async Task Swear_words_are_hidden_in_all_readings_and_fields_unless_they_are_asked_for()
    {
        FakeEngine engine = new((_, _, _) => Task.FromResult(FakeEngine.Heard("shit happens", "oh shit")));
        RecognitionParameters parameters = new() { MaxAlternatives = 2, Timestamps = true, WordConfidence = true };
        SpeechRecognitionResult hidden =
            Assert.Single((await RecognizeAsync(engine, Phrases(1), parameters)).Results!);
        Assert.Equal(["**** happens ", "oh **** "], hidden.Alternatives!.Select(one => one.Transcript));
        Assert.Equal(["****", "happens"], hidden.Alternatives![0].Timestamps!.Select(word => word.Word));
        Assert.Equal(["****", "happens"], hidden.Alternatives[0].WordConfidence!.Select(word => word.Word));
        SpeechRecognitionResult shown = Assert.Single((await RecognizeAsync(
            engine, Phrases(1), parameters with { ProfanityFilter = false })).Results!);
        Assert.Equal(["shit happens ", "oh shit "], shown.Alternatives!.Select(one => one.Transcript));
    }

    [Fact]
    public async Task Redaction_turns_off_keywords_and_word_alternatives()
    {
        FakeEngine engine = Doubtful("four five six", "shit");
        RecognitionParameters parameters = new()
        {
            Keywords = ["five"],
            KeywordsThreshold = 0,
            WordAlternativesThreshold = 0,
        };
        SpeechRecognitionResult shown =
            Assert.Single((await RecognizeAsync(engine, Phrases(1), parameters)).Results!);
        Assert.Equal(["five"], shown.KeywordsResult!.Keys);
        Assert.Equal(["four", "****"], shown.WordAlternatives![0].Alternatives!.Select(word => word.Word));
        SpeechRecognitionResult hidden = Assert.Single((await RecognizeAsync(
            engine, Phrases(1), parameters with { Redaction = true })).Results!);
        Assert.Equal("XXX ", hidden.Alternatives![0].Transcript);
        Assert.Null(hidden.KeywordsResult);
        Assert.Null(hidden.WordAlternatives);

        static FakeEngine Doubtful(string heard, string other) => new((_, _, _) =>
        {
            Hypothesis best = FakeEngine.Heard(heard)[0];
            ConfusionBin[] network =
            [
                .. best.Words.Select(word => new ConfusionBin(word.Start, word.End,
                    [new ConfusionWord(word.Text, 0.6), new ConfusionWord(other, 0.3)])),
            ];
            return Task.FromResult<IReadOnlyList<Hypothesis>>([best with { Network = network }]);
        });
    }

    [Fact]
    public async Task A_phrase_of_hesitations_that_formatting_leaves_out_gives_no_result()
    {
        FakeEngine engine = new((_, _, _) => Task.FromResult(FakeEngine.Heard("um")));
        Assert.Empty((await RecognizeAsync(
            engine, Phrases(1), new RecognitionParameters { SmartFormatting = true })).Results!);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(null)]
    public async Task What_is_not_asked_for_is_not_given(int? alternatives)
    {
        FakeEngine engine = new((_, _, _) => Task.FromResult(FakeEngine.Heard("one", "won")));
        SpeechRecognitionResults results =
            await RecognizeAsync(engine, Phrases(1), new RecognitionParameters { MaxAlternatives = alternatives });
        SpeechRecognitionAlternative only = Assert.Single(Assert.Single(results.Results!).Alternatives!);
        Assert.True(only is { Timestamps: null, WordConfidence: null });
    }

    [Fact]
    public async Task Times_count_from_the_start_of_the_audio()
    {
        List<long> firsts = [];
        short[] audio = Recording(Silence(1), Voice(0.5), Silence(2.5), Voice(0.5), Silence(1));
        Endpointer endpointer = new(Rate, EndpointerOptions.Default);
        firsts.AddRange(endpointer.Write(audio).Concat(endpointer.Complete()).Select(one => one.FirstSample));

        FakeEngine engine = new((_, _, _) => Task.FromResult(FakeEngine.Heard("word")));
        SpeechRecognitionResults results =
            await RecognizeAsync(engine, Bytes(audio), new RecognitionParameters { Timestamps = true });
        Assert.Equal(
            firsts.Select(first => new WordTimestamp(
                "word", Math.Round((double)first / Rate + 0.1, 2), Math.Round((double)first / Rate + 0.4, 2))),
            results.Results!.Select(result => Assert.Single(result.Alternatives![0].Timestamps!)));
    }

    [Fact]
    public async Task Silence_gives_an_empty_list_and_asks_no_engine()
    {
        FakeEngine engine = new((_, _, _) => throw new InvalidOperationException());
        SpeechRecognitionResults results = await RecognizeAsync(engine, Bytes(Recording(Silence(5))));
        Assert.Equal(0, results.ResultIndex);
        Assert.Empty(results.Results!);
    }

    [Fact]
    public async Task A_phrase_without_words_gives_no_result()
    {
        FakeEngine engine = new((_, call, _) => Task.FromResult(call == 0 ? [] : FakeEngine.Heard("")));
        Assert.Empty((await RecognizeAsync(engine, Phrases(2))).Results!);
        Assert.Equal(2, engine.Calls);
    }

    [Fact]
    public async Task No_more_phrases_are_decoded_at_once_than_there_are_processors()
    {
        int now = 0, most = 0;
        FakeEngine engine = new(async (_, _, cancel) =>
        {
            int running = Interlocked.Increment(ref now);
            lock (Broadband) most = Math.Max(most, running);
            await Task.Delay(20, cancel);
            Interlocked.Decrement(ref now);
            return FakeEngine.Heard("word");
        });
        Assert.Equal(12, (await RecognizeAsync(engine, Phrases(12))).Results!.Count);
        Assert.InRange(most, 1, Recognizer.MostAtOnce);
    }

    [Fact]
    public async Task Decoding_begins_before_the_audio_has_ended()
    {
        TaskCompletionSource decoding = new(TaskCreationOptions.RunContinuationsAsynchronously);
        FakeEngine engine = new((_, _, _) =>
        {
            decoding.TrySetResult();
            return Task.FromResult(FakeEngine.Heard("word"));
        });
        Pipe pipe = new();
        Task<SpeechRecognitionResults> recognition = RecognizeAsync(engine, pipe.Reader.AsStream());
        _ = pipe.Writer.WriteAsync(Phrases(1)).AsTask();
        await decoding.Task.WaitAsync(Patience);
        Assert.False(recognition.IsCompleted);
        await pipe.Writer.CompleteAsync();
        Assert.Single((await recognition.WaitAsync(Patience)).Results!);
    }

    [Fact]
    public async Task A_failure_of_the_engine_ends_everything_even_while_audio_is_awaited()
    {
        FakeEngine engine = new((_, _, _) => throw new EngineUnavailableException("broken"));
        Pipe pipe = new();
        Task<SpeechRecognitionResults> recognition = RecognizeAsync(engine, pipe.Reader.AsStream());
        _ = pipe.Writer.WriteAsync(Phrases(1)).AsTask();
        EngineUnavailableException error =
            await Assert.ThrowsAsync<EngineUnavailableException>(() => recognition.WaitAsync(Patience));
        Assert.Equal("broken", error.Message);
    }

    [Fact]
    public async Task Cancelling_ends_decoding_and_waiting_for_audio()
    {
        using CancellationTokenSource cancel = new();
        TaskCompletionSource decoding = new(TaskCreationOptions.RunContinuationsAsynchronously);
        FakeEngine engine = new(async (_, _, stop) =>
        {
            decoding.TrySetResult();
            await Task.Delay(Timeout.Infinite, stop);
            return [];
        });
        Pipe pipe = new();
        Task<SpeechRecognitionResults> recognition =
            RecognizeAsync(engine, pipe.Reader.AsStream(), cancel: cancel.Token);
        _ = pipe.Writer.WriteAsync(Phrases(1)).AsTask();
        await decoding.Task.WaitAsync(Patience);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => recognition.WaitAsync(Patience));
    }

    [Fact]
    public async Task A_recording_cut_short_is_an_error_even_when_phrases_were_heard()
    {
        FakeEngine engine = new((_, _, _) => Task.FromResult(FakeEngine.Heard("word")));
        byte[] wav = TestAudio.Wav(Phrases(3));
        AudioRejectedException error = await Assert.ThrowsAsync<AudioRejectedException>(
            () => RecognizeAsync(engine, new MemoryStream(wav[..^1000]), contentType: "audio/wav"));
        Assert.Equal(400, error.Status);
        Assert.Contains("incomplete", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("audio/basic", 8000)]
    [InlineData("audio/l16;rate=15999", 15999)]
    public async Task Audio_below_the_model_s_rate_needs_a_narrowband_model(string contentType, int rate)
    {
        FakeEngine engine = new((_, _, _) => Task.FromResult(FakeEngine.Heard("word")));
        AudioRejectedException error = await Assert.ThrowsAsync<AudioRejectedException>(
            () => RecognizeAsync(engine, new MemoryStream(new byte[20000]), contentType: contentType));
        Assert.Equal(400, error.Status);
        Assert.Equal(
            $"This {rate}hz audio input requires a narrow band model. "
            + "See /v1/models for a list of available models.", error.Message);
    }

    [Fact]
    public async Task A_narrowband_model_takes_8_kHz_but_nothing_below()
    {
        FakeEngine engine = new((_, _, _) => Task.FromResult(FakeEngine.Heard("word")));
        BaseModel narrowband = BaseModel.Find("en-US_NarrowbandModel")!;
        Assert.Empty((await RecognizeAsync(
            engine, new MemoryStream(new byte[20000]), contentType: "audio/alaw;rate=8000",
            model: narrowband)).Results!);
        AudioRejectedException error = await Assert.ThrowsAsync<AudioRejectedException>(() => RecognizeAsync(
            engine, new MemoryStream(new byte[20000]), contentType: "audio/l16;rate=6000", model: narrowband));
        Assert.Contains("below 8000hz", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en-US_BroadbandModel", false, nameof(SearchProfile.Normal))]
    [InlineData("en-US_BroadbandModel", true, nameof(SearchProfile.Fast))]
    [InlineData("en-US_NarrowbandModel", false, nameof(SearchProfile.Thorough))]
    [InlineData("en-US_Telephony", false, nameof(SearchProfile.Thorough))]
    [InlineData("en-US_Telephony", true, nameof(SearchProfile.Fast))]
    public async Task Narrowband_speech_is_searched_more_thoroughly_unless_it_is_to_be_fast(
        string model, bool lowLatency, string profile)
    {
        FakeEngine engine = new((_, _, _) => Task.FromResult(FakeEngine.Heard("open")));
        await RecognizeAsync(
            engine, new MemoryStream(Phrases(1)), new RecognitionParameters { LowLatency = lowLatency },
            model: BaseModel.Find(model));
        Assert.Equal(profile, engine.LastOptions!.Profile.ToString());
    }

    private static byte[] Bytes(short[] samples) => [.. samples.SelectMany(BitConverter.GetBytes)];

    private static Task<SpeechRecognitionResults> RecognizeAsync(
        FakeEngine engine, byte[] audio, RecognitionParameters? parameters = null) =>
        RecognizeAsync(engine, new MemoryStream(audio), parameters);

    private static Task<SpeechRecognitionResults> RecognizeAsync(
        FakeEngine engine, Stream audio, RecognitionParameters? parameters = null, string contentType = Raw,
        BaseModel? model = null, CancellationToken cancel = default) =>
        new Recognizer(engine, TestAudio.Formats).RecognizeAsync(
            audio, contentType, new RecognitionRequest(model ?? Broadband, parameters ?? new RecognitionParameters()),
            cancel);
}
