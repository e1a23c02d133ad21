using System.Text;
using SttPowerShell.LocalService.Srgs;

namespace SttPowerShell.LocalService.Tests.Srgs;

public sealed class SrgsErrorTests
{
    [Theory]
    [InlineData("$r = a;", 1, 1, "must begin with '#ABNF 1.0;'")]
    [InlineData("<grammar/>", 1, 1, "application/srgs+xml")]
    [InlineData("#ABNF 2.0;\n$r = a;", 1, 7, "'2.0' is not a known version")]
    [InlineData("#ABNF 1.0\n$r = a;", 2, 1, "';' is missing")]
    [InlineData("#ABNF 1.0;\nlanguage de-DE;\n$r = a;", 2, 10, "only en-US")]
    [InlineData("#ABNF 1.0;\nmode dtmf;\n$r = a;", 2, 6, "dtmf is not supported")]
    [InlineData("#ABNF 1.0;\nmode voice;\nmode voice;\n$r = a;", 3, 1, "declared twice")]
    [InlineData("#ABNF 1.0;\nlexicon <a.pls>;\n$r = a;", 2, 1, "sounds_like")]
    [InlineData("#ABNF 1.0;\n$r = a;\nroot $r;", 3, 1, "before the first rule")]
    [InlineData("#ABNF 1.0;\ngrammar x;", 2, 1, "'grammar' begins neither")]
    [InlineData("#ABNF 1.0;\nroot r;\n$r = a;", 2, 6, "$name")]
    [InlineData("#ABNF 1.0;\nmeta \"a\" \"b\";\n$r = a;", 2, 10, "write meta \"name\" is \"content\";")]
    [InlineData("#ABNF 1.0;", 1, 1, "has no rules")]
    [InlineData("#ABNF 1.0;\n$a = x;\n$b = y;", 1, 1, "'root $a;'")]
    [InlineData("#ABNF 1.0;\nroot $R;\n$r = a;", 2, 6, "upper and lower case differ")]
    [InlineData("#ABNF 1.0;\n$r = a;\n$r = b;", 3, 1, "defined twice, first in line 2")]
    [InlineData("#ABNF 1.0;\n$r = a\n  $s;", 3, 3, "$s is not defined")]
    [InlineData("#ABNF 1.0;\n$r = a", 2, 7, "must end with ';'")]
    [InlineData("#ABNF 1.0;\n$r = a\n$s = b;", 3, 4, "';' is missing")]
    [InlineData("#ABNF 1.0;\n$r = ;", 2, 6, "$NULL")]
    [InlineData("#ABNF 1.0;\n$r = a | | b;", 2, 10, "something to say is missing")]
    [InlineData("#ABNF 1.0;\n$r = (a [b);", 2, 11, "']' is missing for the '[' of line 2, column 9")]
    [InlineData("#ABNF 1.0;\n$r = a);", 2, 7, "closes nothing")]
    [InlineData("#ABNF 1.0;\n$r = a*;", 2, 7, "write <0->")]
    [InlineData("#ABNF 1.0;\n$r = a+;", 2, 7, "write <1->")]
    [InlineData("#ABNF 1.0;\n$r = a<3-2>;", 2, 7, "write 2-3")]
    [InlineData("#ABNF 1.0;\n$r = a<x>;", 2, 7, "not a number of repeats")]
    [InlineData("#ABNF 1.0;\n$r = a<999999>;", 2, 7, "too many")]
    [InlineData("#ABNF 1.0;\n$r = a<0-1 /1.5/>;", 2, 7, "not a probability")]
    [InlineData("#ABNF 1.0;\n$r = a<2><3>;", 2, 10, "parentheses")]
    [InlineData("#ABNF 1.0;\n$r = /-1/ a | b;", 2, 6, "not a weight")]
    [InlineData("#ABNF 1.0;\n$r = a /1/ b;", 2, 8, "beginning of an alternative")]
    [InlineData("#ABNF 1.0;\n$r = a \"b;", 2, 8, "not closed")]
    [InlineData("#ABNF 1.0;\n$r = a {b;", 2, 8, "The tag is not closed")]
    [InlineData("#ABNF 1.0;\n/* a\n$r = a;", 2, 1, "The comment is not closed")]
    [InlineData("#ABNF 1.0;\n$r = a!fr-FR;", 2, 6, "only en-US")]
    [InlineData("#ABNF 1.0;\n$r = $GARBAGE a;", 2, 6, "GARBAGE is not supported")]
    [InlineData("#ABNF 1.0;\n$r = $<http://x/y#z>;", 2, 6, "copy the rule")]
    [InlineData("#ABNF 1.0;\n$r = $$x;", 2, 6, "Aliases")]
    [InlineData("#ABNF 1.0;\n$NULL = a;", 2, 1, "special rule")]
    [InlineData("#ABNF 1.0;\n$r = 50% off;", 2, 6, "write it in words")]
    [InlineData("#ABNF 1.0;\n$r = {x} $NULL;", 2, 1, "no words")]
    [InlineData("#ABNF 1.0;\n$r = a $VOID;", 2, 1, "meets VOID")]
    public void An_error_in_ABNF_has_line_column_and_advice(string text, int line, int column, string words)
        => AssertRefused(() => Grammars.Abnf(text), line, column, words);

