using System.Globalization;

namespace SttPowerShell.Completion;

/// <summary>Completes the languages that the service has base models for.</summary>
public sealed class LanguageCompleter : BaseModelListCompleter
{
    private protected override IEnumerable<(string Name, string Tip)> Known(IReadOnlyList<SttBaseModel> models)
        => models.Select(m => m.Language).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase)
            .Order(StringComparer.OrdinalIgnoreCase).Select(language => (language, EnglishName(language)));

    private static string EnglishName(string language)
    {
        try
        {
            return CultureInfo.GetCultureInfo(language).EnglishName;
        }
        catch (CultureNotFoundException)
        {
            return language;
        }
    }
}
