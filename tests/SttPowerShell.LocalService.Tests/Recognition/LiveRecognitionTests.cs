using SttPowerShell.Client.Wire;
using SttPowerShell.LocalService.Audio;
using SttPowerShell.LocalService.Engine;
using SttPowerShell.LocalService.Recognition;
using SttPowerShell.LocalService.Recognition.Live;
using SttPowerShell.LocalService.Tests.Support;

namespace SttPowerShell.LocalService.Tests.Recognition;

/// <summary>Real speech that is drafted while it is heard.</summary>
[Collection(EngineTests.Name)]
public sealed class LiveRecognitionTests(EngineFixture fixture)
{
    private const int Rate = 16000;

    private static readonly BaseModel Broadband = BaseModel.Find(BaseModel.DefaultName)!;

    [Fact]
    public async Task Drafts_come_while_speech_goes_on_and_the_final_is_that_of_a_synchronous_request()
    {
        Clip clip = fixture.Librivox.Clips[1];
        Recognizer recognizer = new(
            new ReadyEngine(fixture.Engine), new AudioFormats([new WavFormat(), new RawFormat()]));
        RecognitionRequest request = new(
            Broadband, new RecognitionParameters { InterimResults = true, Timestamps = true });
        byte[] audio = Wav.Bytes([.. new short[2 * Rate], .. clip.Samples, .. new short[2 * Rate]]);
        using GatedStream gated = new(audio, (2 + clip.Samples.Length / Rate) * Rate * 2);
        List<SpeechRecognitionResult> told = [];
        await foreach (SpeechRecognitionResults part in recognizer.RecognizeLiveAsync(
            gated, "audio/l16; rate=16000", request, new RecognitionProgress(TimeProvider.System), default))
        {
            told.Add(part.Results!.Single());
            // Without drafts while the speech goes on, the rest would never come.
            gated.Open();
        }
        SpeechRecognitionResults whole = await recognizer.RecognizeAsync(
            new MemoryStream(audio), "audio/l16; rate=16000", request, default);
        Assert.False(told[0].Final);
        Assert.Equal(
            whole.Results!.Select(result => string.Join(' ', result.Alternatives![0].Timestamps!)),
            told.Where(result => result.Final is true)
                .Select(result => string.Join(' ', result.Alternatives![0].Timestamps!)));
    }

    [Fact]
    public async Task A_draft_comes_soon_after_the_first_words()
    {
        Recognizer recognizer = new(new ReadyEngine(fixture.Engine), new AudioFormats([new RawFormat()]));
        RecognitionRequest request = new(Broadband, new RecognitionParameters { InterimResults = true });
        // Before the noise floor is certain, at 1.5 s.
        using GatedStream gated = new(Wav.Bytes(fixture.Librivox.Clips[1].Samples), (int)(1.3 * Rate) * 2);
        List<SpeechRecognitionResult> told = [];
        await foreach (SpeechRecognitionResults part in recognizer.RecognizeLiveAsync(
            gated, "audio/l16; rate=16000", request, new RecognitionProgress(TimeProvider.System), default))
        {
            told.Add(part.Results!.Single());
            gated.Open();
        }
        Assert.Equal((false, true), (told[0].Final, told[^1].Final));
    }

    [Fact]
    public async Task A_faster_search_hears_the_same_sentences_with_few_more_errors()
    {
        int errors = 0;
        foreach (Clip clip in fixture.Librivox.Clips)
        {
            IReadOnlyList<Hypothesis> heard =
                await fixture.Engine.DecodeAsync(
                    clip.Samples, new DecodingOptions(1) { Profile = SearchProfile.Fast }, default);
            errors += WordErrors.Between(
                clip.Text.Split(' '), [.. heard[0].Words.Select(word => word.Text)]).Count;
        }
        Assert.InRange(errors, 0, 24);
    }

    [Fact]
    public async Task As_many_utterances_are_heard_live_as_there_are_places_and_each_gives_its_place_back()
    {
        List<ILiveUtterance> live = [];
        while (fixture.Engine.TryHear(null) is { } one) live.Add(one);
        Assert.Equal(4, live.Count);
        await live[0].WriteAsync(fixture.Librivox.Clips[1].Samples, default);
        foreach (ILiveUtterance one in live) await one.DisposeAsync();
        ILiveUtterance? again = fixture.Engine.TryHear(null);
        Assert.NotNull(again);
        await again.DisposeAsync();
    }

    /// <summary>Audio that stops at a byte until it is opened.</summary>
    private sealed class GatedStream(byte[] bytes, int gate) : MemoryStream(bytes)
    {
        private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Open() => _opened.TrySetResult();

        public override async ValueTask<int> ReadAsync(
            Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (Position >= gate) await _opened.Task.WaitAsync(cancellationToken);
            else buffer = buffer[..Math.Min(buffer.Length, (int)(gate - Position))];
            return await base.ReadAsync(buffer, cancellationToken);
        }
    }
}