    [Theory]
    [InlineData("#ABNF 1.0;", 1, 1, "application/srgs;")]
    [InlineData("", 1, 1, "not well-formed XML")]
    [InlineData("<rule/>", 1, 2, "must be a <grammar>")]
    [InlineData("<grammar version=\"1.0\"><rule id=\"r\">a</rule></grammar>", 1, 2, "xmlns=")]
    [InlineData("<grammar xmlns=\"http://www.w3.org/2001/06/grammar\"/>", 1, 2, "version=\"1.0\"")]
    [InlineData("@\n><rule id='r'>a</rulE></grammar>", 2, 18, "not well-formed XML")]
    [InlineData("<!DOCTYPE grammar [<!ENTITY a 'aaaa'>]>@\n><rule id='r'>&a;</rule></grammar>",
        1, 1, "remove <!DOCTYPE")]
    [InlineData("<?xml version='1.0'?>\n <!DOCTYPE grammar>@\n><rule id='r'>a</rule></grammar>",
        2, 2, "remove <!DOCTYPE")]
    [InlineData("@ mode='dtmf'>\n</grammar>", 1, 83, "dtmf is not supported")]
    [InlineData("@\n mode='x'>\n</grammar>", 2, 2, "not a mode")]
    [InlineData("@\n start='r'>\n</grammar>", 2, 2, "has no attribute 'start'")]
    [InlineData("@>\n<lexicon uri='a'/></grammar>", 2, 2, "sounds_like")]
    [InlineData("@>\n<item>a</item></grammar>", 2, 2, "<item> can't stand in <grammar>")]
    [InlineData("@>\nhello</grammar>", 2, 1, "Text can't stand here")]
    [InlineData("@>\n<rule>a</rule></grammar>", 2, 2, "must have an id")]
    [InlineData("@>\n<rule id='a b'>a</rule></grammar>", 2, 7, "not a rule's id")]
    [InlineData("@>\n<rule id='r' scope='all'>a</rule></grammar>", 2, 14, "public or private")]
    [InlineData("@>\n<rule id='r'></rule></grammar>", 2, 2, "The rule is empty")]
    [InlineData("@>\n<rule id='r'><one-of>a</one-of></rule></grammar>", 2, 22, "into an <item>")]
    [InlineData("@>\n<rule id='r'><one-of/></rule></grammar>", 2, 15, "<one-of> is empty")]
    [InlineData("@>\n<rule id='r'><bold>a</bold></rule></grammar>", 2, 15, "<bold> can't stand in <rule>")]
    [InlineData("@>\n<rule id='r'><x:item xmlns:x='u'>a</x:item></rule></grammar>", 2, 15, "<x:item> can't stand")]
    [InlineData("@>\n<rule id='r'><token><b/></token></rule></grammar>", 2, 22, "<b> can't stand in <token>")]
    [InlineData("@>\n<rule id='r'><item repeat='2-1'>a</item></rule></grammar>", 2, 20, "write 1-2")]
    [InlineData("@>\n<rule id='r'><item repeat='0-1' repeat-prob='2'>a</item></rule></grammar>", 2, 33, "probability")]
    [InlineData("@>\n<rule id='r'><item weight='many'>a</item></rule></grammar>", 2, 20, "not a weight")]
    [InlineData("@>\n<rule id='r'><ruleref uri='s'/></rule></grammar>", 2, 23, "write uri=\"#s\"")]
    [InlineData("@>\n<rule id='r'><ruleref uri='a.grxml#s'/></rule></grammar>", 2, 23, "copy the rule")]
    [InlineData("@>\n<rule id='r'><ruleref uri='#s'/></rule></grammar>", 2, 23, "$s is not defined")]
    [InlineData("@>\n<rule id='r'><ruleref special='GARBAGE'/></rule></grammar>", 2, 23, "GARBAGE is not supported")]
    [InlineData("@>\n<rule id='r'><ruleref/></rule></grammar>", 2, 15, "must have a uri")]
    [InlineData("@>\n<rule id='r'>a\n  <token xml:lang='de'>b</token></rule></grammar>", 3, 10, "only en-US")]
    [InlineData("@>\n<rule id='r'>a\n  b 5$\n</rule></grammar>", 3, 5, "'5$'")]
    [InlineData("@>\n<rule id='r'>a 5$</rule></grammar>", 2, 16, "'5$'")]
    [InlineData("@>\n<rule id='a'>x</rule><rule id='b'>y</rule></grammar>", 1, 2, "root=\"a\"")]
    public void An_error_in_XML_has_line_column_and_advice(string text, int line, int column, string words)
        => AssertRefused(
            () => Grammars.Xml(text.Replace("@", Grammars.XmlStart, StringComparison.Ordinal)), line, column, words);

