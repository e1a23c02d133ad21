using System.Text;
using SttPowerShell.LocalService.Srgs;

namespace SttPowerShell.LocalService.Tests.Srgs;

public sealed class RandomGrammarTests
{
    private static readonly string[][] Sentences = [.. AllSentences(["a", "b", "c"], 4)];

    [Fact]
    public void Random_trees_written_in_either_form_read_back_the_same()
    {
        RandomGrammar grammars = new(new Random(1));
        for (int round = 0; round < 2000; round++)
        {
            SrgsDocument document = grammars.Next();
            string tree = Grammars.Show(document);
            Assert.Equal(tree, Grammars.Show(AbnfReader.Read(SrgsPrinter.Abnf(document))));
            Assert.Equal(tree, Grammars.Show(SrgsXmlReader.Read(SrgsPrinter.Xml(document))));
        }
    }

    [Fact]
    public void The_recogniser_accepts_just_the_sentences_of_the_grammar()
    {
        RandomGrammar grammars = new(new Random(2));
        int compared = 0;
        int loops = 0;
        for (int round = 0; round < 300; round++)
        {
            SrgsDocument document = grammars.Next();
            if (Checked(document) is not { } grammar) continue;
            string jsgf = Grammars.Jsgf(grammar);
            JsgfRecognizer recognizer = new(jsgf);
            TreeRecognizer tree = new(document);
            foreach (string[] sentence in Sentences)
            {
                bool expected = tree.Accepts(sentence);
                Assert.True(expected == recognizer.Accepts(sentence),
                    $"{(expected ? "Lost" : "Too much")}: {string.Join(' ', sentence)}\n"
                        + $"{Grammars.Show(document)}\n{jsgf}");
            }
            compared++;
            if (grammar.Spoken.Recursive.Count > 0) loops++;
        }
        Assert.InRange(compared, 100, 300);
        Assert.InRange(loops, 15, 300);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_damaged_grammar_gives_a_grammar_or_an_error_with_a_place(bool inXml)
    {
        SrgsForm form = inXml ? SrgsForm.Xml : SrgsForm.Abnf;
        Random random = new(3);
        RandomGrammar grammars = new(random);
        string spice = "$|()[]{}<>/\"';=!*+#&0123456789-. \n\t\u00e9\u20ac\\abc" + "\uFEFF\0";
        int refused = 0;
        for (int round = 0; round < 4000; round++)
        {
            SrgsDocument document = grammars.Next();
            StringBuilder text = new(form == SrgsForm.Abnf ? SrgsPrinter.Abnf(document) : SrgsPrinter.Xml(document));
            for (int damage = random.Next(1, 4); damage > 0; damage--)
            {
                int place = random.Next(text.Length);
                if (random.Next(3) == 0) text.Remove(place, Math.Min(random.Next(1, 8), text.Length - place));
                else if (random.Next(2) == 0) text.Insert(place, spice[random.Next(spice.Length)]);
                else text[place] = spice[random.Next(spice.Length)];
            }
            try
            {
                Grammars.Jsgf(SrgsGrammar.Read(Encoding.UTF8.GetBytes(text.ToString()), form));
            }
            catch (SrgsException e)
            {
                refused++;
                Assert.InRange(e.Position.Line, 1, text.ToString().Count(c => c is '\n' or '\r') + 1);
                Assert.InRange(e.Position.Column, 1, text.Length + 1);
            }
        }
        Assert.InRange(refused, 1000, 3999);
    }

    [Fact]
    public void Random_bytes_give_an_error_with_a_place()
    {
        Random random = new(4);
        byte[] noise = new byte[300];
        for (int round = 0; round < 300; round++)
        {
            random.NextBytes(noise);
            "#ABNF 1.0;\n"u8.CopyTo(noise);
            Assert.Throws<SrgsException>(() => SrgsGrammar.Read(noise, SrgsForm.Abnf));
            Assert.Throws<SrgsException>(() => SrgsGrammar.Read(noise.AsSpan(11), SrgsForm.Xml));
        }
    }

    private static SrgsGrammar? Checked(SrgsDocument document)
    {
        try
        {
            return SrgsGrammar.Check(document);
        }
        catch (SrgsException)
        {
            return null;
        }
    }

    private static IEnumerable<string[]> AllSentences(string[] words, int longest)
        => longest == 0
            ? [[]]
            : AllSentences(words, longest - 1).SelectMany(sentence => sentence.Length < longest - 1
                ? [sentence]
                : (string[][])[sentence, .. words.Select(word => (string[])[.. sentence, word])]);
}
