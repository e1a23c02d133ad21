using System.Globalization;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Humanizer;
using Microsoft.FSharp.Core;
using SttPowerShell.Client.Wire;
using SttPowerShell.LocalService.Recognition.Formatting;

namespace SttPowerShell.LocalService.Tests.Recognition.Formatting;

public sealed partial class RandomPhraseTests
{
    private const int Rounds = 10_000;

    private static readonly string[] Numbers =
    [
        "zero", "oh", "o", "one", "two", "three", "five", "seven", "nine", "ten", "eleven", "twelve", "fifteen",
        "nineteen", "twenty", "twenty-one", "thirty", "forty", "ninety", "hundred", "thousand", "million", "double",
        "first", "second", "third", "ninth", "nineteenth", "twentieth", "seventies",
    ];

    private static readonly string[] Others =
    [
        "and", "a", "a.", "m", "p.", "the", "of", "point", "between", "from", "to", "at", "on", "may", "march", "june",
        "am", "p.m.", "est", "o'clock", "hours", "dollars", "dollar", "cents", "euros", "dot", "com", "yahoo", "email",
        "address", "is", "dash", "period", "comma", "question", "mark", "exclamation", "uh", "huh", "um", "i", "j.",
        "people", "New Orleans", "4711", "", ".", "™", "-",
    ];

    private static readonly string[] Marks = ["comma", "period", "question", "exclamation"];

    private static readonly Gen<string[]> Words = Gen.Elements<string>([.. Numbers, .. Others]).ArrayOf();

    private static readonly Gen<string[]> NumberWords =
        Gen.Elements<string>([.. Numbers, "and", "point", "a", "dollars"]).ArrayOf();

    /// <summary>The same phrases at each run, so that a failure tells of a change.</summary>
    private static readonly Config Config = Config.QuickThrowOnFailure.WithMaxTest(Rounds).WithEndSize(14)
        .WithReplay(new Replay(new Rnd(1724094174766853602, 16015309787215815757), FSharpOption<int>.None));

    [Fact]
    public void Words_that_belong_to_nothing_keep_their_order_and_none_is_lost()
        => Prop.ForAll(Words.ToArbitrary(), words =>
        {
            string[] heard = [.. words.SelectMany((word, n) => n % 3 == 2 ? (string[])[word, $"q{n}q"] : [word])];
            string written = Written(heard);
            int at = 0;
            foreach (string own in heard.Where(word => word.StartsWith('q') && word.EndsWith('q')))
            {
                at = written.IndexOf(own, at, StringComparison.Ordinal);
                Assert.True(at >= 0, $"{own} of '{string.Join(' ', heard)}' isn't in '{written}'.");
                at += own.Length;
            }
        }).Check(Config);

    [Fact]
    public void Spans_have_each_word_once_but_hesitations()
        => Prop.ForAll(Words.ToArbitrary(), words =>
        {
            IReadOnlyList<FormattedSpan> spans = SmartFormatter.Format(words);
            int at = 0;
            foreach (FormattedSpan span in spans)
            {
                Assert.All(words[at..span.First], word => Assert.True(word is "uh" or "um"));
                if (span is { Length: 1, IsMark: false } && !Numbers.Contains(words[span.First]))
                {
                    Assert.Equal(words[span.First], span.Text);
                }
                at = span.First + span.Length;
            }
            Assert.All(words[at..], word => Assert.True(word is "uh" or "um"));
        }).Check(Config);

    /// <summary>Marks join their word, which is then another one; what a custom model shows may be several.</summary>
    [Fact]
    public void What_is_written_is_not_written_again()
        => Prop.ForAll(Words.ToArbitrary(), words =>
        {
            string written = Written(words.Where(word => word is not ("" or "New Orleans") && !Marks.Contains(word)));
            Assert.Equal(written, Written(written.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
        }).Check(Config);

    [Fact]
    public void Redaction_leaves_no_three_digits_in_a_row_nor_their_words()
        => Prop.ForAll(NumberWords.ToArbitrary(), words =>
        {
            FormattedTranscript written = FormattedTranscript.Write(
                words, new RecognitionParameters { Redaction = true });
            string shown = string.Join(' ', written.Words);
            Assert.Equal(words.Length, written.Words.Count);
            Assert.DoesNotMatch(ThreeDigits(), written.Text);
            Assert.DoesNotMatch(ThreeDigits(), shown);
        }).Check(Config);

    [Fact]
    public void A_number_comes_back_from_its_words()
        => Prop.ForAll(
            Gen.Choose(0, 9).ListOf(15).Select(digits => digits.Aggregate(0L, (sum, digit) => 10 * sum + digit))
                .SelectMany(number => Gen.Choose(0, 14).Select(zeros => number / (long)Math.Pow(10, zeros)))
                .Where(number => number >= 10 && number % 1_000_000 != 0).ToArbitrary(),
            number =>
            {
                string digits = number.ToString(CultureInfo.InvariantCulture);
                string words = number.ToWords(CultureInfo.InvariantCulture, addAnd: number % 2 == 0);
                Assert.Equal($"{digits} ", Written(words.Split(' ')));
                Assert.Equal($"{digits} ", Written(words.Split(' ', '-')));
            }).Check(Config);

    [Fact]
    public void A_date_comes_back_from_its_words()
    {
        for (DateTime day = new(1899, 12, 1); day.Year < 2100; day = day.AddDays(17))
        {
            string year = day.Year % 100 == 0 && day.Year != 2000
                ? $"{(day.Year / 100).ToWords(CultureInfo.InvariantCulture)} hundred"
                : day.Year is >= 2000 and < 2010
                    ? day.Year.ToWords(CultureInfo.InvariantCulture)
                    : $"{(day.Year / 100).ToWords(CultureInfo.InvariantCulture)} {(day.Year % 100 < 10 ? "oh " : "")}"
                        + (day.Year % 100).ToWords(CultureInfo.InvariantCulture);
            string ordinal = day.Day.ToOrdinalWords(CultureInfo.InvariantCulture).Replace('-', ' ');
            string month = day.ToString("MMMM", CultureInfo.InvariantCulture);
            string expected = day.ToString("'on 'M/d/yyyy' '", CultureInfo.InvariantCulture);
            Assert.Equal(expected, Written($"on {month} {ordinal} {year}".Split(' ')));
            Assert.Equal(expected, Written($"on the {ordinal} of {month} {year}".Split(' ')));
        }
    }

    private static string Written(IEnumerable<string> words)
        => FormattedTranscript.Write(words, new RecognitionParameters { SmartFormatting = true }).Text;

    [GeneratedRegex("[0-9]{3}|(?:(?:zero|one|two|three|five|seven|nine|oh) ){2}(?:zero|one|two|three|five|seven|nine)")]
    private static partial Regex ThreeDigits();
}
