using System.Buffers;
using SttPowerShell.LocalService.Customization.Language.Text;

namespace SttPowerShell.LocalService.Customization.Language.Pronunciation;

/// <summary>How a custom word is spoken.</summary>
/// <param name="Pronunciations">Phones separated by blanks, most likely first, none twice.</param>
/// <param name="Unpronounceable">The sounds-like texts that give no pronunciation, each with the reason.</param>
internal sealed record WordPronunciations(
    IReadOnlyList<string> Pronunciations, IReadOnlyDictionary<string, string> Unpronounceable);

/// <summary>Finds pronunciations of custom words. Safe for concurrent use.</summary>
internal sealed class WordPronouncer(PronunciationDictionary dictionary, GraphoneModel graphones)
{
    /// <summary>
    /// Pronunciations of one word or sounds-like text: by the third guess, the right one is there for 86 % of words.
    /// </summary>
    private const int Most = 3;

    private static readonly SearchValues<char> Vowels = SearchValues.Create("AEIOUY");

    /// <summary>From its sounds-like texts if it has any, else from the dictionary, else from its spelling.</summary>
    /// <returns>No pronunciations if there is nothing in it that can be spoken.</returns>
    public WordPronunciations Pronounce(string word, IReadOnlyList<string> soundsLike)
    {
        List<string> pronunciations = [];
        Dictionary<string, string> unpronounceable = new(StringComparer.Ordinal);
        foreach (string text in soundsLike)
        {
            if (Reason(text) is { } reason) unpronounceable[text] = reason;
            else pronunciations.AddRange(OfSoundsLike(text));
        }
        if (soundsLike.Count == 0) pronunciations.AddRange(OfWord(word));
        return new WordPronunciations([.. pronunciations.Distinct(StringComparer.Ordinal)], unpronounceable);
    }

    /// <summary>Why a sounds-like text gives no pronunciation; null if it gives one.</summary>
    private static string? Reason(string text)
    {
        IReadOnlyList<string> parts = SpellingParts.Of(text);
        if (parts.Any(part => char.IsAsciiDigit(part[0])))
        {
            string spoken = string.Join(' ', parts.Select(part => SpokenNumbers.Words(part) ?? part));
            return $"Numbers are not allowed in sounds_like. You can try for example '{spoken}'.";
        }
        return parts.Count > 0 ? null
            : "The sounds_like has no letters that can be pronounced. Write it with the letters a to z.";
    }

    private IEnumerable<string> OfSoundsLike(string text)
    {
        string[] tokens = text.Split(
            (char[]?)null, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        // "a" is the article unless the text is spelled out; "A", "a." and all other single letters are letters.
        bool spelled = tokens.All(token => token.TrimEnd('.').Length == 1);
        return Join(tokens.Select(token => token switch
        {
            [char letter] when letter != 'a' || spelled => Letter(letter),
            [char letter, '.'] => Letter(letter),
            _ when dictionary.Contains(token) => dictionary.PronunciationsOf(token),
            _ when SpokenWords.IsSpelled(token.TrimEnd('.')) => Join(token.Where(c => c != '.').Select(Letter)),
            _ => Join(SpellingParts.Of(token).Select(part => Known(part) ?? graphones.Pronounce(part, Most))),
        }));
    }

    private IReadOnlyList<string> OfWord(string word)
    {
        IReadOnlyList<string> known = dictionary.PronunciationsOf(word);
        // The dictionary has some acronyms as they are spelled out, and others as they are spoken as a word.
        if (known.Count > 0) return SpellingParts.IsAcronym(word) ? [.. known, .. Join(word.Select(Letter))] : known;
        string acronym = word.EndsWith('s') ? word.TrimEnd('s', '\'') : "";
        if (SpellingParts.IsAcronym(acronym)) return [.. OfWord(acronym).Select(phones => phones + " Z")];
        IReadOnlyList<string> parts = SpellingParts.Of(word);
        if (parts is [string whole] && !SpellingParts.IsAcronym(whole)
            && whole.Length > 1 && !char.IsAsciiDigit(whole[0]))
        {
            return graphones.Pronounce(whole, Most);
        }
        return Join(parts.Select(OfPart));
    }

    private IReadOnlyList<string> OfPart(string part)
    {
        if (part.Length == 1 && char.IsAsciiLetter(part[0])) return Letter(part[0]);
        if (SpokenNumbers.Words(part) is { } number)
        {
            return Join(number.Split(' ').Select(digit => dictionary.PronunciationsOf(digit)));
        }
        if (!SpellingParts.IsAcronym(part)) return Known(part) ?? graphones.Pronounce(part, Most);
        IReadOnlyList<string> spelled = Join(part.Select(Letter));
        // NASA is read as a word, HTML isn't.
        bool readable = part.AsSpan().IndexOfAny(Vowels) >= 0;
        return readable ? [.. spelled, .. Known(part) ?? graphones.Pronounce(part, Most - 1)] : spelled;
    }

    private IReadOnlyList<string>? Known(string word) =>
        dictionary.PronunciationsOf(word) is { Count: > 0 } known ? known : null;

    /// <summary>A letter's name, which the dictionary has with a period.</summary>
    private IReadOnlyList<string> Letter(char letter) =>
        Known($"{letter}.") ?? Known(letter.ToString()) ?? graphones.Pronounce(letter.ToString(), 1);

    /// <summary>
    /// Pronunciations of words one after the other: of all combinations the first, which have the likeliest parts.
    /// </summary>
    private static IReadOnlyList<string> Join(IEnumerable<IReadOnlyList<string>> words)
    {
        List<(string Phones, int Rank)> joined = [("", 0)];
        foreach (IReadOnlyList<string> word in words)
        {
            // What can't be spoken at all is passed over.
            if (word.Count == 0) continue;
            joined =
            [
                .. joined.SelectMany(before => word.Select((phones, rank) =>
                    (before.Phones.Length == 0 ? phones : $"{before.Phones} {phones}", before.Rank + rank)))
                    .OrderBy(both => both.Item2).Take(Most),
            ];
        }
        return joined[0].Phones.Length == 0 ? [] : [.. joined.Select(both => both.Phones)];
    }
}
