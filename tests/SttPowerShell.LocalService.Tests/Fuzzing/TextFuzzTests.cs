using System.Text;
using SttPowerShell.Fuzzing;
using SttPowerShell.LocalService.Customization.Language;
using SttPowerShell.LocalService.Customization.Language.Text;
using SttPowerShell.LocalService.Jobs;

namespace SttPowerShell.LocalService.Tests.Fuzzing;

/// <summary>Corpora and what stands for the sound of words.</summary>
public sealed class TextFuzzTests
{
    [Fact]
    public void Any_corpus_becomes_sentences_of_words_or_is_refused()
    {
        Fuzz fuzz = new("corpus", e => e is OperationFailedException);
        fuzz.Run(Inputs.Damaged("Mr. Smith paid $12.50 (about €11) on 5/3/2024 at 10:30 p.m. [noise] AT&T's x-ray."), Read);
        fuzz.Run(Inputs.Pieced(
            "$", "12", ".", ",", "-", "/", ":", "%", "&", "'", "(", ")", "[", "]", "<", ">", "\n", "\r", " ", "a", "Z", "é", "漢",
            "million", "1,000", "0", "9999999999999999999999", "\u00A0", "\u200B", "\uFEFF", "😀", "\0"), Read);
    }

    [Fact]
    public void Any_sounds_like_is_taken_or_refused_with_words()
        => new Fuzz("sounds-like").Run(
            Inputs.Damaged("n. a. s. a.", "see sea", "x-ray's", "five 5", "ü"),
            text =>
            {
                string sound = Encoding.UTF8.GetString(text);
                foreach (bool previous in (bool[])[true, false])
                {
                    SoundsLikeRules.Check(sound, previous);
                    // What it suggests, it takes.
                    if (SoundsLikeRules.Suggest(sound, previous) is { } better)
                    {
                        Assert.Null(SoundsLikeRules.Check(better, previous));
                    }
                }
            });

    private static void Read(byte[] corpus)
    {
        Utf8Text.CheckAsync(new MemoryStream(corpus), default).GetAwaiter().GetResult();
        using TextReader text = Utf8Text.Read(new MemoryStream(corpus));
        foreach (IReadOnlyList<string> sentence in CorpusText.Sentences(text))
        {
            Assert.NotEmpty(sentence);
            Assert.DoesNotContain(sentence, word => word.Length == 0 || word.Any(char.IsWhiteSpace));
        }
    }
}