    [Theory]
    [InlineData("$r = $r a | a;", 3, 6, "$r → $r")]
    [InlineData("$r = [x] $r | a;", 3, 10, "$r → $r")]
    [InlineData("$r = {t} $e $s | a;\n$s = $r b;\n$e = x<0->;", 4, 6, "$r → $s → $r")]
    [InlineData("$r = a $r b | c;", 3, 8, "before its end")]
    [InlineData("$r = a ($r)<2> | c;", 3, 9, "before its end")]
    [InlineData("$r = (a $r)<0-> c;", 3, 9, "before its end")]
    [InlineData("$r = a $s | c;\n$s = b $r [d];", 4, 8, "$r, which leads back to it, before its end")]
    [InlineData("$r = a $r;", 3, 1, "never ends")]
    [InlineData("$r = a $s;\n$s = b $r;", 3, 1, "never ends")]
    public void Recursion_that_the_recogniser_can_not_follow_is_refused(
        string rules, int line, int column, string words)
        => AssertRefused(() => Grammars.Rules(rules), line, column, words);

    [Theory]
    [InlineData("$r = a $r | b;", "a a a b")]
    [InlineData("$r = a [$r];", "a a a")]
    [InlineData("$r = a $s {t} | b;\n$s = c ($r {t} $NULL | d);", "a c a c d")]
    public void Recursion_at_the_end_is_a_loop(string rules, string sentence)
    {
        JsgfRecognizer recognizer = new(Grammars.Jsgf(Grammars.Rules(rules)));
        Assert.True(recognizer.Accepts(sentence.Split(' ')));
        Assert.False(recognizer.Accepts([.. sentence.Split(' '), "z"]));
    }

    [Fact]
    public void A_rule_does_not_end_in_the_middle_of_its_loop()
    {
        JsgfRecognizer recognizer = new(Grammars.Jsgf(Grammars.Rules("$r = d | a (b $r | c $r);")));
        Assert.True(recognizer.Accepts(["a", "b", "a", "c", "d"]));
        Assert.False(recognizer.Accepts(["a"]));
        Assert.False(recognizer.Accepts(["a", "b"]));
    }

