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
