using SttPowerShell.LocalService.Customization.Language.Pronunciation;
using Wire = SttPowerShell.Client.Wire;

namespace SttPowerShell.LocalService.Customization.Language;

/// <summary>What a request that defines a word must say (contract section 8.2).</summary>
internal static class WordRules
{
    /// <summary>Takes a definition from a request.</summary>
    /// <param name="text">The word itself.</param>
    /// <param name="definition">All else; a word in it is not looked at.</param>
    /// <param name="place">Where in the body the definition stands, such as <c>words[3].</c>, for messages.</param>
    /// <param name="customerId">Whose data it is.</param>
    /// <exception cref="RequestRefusedException">It breaks a rule; the message says which.</exception>
    public static StoredWord Read(string? text, Wire.Word definition, string place, string? customerId)
    {
        CheckText(text, $"{place}word");
        IReadOnlyList<string> soundsLike = definition.SoundsLike ?? [];
        if (soundsLike.Count > SoundsLikeRules.Most)
        {
            throw Refused($"The value of parameter '{place}sounds_like' has {soundsLike.Count} elements; at most "
                + $"{SoundsLikeRules.Most} are allowed");
        }
        for (int i = 0; i < soundsLike.Count; i++) CheckSoundsLike(soundsLike[i], $"{place}sounds_like[{i}]");
        return new StoredWord
        {
            Text = text!,
            SoundsLike = soundsLike,
            DisplayAs = definition.DisplayAs ?? "",
            MappingOnly = definition.MappingOnly ?? false,
            CustomerId = customerId,
        };
    }

    /// <summary>What can't be used of a word's sounds-likes, each with the reason.</summary>
    public static IReadOnlyList<Wire.WordProblem> Problems(StoredWord word, bool previousGeneration)
    {
        List<Wire.WordProblem>? found = null;
        foreach (string soundsLike in word.SoundsLike)
        {
            if (SoundsLikeRules.Check(soundsLike, previousGeneration) is not string reason) continue;
            (found ??= []).Add(new Wire.WordProblem(soundsLike, reason));
        }
        return found ?? [];
    }

    /// <summary>The problem of a word of which nobody can tell how it is spoken; empty for others.</summary>
    public static IReadOnlyList<Wire.WordProblem> Unspeakable(StoredWord word)
    {
        if (word is not { SoundsLike: [], MappingOnly: false } || SpellingParts.Of(word.Text).Count > 0) return [];
        return
        [
            new Wire.WordProblem(
                word.Text, "The word has no letter or digit that can be spoken. Give it a sounds_like."),
        ];
    }

    public static RequestRefusedException Unknown(string word)
        => Refused($"Invalid value for word '{word}': the model has no such word");

    private static void CheckText(string? text, string parameter)
    {
        if (string.IsNullOrEmpty(text)) throw Refused($"Required parameter '{parameter}' is missing");
        // It is one token of the recogniser, and a segment of a URL, which "." and ".." can't be.
        if (text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)))
        {
            throw Refused($"Invalid value for parameter '{parameter}': '{text}' has a blank or a control character. "
                + "Join the parts of a word with '-' or '_'");
        }
        if (text is "." or "..") throw Refused($"Invalid value for parameter '{parameter}': '{text}'");
    }

    private static void CheckSoundsLike(string? soundsLike, string parameter)
    {
        if (string.IsNullOrWhiteSpace(soundsLike)) throw Refused($"The value of parameter '{parameter}' is empty");
        if (soundsLike.Length <= SoundsLikeRules.Longest) return;
        throw Refused($"The value of parameter '{parameter}' has {soundsLike.Length} characters; at most "
            + $"{SoundsLikeRules.Longest} are allowed");
    }

    private static RequestRefusedException Refused(string message) => new(StatusCodes.Status400BadRequest, message);
}
