using System.Globalization;
using System.Text.Json;
using SttPowerShell.Client.Wire;
using SttPowerShell.LocalService.Tests.Support;

namespace SttPowerShell.LocalService.Tests.Storage;

public sealed class WordKillTests
{
    private const int Count = 5_000;

    [Fact]
    public async Task Acknowledged_words_are_all_there_and_analysed_after_kill_9()
    {
        using TemporaryDirectory folder = new();
        string id;
        await using (ServiceProcess service = await ServiceProcess.StartAsync(folder.File("data")))
        {
            LanguageModel model = await LanguageModel.CreateAsync(service.Client, "en-US_Telephony");
            id = model.Id;
            Assert.Equal(201, (await model.AddWordsAsync(Words())).Status);
            await service.KillAsync();
        }
        await using ServiceProcess again = await ServiceProcess.StartAsync(folder.File("data"));
        LanguageModel kept = new(again.Client, id);
        await WordsFixture.BecomeReadyAsync(kept);
        IReadOnlyList<Word> words = JsonSerializer
            .Deserialize((await kept.SendAsync("GET", "/words")).Body, WireJson.Plain.NewWords)!.Words!;
        Assert.Equal(Count, words.Count);
        Assert.All(words, word => Assert.Equal(word.SoundsLike, word.Problems!.Select(problem => problem.SoundsLike)));
        Assert.Equal(201, (await WordsFixture.PutAsync(kept, "not-locked")).Status);
    }

    private static string Words()
        => $"[{string.Join(',', Enumerable.Range(0, Count).Select(i => string.Create(CultureInfo.InvariantCulture,
            $$"""{"word":"w{{i}}","sounds_like":["w {{i}}"]}""")))}]";
}
