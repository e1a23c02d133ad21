using SttPowerShell.Client.Wire;
using SttPowerShell.LocalService.Recognition.Formatting;

namespace SttPowerShell.LocalService.Tests.Recognition.Formatting;

public sealed class FormattedTranscriptTests
{
    [Fact]
    public void Without_parameters_words_stay_as_they_were_heard()
    {
        FormattedTranscript plain = Write("um call nine one one comma please", new RecognitionParameters());
        Assert.Equal("um call nine one one comma please ", plain.Text);
        Assert.Equal(["um", "call", "nine", "one", "one", "comma", "please"], plain.Words);
    }

    [Theory]
    [InlineData("my credit card number is four one four seven two", "my credit card number is XXXXX")]
    [InlineData("call nine one four two three seven one thousand", "call XXX-XXX-XXXX")]
    [InlineData("on may fifth two thousand and one", "on X/X/XXXX")]
    [InlineData("you owe three thousand two hundred two dollars and sixty six cents", "you owe $XXXX.XX")]
    [InlineData("at nine thirty am on june sixth twelve people", "at 9:30 AM on june 6 12 people")]
    [InlineData("room 4711", "room XXXX")]
    public void Redaction_hides_numbers_of_three_and_more_digits(string heard, string written)
        => Assert.Equal($"{written} ", Write(heard, new RecognitionParameters { Redaction = true }).Text);

    [Theory]
    [InlineData("seven forty seven", "XXX")]
    [InlineData("it is nine thirty", "it is XXX")]
    [InlineData("four five hundred", "XXXX")]
    [InlineData("eight fifty and twelve", "XXX and 12")]
    public void Redaction_hides_numbers_that_formatting_leaves_in_words(string heard, string written)
        => Redaction_hides_numbers_of_three_and_more_digits(heard, written);

    [Fact]
    public void Redaction_hides_the_words_of_a_hidden_number_and_no_others()
    {
        FormattedTranscript hidden = Write(
            "code four one seven for five people um", new RecognitionParameters { Redaction = true });
        Assert.Equal(["code", "X", "X", "X", "for", "five", "people", "um"], hidden.Words);
    }

    [Fact]
    public void Redaction_formats_even_if_formatting_is_switched_off()
        => Assert.Equal("12 of them ", Write(
            "twelve of them", new RecognitionParameters { Redaction = true, SmartFormatting = false }).Text);

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void All_versions_of_smart_formatting_are_one(int version)
        => Assert.Equal("at 7:00 EST ", Write("at seven est", new RecognitionParameters
        {
            SmartFormatting = true, SmartFormattingVersion = version,
        }).Text);

    [Theory]
    [InlineData(null)]
    [InlineData(true)]
    public void Swear_words_are_four_asterisks_everywhere(bool? filter)
    {
        FormattedTranscript filtered = Write(
            "Shit this class passes", new RecognitionParameters { ProfanityFilter = filter });
        Assert.Equal("**** this class passes ", filtered.Text);
        Assert.Equal(["****", "this", "class", "passes"], filtered.Words);
    }

    [Fact]
    public void Swear_words_are_shown_where_the_filter_is_off()
        => Assert.Equal("shit happens ", Write(
            "shit happens", new RecognitionParameters { ProfanityFilter = false }).Text);

    private static FormattedTranscript Write(string heard, RecognitionParameters parameters)
        => FormattedTranscript.Write(heard.Split(' '), parameters);
}
