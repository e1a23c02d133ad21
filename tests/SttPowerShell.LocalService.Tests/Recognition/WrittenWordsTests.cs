using SttPowerShell.LocalService.Customization.Language.Training;
using SttPowerShell.LocalService.Engine;
using SttPowerShell.LocalService.Recognition;
using SttPowerShell.LocalService.Tests.Support;

namespace SttPowerShell.LocalService.Tests.Recognition;

public sealed class WrittenWordsTests
{
    [Fact]
    public async Task Words_are_written_as_the_model_says_and_keep_their_times()
    {
        using TemporaryDirectory folder = new();
        await TrainedLanguageModel.WriteAsync(
            folder.Root,
            new TranscriptWords(
                new Dictionary<string, string> { ["w1"] = "IBM™", ["nola"] = "New Orleans" },
                new Dictionary<string, string> { ["for example"] = "e.g." }),
            new Dictionary<string, string>(), default);
        Hypothesis heard = FakeEngine.Heard("ask w1 in nola for example today")[0];
        Hypothesis written = WrittenWords.Write(heard, TrainedLanguageModel.Load(folder.Root));
        Assert.Equal(["ask", "IBM™", "in", "New Orleans", "e.g.", "today"], written.Words.Select(word => word.Text));
        Assert.Equal(heard.Words[4].Start, written.Words[4].Start);
        Assert.Equal(heard.Words[5].End, written.Words[4].End);
        Assert.Equal(heard.Words[6] with { Text = "today" }, written.Words[5]);
        Assert.Equal(heard.Confidence, written.Confidence);
    }
}
