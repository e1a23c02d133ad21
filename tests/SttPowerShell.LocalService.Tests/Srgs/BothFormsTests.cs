using SttPowerShell.LocalService.Srgs;

namespace SttPowerShell.LocalService.Tests.Srgs;

/// <summary>The constructs of SRGS 1.0 section 2 in both forms.</summary>
public sealed class BothFormsTests
{
    [Theory]
    [InlineData("open the door", "open the door", "(open the door)")]
    [InlineData("\"San Francisco\"", "<token>San  Francisco</token>", "(San Francisco)")]
    [InlineData("to \"New York\"", "to \"New York\"", "(to New York)")]
    [InlineData("don't o'clock a.m. A4", "don't o'clock a.m. A4", "(don't o'clock a.m. A4)")]
    [InlineData("12 1st 2.50 007 1,250", "12 1st 2.50 007 1,250",
        "(twelve first two point five zero zero zero seven one thousand two hundred fifty)")]
    [InlineData("yes, please", "<![CDATA[yes, please]]>", "(yes please)")]
    [InlineData("a | b c | d", "<one-of><item>a</item><item>b c</item><item>d</item></one-of>", "<:a | :(b c) | :d>")]
    [InlineData("/10/ a | /0.5/ b | c",
        "<one-of><item weight=\"10\">a</item><item weight=\".5\">b</item><item>c</item></one-of>",
        "<10:a | 0.5:b | :c>")]
    [InlineData("a (b | c) d", "a <one-of><item>b</item><item>c</item></one-of> d", "(a <:b | :c> d)")]
    [InlineData("(a) ((b))", "<item>a</item><item><item>b</item></item>", "(a b)")]
    [InlineData("[very] big", "<item repeat=\"0-1\">very</item> big", "(very*0-1/ big)")]
    [InlineData("a<3>", "<item repeat=\"3\">a</item>", "a*3-3/")]
    [InlineData("a <2-4>", "<item repeat=\"2-4\">a</item>", "a*2-4/")]
    [InlineData("a<1->", "<item repeat=\"1-\">a</item>", "a*1-/")]
    [InlineData("(a b)<0- /0.8/>", "<item repeat=\"0-\" repeat-prob=\"0.8\">a b</item>", "(a b)*0-/0.8")]
    [InlineData("a<0-1 /0.25/>", "<item repeat=\"0-1\" repeat-prob=\"0.25\">a</item>", "a*0-1/0.25")]
    [InlineData("a<1> b<0>", "<item repeat=\"1\">a</item><item repeat=\"0\">b</item>", "(a NULL)")]
    [InlineData("a b<2>", "a <item repeat=\"2\">b</item>", "(a b*2-2/)")]
    [InlineData("$other a", "<ruleref uri=\"#other\"/> a", "($other a)")]
    [InlineData("$NULL | $VOID | ()",
        "<one-of><item><ruleref special=\"NULL\"/></item><item><ruleref special=\"VOID\"/></item><item/></one-of>",
        "<:NULL | :VOID | :NULL>")]
    [InlineData("a {out = 1;}", "a <tag>out = 1;</tag>", "(a {out = 1;})")]
    [InlineData("a {!{if (x) { y = \"}\"; }}!}", "a <tag>if (x) { y = \"}\"; }</tag>", "(a {if (x) { y = \"}\"; }})")]
    [InlineData("a!en-US (b)!en-us", "<token xml:lang=\"en-US\">a</token><item xml:lang=\"en-us\">b</item>", "(a b)")]
    [InlineData("a // b\n /* c */ d /** e */", "a <!-- b --> d <example>e</example>", "(a d)")]
    public void A_construct_gives_the_same_tree_in_both_forms(string abnf, string xml, string tree)
    {
        SrgsDocument fromAbnf = AbnfReader.Read($"#ABNF 1.0;\n$r = {abnf}\n;");
        SrgsDocument fromXml = SrgsXmlReader.Read($"{Grammars.XmlStart}><rule id=\"r\">{xml}</rule></grammar>");
        Assert.Equal(tree, Grammars.Show(fromAbnf.Rules[0].Expansion));
        Assert.Equal(tree, Grammars.Show(fromXml.Rules[0].Expansion));
    }

