using SttPowerShell.Client.Wire;
using SttPowerShell.LocalService.Audio;
using SttPowerShell.LocalService.Engine;
using SttPowerShell.LocalService.Recognition;
using SttPowerShell.LocalService.Tests.Support;
using Xunit.Abstractions;

namespace SttPowerShell.LocalService.Tests.Recognition;

/// <summary>Real speech through audio reader, endpointer, engine and assembly.</summary>
[Collection(EngineTests.Name)]
public sealed class AccuracyTests(EngineFixture fixture, ITestOutputHelper output)
{
    private const int Rate = 16000;
    private const double Tolerance = 0.1;
    private static readonly BaseModel Broadband = BaseModel.Find(BaseModel.DefaultName)!;

    [Fact]
    public async Task Five_recorded_sentences_have_at_most_22_errors_in_71_words()
    {
        int errors = 0;
        int words = 0;
        foreach (Clip clip in fixture.Librivox.Clips)
        {
            WordTimestamp[] heard = await RecognizeAsync(clip.Samples);
            string[] reference = clip.Text.Split(' ');
            int count = Compare(reference, heard).Count;
            output.WriteLine($"{count}/{reference.Length} {string.Join(' ', heard.Select(word => word.Word))}");
            errors += count;
            words += reference.Length;
        }
        output.WriteLine($"{errors} errors in {words} words");
        Assert.Equal(71, words);
        Assert.InRange(errors, 0, 22);
    }

    [Fact]
    public async Task Words_are_where_a_forced_alignment_has_them()
    {
        int compared = 0;
        foreach (Clip clip in fixture.Librivox.Clips)
        {
            compared += AssertTimes(
                clip, fixture.Align(clip), await RecognizeAsync(clip.Samples), _ => 0);
        }
        Assert.InRange(compared, 49, 71);
    }

    [Fact]
    public async Task Words_behind_a_pause_are_where_they_were_spoken()
    {
        const double pause = 3;
        int compared = 0;
        foreach (Clip clip in fixture.Librivox.Clips)
        {
            short[] samples = clip.Samples;
            int middle = samples.Length / 2;
            short[] paused = [.. samples[..middle], .. new short[(int)(pause * Rate)], .. samples[middle..]];
            double cut = (double)middle / Rate;
            compared += AssertTimes(
                clip, fixture.Align(clip), await RecognizeAsync(paused),
                // A word that is cut in two has no time.
                word => word.End <= cut ? 0 : word.Start >= cut ? pause : double.NaN);
        }
        Assert.InRange(compared, 42, 71);
    }

    [Fact]
    public async Task Sentences_with_pauses_between_them_come_as_one_result_each()
    {
        List<short> samples = [];
        foreach (Clip clip in fixture.Librivox.Clips) samples.AddRange([.. new short[2 * Rate], .. clip.Samples]);
        SpeechRecognitionResults results = await ResultsAsync([.. samples]);
        string[] reference = string.Join(' ', fixture.Librivox.Clips.Select(clip => clip.Text)).Split(' ');
        WordErrors errors = Compare(reference, Words(results));
        output.WriteLine($"{results.Results!.Count} results, {errors.Count} errors");
        Assert.InRange(results.Results.Count, 5, 6);
        Assert.InRange(errors.Count, 0, 22);
    }

    private static WordErrors Compare(string[] reference, WordTimestamp[] heard) =>
        WordErrors.Between(reference, [.. heard.Select(word => word.Word)]);

    private static WordTimestamp[] Words(SpeechRecognitionResults results) =>
        [.. results.Results!.SelectMany(result => result.Alternatives![0].Timestamps!)];

    private async Task<WordTimestamp[]> RecognizeAsync(short[] samples) => Words(await ResultsAsync(samples));

    private async Task<SpeechRecognitionResults> ResultsAsync(short[] samples) =>
        await new Recognizer(new ReadyEngine(fixture.Engine),
            new AudioFormats([new WavFormat(), new RawFormat()])).RecognizeAsync(
            new MemoryStream(Wav.Pcm16(samples)), "audio/wav",
            new RecognitionRequest(Broadband, new RecognitionParameters { Timestamps = true }), default);

    private int AssertTimes(
        Clip clip, IReadOnlyList<HypothesisWord> aligned, WordTimestamp[] heard, Func<HypothesisWord, double> shift)
    {
        WordErrors errors = Compare(clip.Text.Split(' '), heard);
        double worst = 0;
        int compared = 0;
        foreach ((int reference, int hypothesis) in errors.Matches)
        {
            double shifted = shift(aligned[reference]);
            if (double.IsNaN(shifted)) continue;
            compared++;
            double start = heard[hypothesis].Start - aligned[reference].Start - shifted;
            double end = heard[hypothesis].End - aligned[reference].End - shifted;
            worst = Math.Max(worst, Math.Max(Math.Abs(start), Math.Abs(end)));
        }
        output.WriteLine($"{clip}: {compared} words, at most {worst:0.00} s off");
        Assert.True(worst <= Tolerance + 0.001, $"{clip}: a word is {worst:0.00} s off.");
        return compared;
    }
}
