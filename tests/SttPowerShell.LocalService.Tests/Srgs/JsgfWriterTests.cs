using System.Globalization;
using SttPowerShell.LocalService.Srgs;

namespace SttPowerShell.LocalService.Tests.Srgs;

public sealed class JsgfWriterTests
{
    [Theory]
    [InlineData("$r = a B | c;", "public <r1_r> = a b | c ;")]
    [InlineData("$r = /10/ a | /5/ b | (c | d);", "public <r1_r> = /1/ a | /0.5/ b | (/0.1/ <NULL>) (c | d) ;")]
    [InlineData("$r = /0/ a | /2/ b;", "public <r1_r> = /0.000001/ a | /1/ b ;")]
    [InlineData("$r = [a] b;", "public <r1_r> = (a | <NULL>) b ;")]
    [InlineData("$r = a<2-4>;", "public <r1_r> = a a (a (a | <NULL>) | <NULL>) ;")]
    [InlineData("$r = (a b)<0-1 /0.75/>;", "public <r1_r> = /1/ a b | /0.333333/ <NULL> ;")]
    [InlineData("$r = a<2->;", "public <r1_r> = a <loop1> ;\n<loop1> = a (<loop1> | <NULL>) ;")]
    [InlineData("$r = a<0-> b | c;",
        "public <r1_r> = ((/1/ <NULL>) <loop1> | <NULL>) b | c ;\n<loop1> = a (<loop1> | <NULL>) ;")]
    [InlineData("$r = a<1-> b | c;",
        "public <r1_r> = (/1/ <NULL>) <loop1> b | c ;\n<loop1> = a (<loop1> | <NULL>) ;")]
    [InlineData("$r = $s {x} $NULL | a $VOID;\n$s = b;\n$unused = z;", "public <r1_r> = <r2_s> ;\n<r2_s> = b ;")]
    [InlineData("$r = b | a $r;", "public <r1_r> = a <r1_r> | b ;")]
    public void Constructs_become_what_PocketSphinx_compiles_as_meant(string rules, string jsgf)
        => Assert.Equal($"#JSGF V1.0;\ngrammar srgs;\n{jsgf}\n", Grammars.Jsgf(Grammars.Rules(rules)));

    [Fact]
    public void The_same_grammar_gives_the_same_text_in_every_culture()
    {
        SrgsGrammar grammar = Grammars.Rules("$r = /1.5/ a | /2.5/ $Straße<1-3 /0.5/> | 21;\n$Straße = b;");
        string text = Grammars.Jsgf(grammar);
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            Assert.Equal(text, Grammars.Jsgf(grammar));
            Assert.Contains("/0.6/ a", text, StringComparison.Ordinal);
            Assert.Contains("<r2_Strae>", text, StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Words_keep_their_case_and_come_once_and_only_if_they_can_be_said()
    {
        SrgsGrammar grammar = Grammars.Rules(
            "$r = Polish polish $s Polish | never $VOID;\n$s = 12 x<0>;\n$unused = other;");
        Assert.Equal(["Polish", "polish", "twelve"], grammar.Words.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Thousands_of_alternatives_are_written_in_groups_and_none_is_lost()
    {
        string[] words = [.. Enumerable.Range(0, 2_000).Select(number => $"w{number}")];
        string jsgf = Grammars.Jsgf(Grammars.Rules($"$r = {string.Join(" | ", words)};"));
        JsgfRecognizer recognizer = new(jsgf);
        Assert.All((string[])["w0", "w499", "w500", "w1999"], word => Assert.True(recognizer.Accepts([word])));
        Assert.False(recognizer.Accepts(["w0", "w1"]));
        Assert.False(recognizer.Accepts([]));
        Assert.Equal(3, jsgf.Split(") | (").Length - 1);
    }

    [Fact]
    public void A_token_that_would_break_the_text_is_refused()
        => Assert.Throws<ArgumentException>(() => JsgfWriter.Write(Grammars.Rules("$r = a;"), _ => "b c"));
}
