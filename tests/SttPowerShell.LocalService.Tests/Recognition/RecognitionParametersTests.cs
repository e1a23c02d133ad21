using SttPowerShell.Client.Wire;
using SttPowerShell.LocalService.Audio;
using SttPowerShell.LocalService.Engine;
using SttPowerShell.LocalService.Recognition;
using SttPowerShell.LocalService.Tests.Audio;
using SttPowerShell.LocalService.Tests.Support;
using static SttPowerShell.LocalService.Tests.Recognition.TestSpeech;

namespace SttPowerShell.LocalService.Tests.Recognition;

/// <summary>What the parameters of a request do, from audio to results.</summary>
[Collection(EngineTests.Name)]
public sealed class RecognitionParametersTests(EngineFixture fixture)
{
    private const string Raw = "audio/l16;rate=16000";

    private static readonly short[] TwoPhrases = Recording(Silence(1), Voice(1), Silence(1.2), Voice(1), Silence(1.5));

    [Fact]
    public async Task Keywords_are_found_in_any_letter_case_and_where_the_transcript_has_something_else()
    {
        Clip clip = fixture.Librivox.Clips[1];
        SpeechRecognitionResult result = Assert.Single((await RecognizeRealAsync(clip, new RecognitionParameters
        {
            Keywords = ["Ill  Disposed", "YOUNG man", "old woman", "man"], KeywordsThreshold = 0.5,
        })).Results!);

        Assert.DoesNotContain("disposed", result.Alternatives![0].Transcript!, StringComparison.Ordinal);
        Assert.Equal(["Ill  Disposed", "YOUNG man", "man"], result.KeywordsResult!.Keys.Order(StringComparer.Ordinal));
        KeywordMatch found = Assert.Single(result.KeywordsResult["Ill  Disposed"]);
        IReadOnlyList<HypothesisWord> said = fixture.Align(clip);
        Assert.Equal("ill disposed", found.NormalizedText);
        Assert.InRange(found.StartTime, said[4].Start - 0.2, said[4].Start + 0.2);
        Assert.InRange(found.EndTime, said[5].End - 0.2, said[5].End + 0.2);
    }

    [Fact]
    public async Task Keywords_below_the_threshold_are_left_out_and_so_is_an_empty_list()
    {
        SpeechRecognitionResults results = await RecognizeRealAsync(fixture.Librivox.Clips[1], new RecognitionParameters
        {
            Keywords = ["ill disposed"], KeywordsThreshold = 0.999,
        });
        Assert.Null(Assert.Single(results.Results!).KeywordsResult);
        Assert.Null(results.Warnings);
    }

    [Fact]
    public async Task Keywords_that_can_not_be_searched_for_are_warned_of_and_found_in_the_transcript()
    {
        FakeEngine engine = new((_, _, _) => Task.FromResult(FakeEngine.Heard("zephyrion license")))
        {
            Unknown = ["zephyrion", "foo"],
        };
        short[] audio = Recording(Silence(1), Voice(1), Silence(1));
        SpeechRecognitionResults results = await RecognizeAsync(engine, audio, new()
        {
            Keywords = ["Zephyrion License", "foo", "license"], KeywordsThreshold = 0.5,
        });
        Assert.Equal("Keywords with words that are not in the vocabulary, not searched for by their sounds: "
            + "Zephyrion License, foo.", Assert.Single(results.Warnings!));
        Assert.Equal(["license"], engine.LastOptions!.Phrases);
        Assert.Equal(["Zephyrion License", "license"], Assert.Single(results.Results!).KeywordsResult!.Keys);
    }