    [Fact]
    public void Other_encodings_are_refused_where_they_show()
    {
        byte[] latin = Encoding.Latin1.GetBytes("#ABNF 1.0 ISO-8859-1;\n$r = a caf\u00e9;");
        AssertRefused(() => SrgsGrammar.Read(latin, SrgsForm.Abnf), 2, 11, "UTF-8");
        AssertRefused(
            () => SrgsGrammar.Read(Encoding.Unicode.GetBytes("\uFEFF#ABNF 1.0;"), SrgsForm.Abnf), 1, 1, "UTF-8");
    }

    [Fact]
    public void Sizes_beyond_the_limits_are_refused_at_once()
    {
        Refused("#ABNF 1.0;\n" + new string(' ', 1_000_000), "1000000 at most");
        Refused("#ABNF 1.0;\n$r = " + new string('(', 100_000), "100 levels");
        Refused("#ABNF 1.0;\n$r = " + string.Concat(Enumerable.Repeat("a [", 101)), "100 levels");
        AssertRefused(
            () => Grammars.Xml(
                $"{Grammars.XmlStart}><rule id='r'>{string.Concat(Enumerable.Repeat("<item>", 100_000))}"),
            1, null, "100 levels");
        Refused(
            "#ABNF 1.0;\n" + string.Concat(Enumerable.Range(0, 10_001).Select(i => $"$r{i} = a;\n")), "10000 rules");
        Refused("#ABNF 1.0;\n$r = (((a<1000>)<1000>)<1000>)<1000>;", "100000 words");
        Refused("#ABNF 1.0;\n$r = a<0-1000>;", "500 groups within one another");
        Refused("#ABNF 1.0;\n$r = " + string.Concat(Enumerable.Repeat("[a] ", 101)) + ";", "100 optional parts");
        Refused(
            "#ABNF 1.0;\n$r = " + string.Join('|', Enumerable.Range(0, 20_001).Select(i => $"w{i}")) + ";",
            "20001 different");
        // Each rule says the next twice.
        Refused("#ABNF 1.0;\nroot $r0;\n" + string.Concat(Enumerable.Range(0, 60).Select(
            i => $"$r{i} = $r{i + 1} $r{i + 1};\n")) + "$r60 = a;", "100000 words");
        Refused("#ABNF 1.0;\nroot $r0;\n" + string.Concat(Enumerable.Range(0, 9_000).Select(
            i => $"$r{i} = $r{i + 1} b;\n")) + "$r9000 = a;", "500 groups within one another");
    }

    [Fact]
    public void Many_rules_that_all_lead_to_each_other_are_measured_in_time()
    {
        string all = string.Join(" | ", Enumerable.Range(0, 30).Select(i => $"a $r{i}"));
        Refused("#ABNF 1.0;\nroot $r0;\n"
            + string.Concat(Enumerable.Range(0, 30).Select(i => $"$r{i} = b | {all};\n")), "100000 words");
        Refused("#ABNF 1.0;\nroot $r0;\n" + string.Concat(Enumerable.Range(0, 300).Select(
            i => $"$r{i} = b | a $r{(i + 1) % 300};\n")), "in a circle");
    }

    private static void Refused(string abnf, string words)
        => AssertRefused(() => Grammars.Abnf(abnf), null, null, words);

    private static void AssertRefused(Action read, int? line, int? column, string words)
    {
        SrgsException refusal = Assert.Throws<SrgsException>(read);
        Assert.Contains(words, refusal.Message, StringComparison.Ordinal);
        Assert.Equal((line ?? refusal.Position.Line, column ?? refusal.Position.Column),
            (refusal.Position.Line, refusal.Position.Column));
        Assert.StartsWith($"Line {refusal.Position.Line}, column {refusal.Position.Column}: ", refusal.Message);
    }
}