    [Fact]
    public void Whole_documents_with_every_declaration_are_alike()
    {
        SrgsGrammar abnf = Grammars.Abnf("""
            #ABNF 1.0 ISO-8859-1;

            // As in the specification's first example.
            language en-US;
            mode voice;
            root $basicCmd;
            tag-format <semantics/1.0>;
            base <http://www.example.com/base-file-path>;
            meta "author" is "somebody";
            http-equiv 'Expires' is '0';
            {var x = 1;};

            /**
             * Basic command.
             * @example please move the window
             */
            public $basicCmd = $startPolite $command $endPolite;
            $command = $action $object;
            $action = /10/ open {TAG-CONTENT-1} | /2/ close {TAG-CONTENT-2} | /1/ delete | /1/ move;
            $object = [the | a] (window | file | menu);
            private $startPolite = (please | kindly | could you | oh mighty computer) <0->;
            $endPolite = [ please | thanks | thank you ];
            """);
        SrgsGrammar xml = Grammars.Xml($"""
            <?xml version="1.0" encoding="UTF-8"?>
            {Grammars.XmlStart} root="basicCmd" mode="voice" tag-format="semantics/1.0"
              xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="a b">
            <meta name="author" content="somebody"/>
            <metadata><any xmlns="urn:other">thing</any></metadata>
            <tag>var x = 1;</tag>
            <rule id="basicCmd" scope="public">
              <example>please move the window</example>
              <ruleref uri="#startPolite"/> <ruleref uri="#command"/> <ruleref uri="#endPolite"/>
            </rule>
            <rule id="command"><ruleref uri="#action"/> <ruleref uri="#object"/></rule>
            <rule id="action"><one-of>
              <item weight="10">open <tag>TAG-CONTENT-1</tag></item>
              <item weight="2">close <tag>TAG-CONTENT-2</tag></item>
              <item weight="1">delete</item><item weight="1">move</item></one-of></rule>
            <rule id="object">
              <item repeat="0-1"><one-of><item>the</item><item>a</item></one-of></item>
              <one-of><item>window</item><item>file</item><item>menu</item></one-of>
            </rule>
            <rule id="startPolite" scope="private"><item repeat="0-"><one-of><item>please</item><item>kindly</item>
              <item>could you</item><item>oh mighty computer</item></one-of></item></rule>
            <rule id="endPolite"><item repeat="0-1"><one-of><item>please</item><item>thanks</item>
              <item>thank you</item></one-of></item></rule>
            </grammar>
            """);
        Assert.Equal(Grammars.Show(abnf.Document), Grammars.Show(xml.Document));
        Assert.Equal("semantics/1.0", abnf.Document.TagFormat);
        Assert.Equal(abnf.Words, xml.Words);
        Assert.Equal(Grammars.Jsgf(abnf), Grammars.Jsgf(xml));
        TreeRecognizer sentences = new(abnf.Document);
        Assert.True(sentences.Accepts("oh mighty computer kindly delete the menu thank you".Split(' ')));
        Assert.False(sentences.Accepts("delete the the menu".Split(' ')));
    }

    [Fact]
    public void A_byte_order_mark_and_windows_line_ends_are_read()
    {
        Assert.Equal(["yes", "no"], Grammars.Abnf("\uFEFF#ABNF 1.0 UTF-8;\r\n$r = yes\r\n| no;\r\n").Words);
        Assert.Equal(["yes"], Grammars.Xml($"\uFEFF{Grammars.XmlStart}>\r\n<rule id=\"r\">yes</rule></grammar>").Words);
    }
}