    [Fact]
    public void A_keyword_that_was_read_and_spotted_is_one_with_the_greater_confidence()
    {
        Hypothesis best = new([new("one", 0.1, 0.5, 0.4), new("two", 0.5, 0.9, 0.3), new("one", 2, 2.4, 0.8)], 0.5)
        {
            Spotted = [new("one two", 0.2, 0.8, 0.9), new("one", 5, 5.4, 0.7)],
        };
        IReadOnlyDictionary<string, IReadOnlyList<KeywordMatch>> found = KeywordMatches.Find(
            best, 10, new RecognitionParameters { Keywords = ["one two", "one"], KeywordsThreshold = 0.45 })!;
        Assert.Equal(
            [new KeywordMatch { NormalizedText = "one two", StartTime = 10.1, EndTime = 10.9, Confidence = 0.9 }],
            found["one two"]);
        Assert.Equal([(12, 0.8), (15, 0.7)], found["one"].Select(match => (match.StartTime, match.Confidence)));
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.1)]
    public async Task Word_alternatives_lie_in_the_recording_and_are_at_least_as_likely_as_asked(double threshold)
    {
        SpeechRecognitionResult result = Assert.Single((await RecognizeRealAsync(
            fixture.Librivox.Clips[1], new RecognitionParameters
            {
                WordAlternativesThreshold = threshold, Timestamps = true,
            })).Results!);
        Assert.Subset(
            result.Alternatives![0].Timestamps!.Select(word => (word.Start, word.End)).ToHashSet(),
            result.WordAlternatives!.Select(bin => (bin.StartTime, bin.EndTime)).ToHashSet());
        Assert.All(result.WordAlternatives!, bin =>
        {
            Assert.NotEmpty(bin.Alternatives!);
            Assert.InRange(bin.Alternatives!.Sum(word => word.Confidence), 0, 1);
            Assert.All(bin.Alternatives!, word => Assert.InRange(word.Confidence, threshold - 0.0001, 1));
        });
        Assert.Contains(result.WordAlternatives!, bin => bin.Alternatives!.Count > 1);
        if (threshold > 0) return;
        Assert.Equal(result.Alternatives[0].Transcript!.Trim(),
            string.Join(' ', result.WordAlternatives!.Select(bin => bin.Alternatives![0].Word)));
    }

    [Theory]
    [InlineData(null, "silence end_of_data")]
    [InlineData(0.0, "silence end_of_data")]
    [InlineData(0.5, "silence silence")]
    [InlineData(2.0, "end_of_data")]
    public async Task A_phrase_ends_after_the_silence_that_was_asked_for_and_says_why(double? silence, string ends)
    {
        short[] audio = Recording(Silence(1), Voice(1), Silence(1.2), Voice(1), Silence(0.7));
        SpeechRecognitionResults results = await RecognizeAsync(Heard(), audio, new RecognitionParameters
        {
            EndOfPhraseSilenceTime = silence, SplitTranscriptAtPhraseEnd = true,
        });
        Assert.Equal(ends, string.Join(' ', results.Results!.Select(result => result.EndOfUtterance)));
    }

    [Fact]
    public async Task Speech_that_is_too_long_for_one_phrase_is_reset()
    {
        short[] audio = Recording(Silence(1), Voice(30), Silence(1));
        RecognitionParameters split = new() { SplitTranscriptAtPhraseEnd = true };
        Assert.Equal(["reset", "silence"],
            (await RecognizeAsync(Heard(), audio, split)).Results!.Select(result => result.EndOfUtterance));
        Assert.All((await RecognizeAsync(Heard(), audio, new())).Results!,
            result => Assert.Null(result.EndOfUtterance));
    }

    [Fact]
    public async Task Where_speech_begins_stands_before_each_phrase_but_not_where_a_long_one_was_cut()
    {
        short[] audio = Recording(Silence(1), Voice(30), Silence(1.2), Voice(1), Silence(1));
        SpeechRecognitionResults results = await RecognizeAsync(Heard(), audio, new() { SpeechBeginEvent = true });
        Assert.Equal([1.01, null, null, 32.21, null], results.Results!.Select(result => result.SpeechBeginEvent?.Begin));
        Assert.Equal([null, true, true, null, true], results.Results!.Select(result => result.Final));
    }

    [Fact]
    public async Task The_more_sensitive_the_detector_the_more_is_speech()
    {
        // A noise of 6 dB over the background, and then a voice.
        short[] audio = Recording(Silence(2), Noise(1, -55, seed: 7), Silence(2), Voice(1), Silence(1.5));
        List<double> seconds = [];
        foreach (double sensitivity in (double[])[0, 0.01, 0.3, 0.5, 0.7, 1])
        {
            int samples = 0;
            FakeEngine engine = new((utterance, _, _) =>
            {
                Interlocked.Add(ref samples, utterance.Length);
                return Task.FromResult(FakeEngine.Heard("word"));
            });
            await RecognizeAsync(engine, audio, new RecognitionParameters { SpeechDetectorSensitivity = sensitivity });
            seconds.Add((double)samples / Rate);
        }
        Assert.Equal(seconds.Order(), seconds);
        Assert.Equal([0, 0], seconds[..2]);
        Assert.InRange(seconds[2], 1, 1.6);
        Assert.True(seconds[4] > seconds[2] + 1, $"{seconds[4]} s of speech");
        Assert.InRange(seconds[5], 7, 7.5);
        Assert.Equal(0, EndpointerOptions.For(new() { SpeechDetectorSensitivity = 1 }).OnsetLevel);
    }

    [Theory]
    [InlineData(null, true, "No speech detected for 30s.")]
    [InlineData(5, true, "No speech detected for 5s.")]
    [InlineData(5, false, "No speech detected for 5s.")]
    [InlineData(null, false, null)]
    [InlineData(-1, true, null)]
    [InlineData(40, true, null)]
    public async Task Audio_without_speech_ends_the_request_after_the_timeout(int? timeout, bool live, string? error)
    {
        short[] audio = Recording(Silence(1), Voice(1), Silence(35), Voice(1), Silence(1));
        RecognitionRequest request = new(
            BaseModel.Find(BaseModel.DefaultName)!, new RecognitionParameters { InactivityTimeout = timeout })
        {
            IsLive = live,
        };
        Task<SpeechRecognitionResults> recognition = RecognizeAsync(Heard(), audio, request);
        if (error is null) Assert.Equal(2, (await recognition).Results!.Count);
        else
        {
            AudioRejectedException refused = await Assert.ThrowsAsync<AudioRejectedException>(() => recognition);
            Assert.Equal((400, error), (refused.Status, refused.Message));
        }
    }

    [Fact]
    public async Task Long_speech_is_no_inactivity()
        => Assert.NotEmpty((await RecognizeAsync(
            Heard(), Recording(Silence(1), Voice(20), Silence(0.5)), new() { InactivityTimeout = 3 })).Results!);

    [Fact]
    public async Task Audio_metrics_measure_speech_noise_and_level()
    {
        AudioMetrics metrics = (await RecognizeAsync(Heard(), TwoPhrases, new() { AudioMetrics = true })).AudioMetrics!;

        AudioMetricsDetails all = metrics.Accumulated!;
        Assert.Equal((0.1, true, 5.7), (metrics.SamplingInterval, all.Final, all.EndTime));
        Assert.InRange(all.SpeechRatio, 0.3, 0.4);
        Assert.InRange(all.SignalToNoiseRatio!.Value, 30, 50);
        Assert.Equal([57, 57, 57], new[]
        {
            all.DirectCurrentOffset!.Sum(bin => bin.Count), all.ClippingRate!.Sum(bin => bin.Count),
            all.SpeechLevel!.Sum(bin => bin.Count) + all.NonSpeechLevel!.Sum(bin => bin.Count),
        });
        Assert.Equal(57, all.DirectCurrentOffset!.Single(bin => bin is { Begin: -0.1, End: 0.1 }).Count);
        Assert.Equal(57, all.ClippingRate![0].Count);
        Assert.Equal((11, 6, 10), (all.DirectCurrentOffset!.Count, all.ClippingRate.Count, all.SpeechLevel!.Count));
        // -60 dB of noise on a scale of 96.
        Assert.True(all.NonSpeechLevel!.Single(bin => bin.Begin == 0.3).Count > 30);
    }

    [Fact]
    public async Task Clipping_and_an_offset_show_in_the_metrics()
    {
        short[] loud = [.. Recording(Silence(1), Voice(1), Silence(1))
            .Select(sample => (short)Math.Clamp(sample * 8 + 7000, short.MinValue, short.MaxValue))];
        AudioMetricsDetails all =
            (await RecognizeAsync(Heard(), loud, new() { AudioMetrics = true })).AudioMetrics!.Accumulated!;
        Assert.True(all.ClippingRate!.Where(bin => bin.Begin >= 0.01).Sum(bin => bin.Count) >= 5);
        Assert.True(all.DirectCurrentOffset!.Single(bin => bin.Begin == 0.1).Count >= 15);
    }

    [Fact]
    public async Task Audio_that_was_upsampled_lacks_its_upper_frequencies_unless_the_model_is_for_it()
    {
        Clip clip = fixture.Librivox.Clips[0];
        short[] half = await ResampleAsync(clip.Samples, 16000, 8000);
        short[] upsampled = await ResampleAsync(half, 8000, 16000);
        Assert.InRange(await LossAsync(clip.Samples, Raw, BaseModel.DefaultName), 0, 0.2);
        Assert.InRange(await LossAsync(upsampled, Raw, BaseModel.DefaultName), 0.8, 1);
        Assert.InRange(await LossAsync(half, "audio/l16;rate=8000", "en-US_NarrowbandModel"), 0, 0.2);

        static async Task<double> LossAsync(short[] samples, string type, string model) => (await RecognizeAsync(
            Heard(), samples, new RecognitionRequest(BaseModel.Find(model)!, new() { AudioMetrics = true }), type))
            .AudioMetrics!.Accumulated!.HighFrequencyLoss;
    }

    [Fact]
    public async Task Silence_has_metrics_without_a_ratio_of_signal_to_noise()
    {
        AudioMetricsDetails all = (await RecognizeAsync(Heard(), Silence(3), new() { AudioMetrics = true }))
            .AudioMetrics!.Accumulated!;
        Assert.Null(all.SignalToNoiseRatio);
        Assert.Equal((0, 30), (all.SpeechRatio, all.NonSpeechLevel![0].Count));
    }

    private static async Task<short[]> ResampleAsync(short[] samples, int from, int to)
    {
        using MemoryStream bytes = Bytes(samples);
        await using IPcmSource source = await TestAudio.OpenAsync(bytes, $"audio/l16;rate={from}");
        List<short> resampled = [];
        await foreach (ReadOnlyMemory<short> block in MonoSamples.ReadAsync(source, to, default))
        {
            resampled.AddRange(block.Span);
        }
        return [.. resampled];
    }

    private static MemoryStream Bytes(short[] samples) => new([.. samples.SelectMany(BitConverter.GetBytes)]);

    private static FakeEngine Heard() => new((_, _, _) => Task.FromResult(FakeEngine.Heard("word")));

    private Task<SpeechRecognitionResults> RecognizeRealAsync(Clip clip, RecognitionParameters parameters)
        => new Recognizer(new ReadyEngine(fixture.Engine), TestAudio.Formats).RecognizeAsync(
            File.OpenRead(clip.Path), "audio/wav",
            new RecognitionRequest(BaseModel.Find(BaseModel.DefaultName)!, parameters), default);

    private static Task<SpeechRecognitionResults> RecognizeAsync(
        FakeEngine engine, short[] audio, RecognitionParameters parameters)
        => RecognizeAsync(engine, audio, new RecognitionRequest(BaseModel.Find(BaseModel.DefaultName)!, parameters));

    private static Task<SpeechRecognitionResults> RecognizeAsync(
        FakeEngine engine, short[] audio, RecognitionRequest request, string type = Raw)
        => new Recognizer(engine, TestAudio.Formats).RecognizeAsync(
            Bytes(audio), type, request, default);
}
