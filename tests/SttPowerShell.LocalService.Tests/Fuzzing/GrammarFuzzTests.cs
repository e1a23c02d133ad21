using System.Text;
using FsCheck;
using SttPowerShell.Fuzzing;
using SttPowerShell.LocalService.Srgs;
using SttPowerShell.LocalService.Tests.Srgs;

namespace SttPowerShell.LocalService.Tests.Fuzzing;

/// <summary>Grammars that are read to the form that the recogniser takes, or refused with a place in them.</summary>
public sealed class GrammarFuzzTests
{
    private static readonly SrgsDocument[] Trees =
        [.. Enumerable.Range(0, 40).Select(seed => new RandomGrammar(new Random(seed)).Next())];

    [Fact]
    public void Any_abnf_is_read_or_refused_with_a_place()
    {
        string header = "#ABNF 1.0;\nlanguage en-US;\nmode voice;\nroot $r0;\n";
        Run(SrgsForm.Abnf, Inputs.Damaged([.. Trees.Select(SrgsPrinter.Abnf)]), "");
        Run(SrgsForm.Abnf, Inputs.Pieced(
            "$r0", "$r1", " = ", ";", "\n", "|", "(", ")", "[", "]", "<", "0-", "2", ">", "/0.5/", "{", "}", "{!{", "}!}",
            "public ", "private ", "/*", "*/", "//", "\"", "'", " ", "word", "$NULL", "$VOID", "$GARBAGE", "#", "é", "\0", "\uFEFF"),
            header);
    }

    [Fact]
    public void Any_xml_is_read_or_refused_with_a_place()
    {
        Run(SrgsForm.Xml, Inputs.Damaged([.. Trees.Select(SrgsPrinter.Xml)]), "");
        Run(SrgsForm.Xml, Inputs.Pieced(
            "<rule id=\"r0\">", "</rule>", "<one-of>", "</one-of>", "<item>", "<item repeat=\"0-\">", "</item>",
            "<ruleref uri=\"#r0\"/>", "<ruleref special=\"NULL\"/>", "<tag>", "</tag>", "<token>", "</token>", "word", " ", "\n",
            "&amp;", "&x;", "&#0;", "<!--", "-->", "<![CDATA[", "]]>", "<?x?>", "<!DOCTYPE a [<!ENTITY x \"y\">]>", "<", ">", "\"",
            "</grammar>", "é"),
            $"{Grammars.XmlStart} root=\"r0\">");
    }

    private static void Run(SrgsForm form, Gen<byte[]> inputs, string header)
        => new Fuzz($"grammar-{form}", e => e is SrgsException).Run(inputs, input =>
        {
            byte[] text = [.. Encoding.UTF8.GetBytes(header), .. input];
            try
            {
                Grammars.Jsgf(SrgsGrammar.Read(text, form));
            }
            catch (SrgsException e)
            {
                string read = Encoding.UTF8.GetString(text);
                Assert.InRange(e.Position.Line, 1, read.Count(c => c is '\n' or '\r') + 1);
                Assert.InRange(e.Position.Column, 1, read.Length + 1);
                throw;
            }
        });
}
