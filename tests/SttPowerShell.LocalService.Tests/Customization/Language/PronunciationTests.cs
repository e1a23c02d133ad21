using SttPowerShell.LocalService.Customization.Language.Pronunciation;
using SttPowerShell.LocalService.Tests.Support;

namespace SttPowerShell.LocalService.Tests.Customization.Language;

[Collection(EngineTests.Name)]
public sealed class PronunciationTests(EngineFixture engine)
{
    [Fact]
    public async Task The_dictionary_knows_words_in_any_case_with_all_pronunciations()
    {
        PronunciationDictionary dictionary = await new BaseVocabulary(new ReadyEngine(engine.Engine)).GetAsync(default);
        Assert.Equal(["T AH M EY T OW", "T AH M AA T OW"], dictionary.PronunciationsOf("Tomato"));
        Assert.True(dictionary.Contains("O'Clock"));
        Assert.False(dictionary.Contains("tomato(2)"));
        Assert.False(dictionary.Contains("zephyrion"));
        Assert.False(dictionary.Contains(""));
        Assert.Empty(dictionary.PronunciationsOf("\ud83d zephyrion"));
    }

    [Theory]
    [InlineData("CardioMap", "Cardio Map")]
    [InlineData("Wi-Fi6", "Wi Fi 6")]
    [InlineData("HTMLParser", "HTML Parser")]
    [InlineData("café", "cafe")]
    [InlineData("cafe\u0301", "cafe")]
    [InlineData("Žižek", "Zizek")]
    [InlineData("ŁÓDŹ", "LODZ")]
    [InlineData("Straße", "Strasse")]
    [InlineData("l’œuvre", "l'oeuvre")]
    [InlineData("日本 №", "")]
    public void A_spelling_is_taken_apart_where_a_reader_would(string spelling, string parts)
        => Assert.Equal(parts, string.Join(' ', SpellingParts.Of(spelling)));

    [Fact]
    public void Spellings_held_out_of_training_are_pronounced_right_as_often_as_measured()
    {
        PronunciationDictionary dictionary = PronunciationDictionary.Load(engine.Files.Dictionary);
        string[] words = [.. dictionary.Entries().Select(entry => entry.Word).Distinct().Where(word => word.All(char.IsAsciiLetter))];
        HashSet<string> held = [.. words.Where((word, i) => i % 197 == 0 && word.Length > 2)];
        GraphoneModel model = GraphoneTrainer.Train(
            [.. dictionary.Entries().Where(entry => !held.Contains(entry.Word))], default);
        int exact = held.Count(word => dictionary.PronunciationsOf(word).Contains(model.Pronounce(word, 1).Single()));
        int amongThree = held.Count(word => dictionary.PronunciationsOf(word).Intersect(model.Pronounce(word, 3)).Any());
        Assert.InRange(exact / (double)held.Count, 0.66, 0.95);
        Assert.InRange(amongThree / (double)held.Count, 0.82, 0.99);
    }

    [Theory]
    [InlineData("Zephyrion", "zephyr ian", "Z EH F ER IY AH N")]
    [InlineData("NCAA", "N. C. A. A.", "EH N S IY EY EY")]
    [InlineData("NCAA", "n c a a", "EH N S IY EY EY")]
    [InlineData("MP3", "", "EH M P IY TH R IY")]
    [InlineData("HTML", "", "EY CH T IY EH M EH L")]
    [InlineData("PCs", "", "P IY S IY Z")]
    [InlineData("CardioMap", "", "K AA R D IY OW M AE P")]
    public async Task A_custom_word_is_pronounced_by_its_parts(string word, string soundsLike, string phones)
    {
        WordPronouncer pronouncer = await PronouncerAsync();
        WordPronunciations found = pronouncer.Pronounce(word, soundsLike.Length > 0 ? [soundsLike] : []);
        Assert.Contains(phones, found.Pronunciations);
        Assert.Empty(found.Unpronounceable);
    }

    [Fact]
    public async Task A_sounds_like_without_pronunciation_is_reported_under_its_own_text()
    {
        WordPronunciations found = (await PronouncerAsync()).Pronounce("T4", ["t 4", "tea for", "***"]);
        Assert.Equal("Numbers are not allowed in sounds_like. You can try for example 't four'.", found.Unpronounceable["t 4"]);
        Assert.Contains("***", found.Unpronounceable.Keys);
        Assert.Contains("T IY F AO R", found.Pronunciations);
    }

    [Fact]
    public async Task A_word_that_nobody_can_say_has_no_pronunciation()
    {
        WordPronouncer pronouncer = await PronouncerAsync();
        Assert.Empty(pronouncer.Pronounce("\ud83d\ude00", []).Pronunciations);
        Assert.NotEmpty(pronouncer.Pronounce(new string('q', 5000), []).Pronunciations);
    }

    [Fact]
    public async Task A_damaged_cache_is_trained_anew_and_gives_the_same()
    {
        using TemporaryDirectory folder = new();
        string path = Path.Combine(folder.Root, "tiny.dict");
        await File.WriteAllLinesAsync(path, ["cat K AE T", "tact T AE K T", "act AE K T", "tat T AE T"]);
        PronunciationDictionary dictionary = PronunciationDictionary.Load(path);
        GraphoneCache cache = new(folder.Root);
        IReadOnlyList<string> first = (await cache.GetAsync(dictionary, default)).Pronounce("tatac", 3);
        string file = Directory.GetFiles(folder.Root, "pronunciations-*.bin").Single();
        await using (FileStream damaged = File.OpenWrite(file)) damaged.SetLength(damaged.Length / 2);
        Assert.Equal(first, (await cache.GetAsync(dictionary, default)).Pronounce("tatac", 3));
        Assert.NotEmpty(first);
    }

    private async Task<WordPronouncer> PronouncerAsync()
    {
        using PronouncerSupply supply = new(new BaseVocabulary(new ReadyEngine(engine.Engine)));
        return await supply.GetAsync(default);
    }
}
