using SttPowerShell.LocalService.Customization.Acoustic;

namespace SttPowerShell.LocalService.Tests.Customization.Acoustic;

/// <summary>What was heard is taken for a line of the corpus that it nearly is.</summary>
public sealed class CorpusMatchesTests
{
    private const string Password = "Please enter your password followed by the pound key";

    [Theory]
    [InlineData("please enter your password followed by the pound key")]
    [InlineData("please enter your past word followed by the pound key")]
    [InlineData("please enter password followed by the pound key")]
    [InlineData("please enter your password followed by the pound")]
    public void A_line_within_a_fifth_of_the_words_is_what_was_said(string heard)
        => Assert.Equal(Password, Match(heard, "Goodbye", Password, "Please enter your name"));

    [Theory]
    [InlineData("please and your past followed by a pound key")]
    [InlineData("please enter something altogether different after the tone")]
    [InlineData("")]
    public void What_differs_in_more_is_not(string heard)
        => Assert.Null(Match(heard, "Goodbye", Password));

    [Fact]
    public void Few_words_must_be_the_whole_line()
    {
        Assert.Equal("The pound key", Match("the pound key", Password, "The pound key"));
        Assert.Null(Match("the pound key", Password));
        Assert.Null(Match("the round key", "The pound key"));
    }

    [Fact]
    public void An_utterance_may_be_a_part_of_a_line()
        => Assert.Equal(
            "wish to transfer the call now",
            Match("which to transfer the call now", "If you wish to transfer the call now please press one."));

    [Fact]
    public void A_whole_line_is_likelier_than_a_part_of_another()
        => Assert.Equal(
            "enter the number of the line",
            Match(
                "enter the number of a line", "Please enter the number of this line", "enter the number of the line"));

    [Fact]
    public void Spellings_of_a_word_and_the_engines_name_of_it_are_one_word()
    {
        Assert.Equal("Call CardioMap at 9 o'clock, e-mail Dr. X",
            Match("call cardiomap_17 at 9 oclock email dr. x.", "Call CardioMap at 9 o'clock, e-mail Dr. X"));
    }

    [Fact]
    public void Every_utterance_finds_its_line_in_a_large_corpus()
    {
        Random random = new(7);
        string[] words = [.. Enumerable.Range(0, 500).Select(i => $"w{i}")];
        string[] lines = [.. Enumerable.Range(0, 50_000).Select(_ => string.Join(' ',
            Enumerable.Range(0, random.Next(5, 15)).Select(_ => words[random.Next(words.Length)])))];
        CorpusMatches matches = new();
        string[] read = [.. Enumerable.Range(0, 200).Select(i => lines[i * 250])];
        foreach (string line in read)
        {
            string[] heard = line.Split(' ');
            heard[random.Next(heard.Length)] = "misheard";
            matches.Add(heard.Select(WordKey.OfToken));
        }
        foreach (string line in lines) matches.Read(line.Split(' '));
        Assert.Equal(read, read.Select((_, i) => string.Join(' ', matches.Match(i) ?? [])));
    }

    private static string? Match(string heard, params string[] corpus)
    {
        CorpusMatches matches = new();
        int utterance = matches.Add(
            heard.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(WordKey.OfToken));
        foreach (string line in corpus) matches.Read(line.Split(' '));
        return matches.Match(utterance) is { } words ? string.Join(' ', words).TrimEnd('.') : null;
    }
}
