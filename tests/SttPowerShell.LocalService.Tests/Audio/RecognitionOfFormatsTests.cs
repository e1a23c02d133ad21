using System.IO.Pipelines;
using Microsoft.Extensions.DependencyInjection;
using SttPowerShell.Client.Wire;
using SttPowerShell.LocalService.Audio;
using SttPowerShell.LocalService.Engine;
using SttPowerShell.LocalService.Recognition;
using SttPowerShell.LocalService.Tests.Recognition;
using static SttPowerShell.LocalService.Tests.Recognition.TestSpeech;

namespace SttPowerShell.LocalService.Tests.Audio;

/// <summary>What reaches the engine of each format, and when.</summary>
[Collection(SpoolingTests.Name)]
public sealed class RecognitionOfFormatsTests
{
    /// <summary>A stop for what should never hang; no result depends on it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly short[] Speech = Recording(Silence(1), Voice(1), Silence(1.5), Voice(0.5), Silence(1));

    [Theory]
    [InlineData("audio/wav")]
    [InlineData("audio/l16;rate=16000")]
    public async Task The_tail_may_be_sent_after_the_first_utterance_was_recognised(string contentType)
    {
        TaskCompletionSource first = new(TaskCreationOptions.RunContinuationsAsynchronously);
        FakeEngine engine = new((_, _, _) =>
        {
            first.TrySetResult();
            return Task.FromResult(FakeEngine.Heard("word"));
        });
        byte[] samples = [.. Speech.SelectMany(BitConverter.GetBytes)];
        byte[] file = contentType == "audio/wav" ? TestAudio.Wav(samples) : samples;
        Pipe pipe = new();
        Task<SpeechRecognitionResults> recognition = RecognizeAsync(engine, pipe.Reader.AsStream(), contentType);

        await pipe.Writer.WriteAsync(file.AsMemory(0, file.Length * 3 / 5)).AsTask().WaitAsync(Patience);
        await first.Task.WaitAsync(Patience);
        Assert.False(recognition.IsCompleted);
        Assert.Equal(1, engine.Calls);
        await pipe.Writer.WriteAsync(file.AsMemory(file.Length * 3 / 5));
        await pipe.Writer.CompleteAsync();
        Assert.Equal(2, (await recognition.WaitAsync(Patience)).Results!.Count);
    }

    [Theory]
    [InlineData(Encoder.Flac16, "audio/flac")]
    [InlineData(Encoder.Opus, "audio/ogg;codecs=opus")]
    [InlineData(Encoder.Vorbis, "audio/ogg")]
    [InlineData(Encoder.Mp3, "audio/mp3")]
    public async Task Audio_of_8_kHz_is_upsampled_for_narrowband_models_and_refused_by_the_others(
        int format, string contentType)
    {
        byte[] file = await Encoder.EncodeAsync(format, Halved(Speech), 8000);
        foreach (string model in new[] { "en-US_NarrowbandModel", "en-US_Telephony" })
        {
            List<int> lengths = [];
            FakeEngine engine = Measuring(lengths);
            await RecognizeAsync(engine, new MemoryStream(file), contentType, model);
            // As long as those of the same speech at 16 kHz: 1 s and 0.5 s with some silence around.
            Assert.Equal(2, lengths.Count);
            Assert.InRange(lengths.Max(), 1.0 * Rate, 2.2 * Rate);
            Assert.InRange(lengths.Min(), 0.5 * Rate, 1.7 * Rate);
        }

        foreach (string model in new[] { "en-US_BroadbandModel", "en-US_Multimedia" })
        {
            AudioRejectedException error = await Assert.ThrowsAsync<AudioRejectedException>(
                () => RecognizeAsync(Measuring([]), new MemoryStream(file), contentType, model));
            Assert.Equal(400, error.Status);
            Assert.StartsWith(
                "This 8000hz audio input requires a narrow band model.", error.Message, StringComparison.Ordinal);
        }
    }

    [FfmpegFact]
    public async Task G729_is_for_narrowband_models_only()
    {
        await RecognizeAsync(Measuring([]), new MemoryStream(new byte[1000]), "audio/g729", "en-US_NarrowbandModel");
        AudioRejectedException error = await Assert.ThrowsAsync<AudioRejectedException>(
            () => RecognizeAsync(Measuring([]), new MemoryStream(new byte[1000]), "audio/g729"));
        Assert.StartsWith(
            "This 8000hz audio input requires a narrow band model.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_service_has_every_format_of_the_contract()
    {
        await using ServiceProvider services = new ServiceCollection().AddAudioFormats().BuildServiceProvider();
        Assert.Equal(
            [
                "audio/alaw", "audio/basic", "audio/flac", "audio/g729", "audio/l16", "audio/mp3", "audio/mpeg",
                "audio/mulaw", "audio/ogg", "audio/wav", "audio/webm",
            ],
            services.GetServices<IAudioFormat>().SelectMany(format => format.MediaTypes)
                .Except(["audio/x-wav", "audio/wave", "audio/vnd.wave"]).Order(StringComparer.Ordinal));
        Assert.NotNull(services.GetRequiredService<AudioFormats>());
    }

    private static FakeEngine Measuring(List<int> lengths) => new((utterance, _, _) =>
    {
        lock (lengths) lengths.Add(utterance.Length);
        return Task.FromResult<IReadOnlyList<Hypothesis>>(FakeEngine.Heard("word"));
    });

    /// <summary>Every second sample of the averages of two: good enough a half of the rate for this voice.</summary>
    private static double[] Halved(short[] samples) =>
        [.. samples.Chunk(2).Select(pair => pair.Average(sample => sample / 32768.0))];

    private static Task<SpeechRecognitionResults> RecognizeAsync(
        FakeEngine engine, Stream audio, string contentType, string model = BaseModel.DefaultName) =>
        new Recognizer(engine, TestAudio.Formats).RecognizeAsync(
            audio, contentType, new RecognitionRequest(BaseModel.Find(model)!, new RecognitionParameters()), default);
}
