using System.Globalization;
using SttPowerShell.LocalService.Engine;

namespace SttPowerShell.LocalService.Tests.Support;

/// <summary>A custom language model of one word, in the forms that training writes.</summary>
internal static class OneWordModel
{
    public static EngineCustomization Write(
        TemporaryDirectory folder, string word, string phones, double probability = 0.5)
    {
        string dictionary = folder.File($"{word}.dict");
        File.WriteAllText(dictionary, $"{word} {phones}\n");
        string model = folder.File($"{word}.arpa");
        string own = Math.Log10(probability).ToString("0.0000", CultureInfo.InvariantCulture);
        string rest = Math.Log10(1 - probability).ToString("0.0000", CultureInfo.InvariantCulture);
        File.WriteAllText(model, $"""
            \data\
            ngram 1=3

            \1-grams:
            {rest} </s>
            -99 <s>
            {own} {word}

            \end\

            """);
        return new EngineCustomization(word, dictionary, model, 0.3);
    }
}
