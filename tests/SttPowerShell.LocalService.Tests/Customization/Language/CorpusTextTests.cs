using SttPowerShell.LocalService.Customization.Language.Text;

namespace SttPowerShell.LocalService.Tests.Customization.Language;

public sealed class CorpusTextTests
{
    private static readonly HashSet<string> KnownWords = new(["x-ray", "'em", "AT&T", "mp3"], StringComparer.OrdinalIgnoreCase);

    [Theory]
    [InlineData("It costs $100.", "It costs one hundred dollars")]
    [InlineData("€100 or 100€", "one hundred euros or one hundred euros")]
    [InlineData("$1, $3.50, $2.5 million and $5k", "one dollar three dollars and fifty cents two point five million dollars and five thousand dollars")]
    [InlineData("£0.99", "ninety nine pence")]
    [InlineData("100% of 3.5%", "one hundred percent of three point five percent")]
    [InlineData("1,234,567 and 21", "one million two hundred thirty four thousand five hundred sixty seven and twenty one")]
    [InlineData("3.14 -5 007", "three point one four minus five zero zero seven")]
    [InlineData("the 1st, 22nd and 101st", "the first twenty second and one hundred first")]
    [InlineData("1984 1905 1900 2000 2005 2012", "nineteen eighty four nineteen oh five nineteen hundred two thousand two thousand five twenty twelve")]
    [InlineData("the 1990s", "the nineteen nineties")]
    [InlineData("at 10:30, 9:05 and 3:00", "at ten thirty nine oh five and three o'clock")]
    [InlineData("10km 100,5 192.168.0.1", "ten km one hundred five one hundred ninety two one hundred sixty eight zero one")]
    [InlineData("MP3 T4", "MP3 T4")]
    [InlineData("Don’t stop -- rock'n'roll!", "Don't stop rock'n'roll")]
    [InlineData("keep (not this) and [nor (this)] it <b>", "keep and it")]
    [InlineData("an open ( bracket", "an open bracket")]
    [InlineData("state-of-the-art x-ray for 'em by AT&T", "state of the art x-ray for 'em by AT&T")]
    [InlineData("the U.S. and e.g. this", "the U. S. and e. g. this")]
    [InlineData("#1 * @home ~ café Москва", "one home café Москва")]
    public void A_sentence_becomes_the_words_that_are_spoken(string text, string words) =>
        Assert.Equal(words, string.Join(' ', Sentences(text).SelectMany(sentence => sentence)));

    [Fact]
    public void Sentences_end_with_lines_and_with_periods_but_not_with_abbreviations()
    {
        IEnumerable<string> sentences = Sentences("Dr. Smith came. \"Who is it?\" No one said.\nv1.2 is out at 5 p.m. today\r\n\r\n.\n")
            .Select(sentence => string.Join(' ', sentence));
        Assert.Equal(["Dr Smith came", "Who is it", "No one said", "v1 two is out at five p. m. today"], sentences);
    }

    [Fact]
    public void Random_characters_give_words_without_blanks_and_never_fail()
    {
        Random random = new(1);
        const string alphabet = "aZ09 .,:;'\"$€%()<>[]{}-–/\\\t\n\r\0\ud83d\ude00\u0301ßМ中\ufeff";
        for (int i = 0; i < 2000; i++)
        {
            string text = new([.. Enumerable.Range(0, random.Next(80)).Select(_ => alphabet[random.Next(alphabet.Length)])]);
            Assert.All(Sentences(text).SelectMany(sentence => sentence), word =>
            {
                Assert.NotEqual("", word);
                Assert.DoesNotContain(word, char.IsWhiteSpace);
            });
        }
    }

    [Fact]
    public void A_line_without_end_is_read_in_pieces()
    {
        using EndlessText text = new("the same words again and again ");
        Assert.All(CorpusText.Sentences(text).Take(100), sentence => Assert.InRange(sentence.Count, 1, 4000));
        Assert.InRange(text.Given, 1, 10_000_000);
    }

    [Fact]
    public void A_word_without_end_is_not_a_word() =>
        Assert.Empty(CorpusText.Sentences(new StringReader(new string('x', 200_000))));

    private static IEnumerable<IReadOnlyList<string>> Sentences(string text) =>
        CorpusText.Sentences(new StringReader(text), KnownWords.Contains);

    private sealed class EndlessText(string repeated) : TextReader
    {
        public long Given { get; private set; }

        public override int Read(char[] buffer, int index, int count)
        {
            for (int i = 0; i < count; i++) buffer[index + i] = repeated[(int)(Given++ % repeated.Length)];
            return count;
        }
    }
}
