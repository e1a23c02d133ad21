using SttPowerShell.Client.Wire;
using SttPowerShell.LocalService.Recognition.Formatting;

namespace SttPowerShell.LocalService.Tests.Recognition.Formatting;

public sealed class SmartFormatterTests
{
    [Theory]
    [InlineData("I was born on ten oh six nineteen seventy", "I was born on 10/6/1970")]
    [InlineData("I was born on the ninth of December nineteen hundred", "I was born on 12/9/1900")]
    [InlineData("Today is June sixth", "Today is June 6")]
    [InlineData("The meeting starts at nine thirty AM", "The meeting starts at 9:30 AM")]
    [InlineData("I am available at seven EST", "I am available at 7:00 EST")]
    [InlineData("We meet at oh seven hundred hours", "We meet at 0700 hours")]
    [InlineData("The quantity is one million one hundred and one", "The quantity is 1000101")]
    [InlineData("One point five is between one and two", "1.5 is between 1 and 2")]
    [InlineData("Call me at nine one four two three seven one thousand", "Call me at 914-237-1000")]
    [InlineData("Call me at one nine one four nine oh nine twenty six forty five", "Call me at 1-914-909-2645")]
    [InlineData("You owe me three thousand two hundred two dollars and sixty six", "You owe me $3202.66")]
    [InlineData("The dollar rose to one hundred and nine point seven nine yen from one hundred and nine point seven two yen",
        "The dollar rose to 109.79 yen from 109.72 yen")]
    [InlineData("My email address is john dot doe at foo dot com", "My email address is john.doe@foo.com")]
    [InlineData("I saw the story on yahoo dot com", "I saw the story on yahoo.com")]
    [InlineData("The code is zero two four eight one and the date of service is May fifth two thousand and one",
        "The code is 02481 and the date of service is 5/5/2001")]
    [InlineData("There are forty seven links on Yahoo dot com now", "There are 47 links on Yahoo.com now")]
    [InlineData("My phone number is nine one four five five seven three three nine two",
        "My phone number is 914-557-3392")]
    [InlineData("My phone number is nine one four", "My phone number is 914")]
    [InlineData("five five seven three three nine two", "5573392")]
    [InlineData("My email address is j dot d o e at i b m dot com", "My email address is j.doe@ibm.com")]
    [InlineData("sixty nine thousand five hundred sixty dollars and twenty five cents", "$69560.25")]
    [InlineData("sixty nine thousand five hundred sixty dollars point twenty five", "$69560.25")]
    [InlineData("the warranty period is short period", "the warranty period is short.")]
    public void What_the_documentation_shows_is_written_like_that(string heard, string written) => Gives(heard, written);

    [Theory]
    // IBM's service gives "w w w .yahoo.com" and twice "60 9000 $560.25".
    [InlineData("I saw the story on w w w dot yahoo dot com", "I saw the story on www.yahoo.com")]
    [InlineData("sixty nine thousand five sixty dollars and twenty five cents", "$69560.25")]
    [InlineData("sixty nine thousand five sixty dollars point twenty five", "$69560.25")]
    public void Where_the_documentation_tells_of_wrong_results_ours_are_right(string heard, string written)
        => Gives(heard, written);

    [Theory]
    [InlineData("i was born on october sixth nineteen seventy", "i was born on 10/6/1970")]
    [InlineData("july twenty fifth two thousand twelve", "7/25/2012")]
    [InlineData("the twenty fifth of july twenty twelve", "7/25/2012")]
    [InlineData("january the thirty first two thousand", "1/31/2000")]
    [InlineData("zero five zero five nineteen eighty three", "5/5/1983")]
    [InlineData("june twenty nineteen forty four", "6/20/1944")]
    [InlineData("in june twenty nineteen", "in june 2019")]
    [InlineData("june twenty-first twenty twenty one", "6/21/2021")]
    [InlineData("on may first", "on may 1")]
    [InlineData("the third of march", "march 3")]
    [InlineData("since the twenty second of may", "since may 22")]
    public void Dates_are_written_by_month_day_and_year(string heard, string written) => Gives(heard, written);

