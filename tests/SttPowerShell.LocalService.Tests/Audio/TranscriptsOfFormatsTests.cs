using SttPowerShell.Client.Wire;
using SttPowerShell.LocalService.Engine;
using SttPowerShell.LocalService.Engine.PocketSphinx;
using SttPowerShell.LocalService.Engine.PocketSphinx.Supply;
using SttPowerShell.LocalService.Recognition;

namespace SttPowerShell.LocalService.Tests.Audio;

/// <summary>A recorded sentence in each format, through the real recogniser.</summary>
[Collection(SpoolingTests.Name)]
public sealed class TranscriptsOfFormatsTests(TranscriptsOfFormatsTests.Recogniser recogniser)
    : IClassFixture<TranscriptsOfFormatsTests.Recogniser>
{
    [Theory]
    [InlineData(Encoder.Flac16, "audio/flac", 0)]
    [InlineData(Encoder.Opus, "audio/ogg;codecs=opus", 3)]
    [InlineData(Encoder.Vorbis, "audio/ogg;codecs=vorbis", 3)]
    [InlineData(Encoder.Mp3, "audio/mp3", 3)]
    public async Task Every_format_gives_the_wav_files_words_but_a_few(int format, string contentType, int most)
    {
        double[] samples = [.. (await TestAudio.ReadAsync(recogniser.Wav, "audio/wav")).Select(value => (double)value)];
        string[] words = await recogniser.WordsAsync(await Encoder.EncodeAsync(format, samples, 16000), contentType);
        Assert.InRange(Errors(recogniser.Words, words), 0, most);
    }

    /// <summary>The least number of words to change, to leave out or to put in (Levenshtein).</summary>
    private static int Errors(string[] reference, string[] words)
    {
        int[] row = [.. Enumerable.Range(0, words.Length + 1)];
        foreach (string expected in reference)
        {
            int diagonal = row[0]++;
            for (int i = 1; i < row.Length; i++)
            {
                int changed = diagonal + (words[i - 1] == expected ? 0 : 1);
                diagonal = row[i];
                row[i] = Math.Min(changed, 1 + Math.Min(row[i], row[i - 1]));
            }
        }

        return row[^1];
    }

    /// <summary>The engine, one recording and what is heard in its WAV file.</summary>
    public sealed class Recogniser : IAsyncLifetime
    {
        private Recognizer _recognizer = null!;
        private PocketSphinxEngine _engine = null!;

        internal byte[] Wav { get; private set; } = [];

        internal string[] Words { get; private set; } = [];

        public async Task InitializeAsync()
        {
            EngineFiles files = await EngineSupply.ForUser().FindAsync(_ => { }, default);
            _engine = await PocketSphinxEngine.LoadAsync(files, 1, default);
            _recognizer = new Recognizer(new LoadedEngine(_engine), TestAudio.Formats);
            string folder = await SampleRecordings.EnsureAsync(default);
            Wav = await File.ReadAllBytesAsync(
                Directory.EnumerateFiles(folder, "*.wav").MinBy(file => new FileInfo(file).Length)!);
            Words = await WordsAsync(Wav, "audio/wav");
            Assert.InRange(Words.Length, 5, 100);
        }

        public async Task DisposeAsync() => await _engine.DisposeAsync();

        internal async Task<string[]> WordsAsync(byte[] audio, string contentType)
        {
            SpeechRecognitionResults results = await _recognizer.RecognizeAsync(
                new MemoryStream(audio), contentType, BaseModel.Find(BaseModel.DefaultName)!,
                new RecognitionParameters(), default);
            return string.Concat(results.Results!.Select(result => result.Alternatives![0].Transcript))
                .Split(' ', StringSplitOptions.RemoveEmptyEntries);
        }
    }

    private sealed class LoadedEngine(ISpeechEngine engine) : IEngineHost
    {
        public EngineState State { get; } = new(true, "ready");

        public Task<ISpeechEngine> GetAsync(CancellationToken cancel) => Task.FromResult(engine);
    }
}
