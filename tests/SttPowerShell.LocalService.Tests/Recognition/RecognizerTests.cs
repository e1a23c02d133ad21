using System.Text.Json;
using SttPowerShell.Client.Wire;
using SttPowerShell.LocalService.Engine;
using SttPowerShell.LocalService.Recognition;
using SttPowerShell.LocalService.Tests.Support;

namespace SttPowerShell.LocalService.Tests.Recognition;

[Collection(EngineTests.Name)]
public sealed class RecognizerTests(EngineFixture fixture)
{
    private static readonly BaseModel Broadband = BaseModel.Find(BaseModel.DefaultName)!;

    private Clip Shortest => fixture.Librivox.Clips[1];

    [Fact]
    public async Task A_plain_request_gets_transcript_and_confidence_alone()
    {
        SpeechRecognitionResults results = await RecognizeAsync(Wav.Pcm16(Shortest.Samples), "audio/wav", new());
        Assert.Equal(0, results.ResultIndex);
        SpeechRecognitionResult result = Assert.Single(results.Results!);
        Assert.True(result.Final);
        SpeechRecognitionAlternative alternative = Assert.Single(result.Alternatives!);
        Assert.Matches("^he was not .* young man $", alternative.Transcript);
        Assert.InRange(alternative.Confidence!.Value, 0.01, 1);
        Assert.Null(alternative.Timestamps);
        Assert.Null(alternative.WordConfidence);
    }

    [Fact]
    public async Task Times_and_confidences_are_on_the_first_alternative_only()
    {
        SpeechRecognitionResults results = await RecognizeAsync(
            Wav.Pcm16(Shortest.Samples), "audio/wav",
            new() { MaxAlternatives = 3, Timestamps = true, WordConfidence = true });
        IReadOnlyList<SpeechRecognitionAlternative> alternatives = results.Results![0].Alternatives!;
        Assert.Equal(3, alternatives.Count);
        Assert.All(alternatives, alternative => Assert.EndsWith(" ", alternative.Transcript));
        string[] words = alternatives[0].Transcript!.TrimEnd().Split(' ');
        Assert.Equal(words, alternatives[0].Timestamps!.Select(word => word.Word));
        Assert.Equal(words, alternatives[0].WordConfidence!.Select(word => word.Word));
        Assert.All(alternatives[0].Timestamps!, word => Assert.Equal(Math.Round(word.Start, 2), word.Start));
        Assert.All(alternatives.Skip(1), alternative =>
            Assert.True(alternative is { Confidence: null, Timestamps: null, WordConfidence: null }));
    }

    [Fact]
    public async Task No_alternatives_means_one() => Assert.Single(
        (await RecognizeAsync(Wav.Pcm16(Shortest.Samples), "audio/wav", new() { MaxAlternatives = 0 }))
            .Results![0].Alternatives!);

    [Fact]
    public async Task Silence_gives_an_empty_list() => Assert.Equal(
        """{"result_index":0,"results":[]}""",
        JsonSerializer.Serialize(
            await RecognizeAsync(new byte[64000], "audio/l16;rate=16000", new()),
            WireJson.Plain.SpeechRecognitionResults));

    [Fact]
    public async Task Telephone_audio_is_heard_by_the_narrowband_model()
    {
        // Every second sample, after the mean of two, which is all the filter that a test needs.
        short[] half = [.. Shortest.Samples.Chunk(2).Select(pair => (short)pair.Average(sample => sample))];
        SpeechRecognitionResults results = await RecognizeAsync(
            Wav.Pcm16(half, 8000), null, new(), BaseModel.Find("en-US_NarrowbandModel"));
        Assert.Contains("young man", Assert.Single(results.Results!).Alternatives![0].Transcript);
        await Assert.ThrowsAsync<AudioRejectedException>(
            () => RecognizeAsync(Wav.Pcm16(half, 8000), null, new()));
    }

    [Fact]
    public async Task Audio_that_ends_early_gives_an_error_and_no_shorter_result()
    {
        byte[] file = Wav.Pcm16([.. Shortest.Samples, .. new short[32000], .. Shortest.Samples]);
        AudioRejectedException refused = await Assert.ThrowsAsync<AudioRejectedException>(
            () => RecognizeAsync(file[..^50_000], "audio/wav", new()));
        Assert.Contains("cut short", refused.Message);
    }

    [Fact]
    public async Task Decoding_begins_before_the_last_byte_has_arrived()
    {
        TaskCompletionSource decoding = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using WatchedEngine engine = new(fixture.Engine, () => decoding.TrySetResult());
        byte[] start = Wav.File(
            [Wav.Format(1, 1, 16000, 16), Wav.Chunk("data", Wav.Bytes([.. Shortest.Samples, .. new short[32000]]), 1_000_000)]);
        using CancellationTokenSource cancel = new();
        Task<SpeechRecognitionResults> recognition = new Recognizer(new ReadyEngine(engine)).RecognizeAsync(
            new NeverEndingStream(start), "audio/wav", Broadband, new(), cancel.Token);
        await decoding.Task;
        Assert.False(recognition.IsCompleted);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => recognition);
    }

    [Fact]
    public async Task A_failing_engine_fails_the_recognition()
    {
        await using WatchedEngine engine = new(fixture.Engine, () => throw new InvalidOperationException("broken"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => new Recognizer(new ReadyEngine(engine)).RecognizeAsync(
            new MemoryStream(Wav.Pcm16(Shortest.Samples)), "audio/wav", Broadband, new(), default));
    }

    private Task<SpeechRecognitionResults> RecognizeAsync(
        byte[] audio, string? contentType, RecognitionParameters parameters, BaseModel? model = null) =>
        new Recognizer(new ReadyEngine(fixture.Engine)).RecognizeAsync(
            new MemoryStream(audio), contentType, model ?? Broadband, parameters, default);

    /// <summary>The real engine, with a look at when it is asked.</summary>
    private sealed class WatchedEngine(ISpeechEngine engine, Action asked) : ISpeechEngine
    {
        public int SampleRate => engine.SampleRate;

        public async Task<IReadOnlyList<Hypothesis>> DecodeAsync(
            ReadOnlyMemory<short> utterance, DecodingOptions options, CancellationToken cancel)
        {
            asked();
            return await engine.DecodeAsync(utterance, options, cancel);
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