    [Theory]
    [InlineData("at nine oh five p. m.", "at 9:05 PM")]
    [InlineData("at nine a.m. eastern", "at 9:00 AM eastern")]
    [InlineData("ten forty five pm p. s. t.", "10:45 PM PST")]
    [InlineData("at three o'clock", "at 3:00")]
    [InlineData("at fourteen thirty hours", "at 1430 hours")]
    [InlineData("at nine am i am up", "at nine am i am up")]
    [InlineData("it took fifteen hundred hours", "it took 1500 hours")]
    [InlineData("twenty one am", "21 am")]
    public void Times_have_a_word_that_tells(string heard, string written) => Gives(heard, written);

    [Theory]
    [InlineData("two thousand seventeen people", "2017 people")]
    [InlineData("twelve hundred and five", "1205")]
    [InlineData("a hundred and five of a hundred", "105 of a hundred")]
    [InlineData("fifty nine million", "59 million")]
    [InlineData("fifty nine million and one", "59000001")]
    [InlineData("it would cost five point two million", "it would cost 5.2 million")]
    [InlineData("nine hundred ninety nine trillion nine hundred ninety nine billion and one", "999999000000001")]
    [InlineData("between one hundred and two hundred", "between 100 and 200")]
    [InlineData("between one hundred and two thousand", "between 100 and 2000")]
    [InlineData("one hundred and two hundred", "100 and 200")]
    [InlineData("from one to nine", "from 1 to 9")]
    [InlineData("one hundred and five six seven", "100 and 567")]
    [InlineData("its one hundred twenty first trial", "its 121st trial")]
    [InlineData("the nineteenth century", "the 19th century")]
    [InlineData("the twenty second time", "the 22nd time")]
    [InlineData("in nineteen eighty four", "in 1984")]
    [InlineData("nineteen oh five and twenty seventeen", "1905 and 2017")]
    [InlineData("the nineteen seventies", "the 1970s")]
    [InlineData("double five o two", "5502")]
    [InlineData("the code is four triple seven oh", "the code is 47770")]
    [InlineData("twenty-one", "21")]
    [InlineData("february thirtieth nineteen seventy", "february 30th 1970")]
    [InlineData("on june sixth twelve people", "on june 6 12 people")]
    public void Numbers_are_written_in_digits(string heard, string written) => Gives(heard, written);

    [Theory]
    [InlineData("one dollar", "$1")]
    [InlineData("a hundred dollar bill", "$100 bill")]
    [InlineData("two point five million euros", "€2.5 million")]
    [InlineData("five dollars and five cents please", "$5.05 please")]
    [InlineData("seventy five dollars sixty three", "$75.63")]
    [InlineData("five dollars and twenty people", "$5 and 20 people")]
    [InlineData("fifty cents", "$0.50")]
    public void Amounts_have_the_sign_of_the_currency(string heard, string written) => Gives(heard, written);

    [Theory]
    [InlineData("one of them took a second", "one of them took a second")]
    [InlineData("you may first call", "you may first call")]
    [InlineData("a twenty second pause", "a 20 second pause")]
    [InlineData("five six people", "five six people")]
    [InlineData("ten twenty thirty", "ten twenty thirty")]
    [InlineData("a hundred people", "a hundred people")]
    [InlineData("one third", "one third")]
    [InlineData("oh one more thing", "oh one more thing")]
    [InlineData("the dot com boom", "the dot com boom")]
    [InlineData("email me at foo dot com", "email me at foo.com")]
    [InlineData("john dot doe at foo dot com", "john dot doe at foo.com")]
    [InlineData("eight fifty", "eight fifty")]
    [InlineData("New Orleans e.g. IBM™", "New Orleans e.g. IBM™")]
    public void What_is_not_clearly_an_entity_stays_words(string heard, string written) => Gives(heard, written);

    [Theory]
    [InlineData("hello comma how are you question mark", "hello, how are you?")]
    [InlineData("stop exclamation point", "stop!")]
    [InlineData("we go period they stay period", "we go period they stay.")]
    [InlineData("put a comma in this period", "put a comma in this period")]
    [InlineData("comma", "comma")]
    [InlineData("period", "period")]
    public void Dictated_marks_follow_the_word_before_them(string heard, string written) => Gives(heard, written);

    [Theory]
    [InlineData("um call uh nine one um one", "call 911")]
    [InlineData("uh huh %HESITATION yes", "uh huh yes")]
    public void Hesitations_are_left_out(string heard, string written) => Gives(heard, written);

    private static void Gives(string heard, string written)
        => Assert.Equal($"{written} ", FormattedTranscript.Write(
            heard.Split(' '), new RecognitionParameters { SmartFormatting = true }).Text);
}
