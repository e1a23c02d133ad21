using SttPowerShell.Client.Wire;
using SttPowerShell.LocalService.Recognition;
using SttPowerShell.LocalService.Tests.Support;

namespace SttPowerShell.LocalService.Tests.Audio;

/// <summary>A recorded sentence in each format, through the real recogniser.</summary>
[Collection(EngineTests.Name)]
public sealed class TranscriptsOfFormatsTests(EngineFixture fixture)
{
    [Theory]
    [InlineData(Encoder.Flac16, "audio/flac", 0)]
    [InlineData(Encoder.Opus, "audio/ogg;codecs=opus", 3)]
    [InlineData(Encoder.Vorbis, "audio/ogg;codecs=vorbis", 3)]
    [InlineData(Encoder.Mp3, "audio/mp3", 3)]
    public async Task Every_format_gives_the_wav_files_words_but_a_few(int format, string contentType, int most)
    {
        byte[] wav = await File.ReadAllBytesAsync(fixture.Librivox.Clips.MinBy(clip => clip.Samples.Length)!.Path);
        double[] samples = [.. (await TestAudio.ReadAsync(wav, "audio/wav")).Select(value => (double)value)];
        string[] expected = await WordsAsync(wav, "audio/wav");
        string[] words = await WordsAsync(await Encoder.EncodeAsync(format, samples, 16000), contentType);
        Assert.InRange(expected.Length, 5, 100);
        Assert.InRange(WordErrors.Between(expected, words).Count, 0, most);
    }

    private async Task<string[]> WordsAsync(byte[] audio, string contentType)
    {
        SpeechRecognitionResults results = await new Recognizer(new ReadyEngine(fixture.Engine), TestAudio.Formats)
            .RecognizeAsync(
            new MemoryStream(audio), contentType,
            new RecognitionRequest(BaseModel.Find(BaseModel.DefaultName)!, new RecognitionParameters()), default);
        return string.Concat(results.Results!.Select(result => result.Alternatives![0].Transcript))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }
}
