using SttPowerShell.LocalService.Customization.Language;

namespace SttPowerShell.LocalService.Tests.Customization;

public sealed class SoundsLikeRulesTests
{
    private const string Digits = "Numbers are not allowed in sounds_like.";
    private const string Periods =
        "Punctuation is not allowed in sounds_like, but for a period after a letter that is spoken by itself.";
    private const string Punctuation = "Punctuation is not allowed in sounds_like.";
    private const string Blanks = "Blanks are only allowed between the words of sounds_like, one at a time.";

    [Theory]
    [InlineData("cardio map")]
    [InlineData("o'clock")]
    [InlineData("rock 'n roll")]
    [InlineData("A")]
    public void Words_of_english_letters_are_good_for_both_generations(string soundsLike)
    {
        Assert.Null(SoundsLikeRules.Check(soundsLike, previousGeneration: true));
        Assert.Null(SoundsLikeRules.Check(soundsLike, previousGeneration: false));
    }

    [Theory]
    [InlineData("N. C. A. A.")]
    [InlineData("the I. R. S. office")]
    public void The_previous_generation_has_periods_after_single_letters_and_the_next_has_none(string soundsLike)
    {
        Assert.Null(SoundsLikeRules.Check(soundsLike, previousGeneration: true));
        string without = soundsLike.Replace(".", "", StringComparison.Ordinal);
        Assert.Equal($"{Punctuation} You can try for example '{without}'.",
            SoundsLikeRules.Check(soundsLike, previousGeneration: false));
        Assert.Null(SoundsLikeRules.Check(without, previousGeneration: false));
    }

    [Theory]
    [InlineData("t 4", $"{Digits} You can try for example 't four'.")]
    [InlineData("t4", $"{Digits} You can try for example 't four'.")]
    [InlineData("75 dollars", $"{Digits} You can try for example 'seventy five dollars'.")]
    [InlineData("007", $"{Digits} You can try for example 'zero zero seven'.")]
    [InlineData("1234567890", Digits)]
    [InlineData("99999999999999999999", Digits)]
    [InlineData("50%", Digits)]
    [InlineData("٣ maps", Digits)]
    [InlineData("N.C.A.A.", $"{Periods} You can try for example 'N. C. A. A.'.")]
    [InlineData("dr. who", $"{Periods} You can try for example 'dr who'.")]
    [InlineData("kardio-map", $"{Periods} You can try for example 'kardio map'.")]
    [InlineData("o’clock", $"{Periods} You can try for example 'o'clock'.")]
    [InlineData("r & d", Periods)]
    [InlineData("!!", Periods)]
    [InlineData("'", Periods)]
    [InlineData(" a map", $"{Blanks} You can try for example 'a map'.")]
    [InlineData("a  map ", $"{Blanks} You can try for example 'a map'.")]
    [InlineData("a\tmap", $"{Blanks} You can try for example 'a map'.")]
    [InlineData("a map\n", $"{Blanks} You can try for example 'a map'.")]
    [InlineData("café", "Only the letters a to z are allowed in sounds_like. Write 'é' as it sounds with them.")]
    [InlineData("map 🗺", "Only the letters a to z are allowed in sounds_like. Write '🗺' as it sounds with them.")]
    [InlineData("Карта", "Only the letters a to z are allowed in sounds_like. Write 'К' as it sounds with them.")]
    public void What_can_not_be_used_is_told_with_something_to_try(string soundsLike, string reason)
        => Assert.Equal(reason, SoundsLikeRules.Check(soundsLike, previousGeneration: true));

    [Theory]
    [InlineData("CardioMap", "cardiomap")]
    [InlineData("COVID-19", "covid nineteen")]
    [InlineData("T4", "t four")]
    [InlineData("o'brien", "o'brien")]
    [InlineData("AT&T", null)]
    [InlineData("café", null)]
    [InlineData("§", null)]
    [InlineData("pneumonoultramicroscopicsilicovolcanoconiosis", null)]
    public void A_new_words_own_sounds_like_is_one_that_can_be_used_or_none(string word, string? soundsLike)
    {
        StoredWord filled = WordDefaults.Of(word);
        Assert.Equal(soundsLike is null ? [] : [soundsLike], filled.SoundsLike);
        Assert.Equal(word, filled.DisplayAs);
        Assert.Empty(WordRules.Problems(filled, previousGeneration: true));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_is_advised_can_be_used_whatever_the_input(bool previousGeneration)
    {
        const string Characters = "aZ' .9-–’é&🗺0\t";
        Random random = new(1);
        int advised = 0;
        for (int i = 0; i < 20_000; i++)
        {
            string text = new([.. Enumerable.Range(0, random.Next(1, 9))
                .Select(_ => Characters[random.Next(Characters.Length)])]);
            if (SoundsLikeRules.Suggest(text, previousGeneration) is not string advice) continue;
            advised++;
            Assert.Null(SoundsLikeRules.Check(advice, previousGeneration));
        }
        Assert.InRange(advised, 1000, 19_000);
    }
}
