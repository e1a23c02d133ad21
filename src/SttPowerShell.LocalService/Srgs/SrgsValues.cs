using System.Globalization;
using System.Text.RegularExpressions;

namespace SttPowerShell.LocalService.Srgs;

/// <summary>Values that both forms write alike.</summary>
internal static partial class SrgsValues
{
    /// <summary><c>3</c>, <c>2-4</c> or <c>1-</c>.</summary>
    public static RepeatRange Repeat(string text, SrgsPosition position)
    {
        Match match = Range().Match(text.Trim());
        if (!match.Success)
        {
            throw new SrgsException(position,
                $"'{text}' is not a number of repeats: write 3, 2-4, 1- (once or more) or 0-1 (optional).");
        }
        int minimum = Count(match.Groups["from"].Value, position);
        if (!match.Groups["dash"].Success) return new RepeatRange(minimum, minimum);
        if (match.Groups["to"].Length == 0) return new RepeatRange(minimum, null);
        int maximum = Count(match.Groups["to"].Value, position);
        if (maximum >= minimum) return new RepeatRange(minimum, maximum);
        throw new SrgsException(position, $"The repeat {text} ends below its beginning: write {maximum}-{minimum}.");
    }

    /// <summary>A likelihood beside the other alternatives': 0 or more.</summary>
    public static double Weight(string text, SrgsPosition position)
        => Number(text) ?? throw new SrgsException(position,
            $"'{text}' is not a weight: write a number from 0 on without sign and exponent, such as 2.5.");

    /// <summary>Of each further repetition: 0 to 1.</summary>
    public static double Probability(string text, SrgsPosition position)
        => Number(text) is { } value and <= 1
            ? value
            : throw new SrgsException(position,
                $"'{text}' is not a probability: write a number from 0 to 1, such as 0.6.");

    public static void CheckLanguage(string language, SrgsPosition position)
    {
        if (string.Equals(language, "en-US", StringComparison.OrdinalIgnoreCase)) return;
        throw new SrgsException(position, $"The language '{language}' is not there: only en-US is recognised.");
    }

    /// <summary>Rule names are XML names without the characters that would be read as something else in ABNF.</summary>
    public static bool IsRuleName(string text) => RuleName().IsMatch(text) && !IsSpecial(text);

    public static bool IsSpecial(string name) => name is "NULL" or "VOID" or "GARBAGE";

    /// <summary>The special rule of that name (SRGS 1.0 section 2.2.3).</summary>
    public static Expansion Special(string name, SrgsPosition position) => name switch
    {
        "NULL" => new Nothing(position),
        "VOID" => new Unspeakable(position),
        "GARBAGE" => throw new SrgsException(position,
            "GARBAGE is not supported: the recogniser has no model of any speech. Write the words that may be said."),
        _ => throw new SrgsException(position, $"'{name}' is not a special rule: there are NULL, VOID and GARBAGE."),
    };

    public static SrgsException External(string uri, SrgsPosition position) => new(position,
        $"The rule '{uri}' is in another grammar, which is not supported: copy the rule into this one.");

    public static SrgsException Lexicon(SrgsPosition position) => new(position,
        "Lexicons are not supported: give a pronunciation as a custom word of the model, with sounds_like.");

    public static SrgsException TooDeep(SrgsPosition position) => new(position,
        $"More than {SrgsLimits.Nesting} levels within one another: move some of them to rules of their own.");

    public static SrgsException TooManyRules(SrgsPosition position) => new(position,
        $"More than {SrgsLimits.Rules} rules: split the grammar.");

    private static int Count(string digits, SrgsPosition position)
        => int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int count)
            && count <= SrgsLimits.ExpandedParts
            ? count
            : throw new SrgsException(position, $"{digits} repeats are too many: {SrgsLimits.ExpandedParts} at most.");

    private static double? Number(string text) => Unsigned().IsMatch(text.Trim())
        && double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture) is var value && double.IsFinite(value)
            ? value
            : null;

    [GeneratedRegex(@"^(?<from>[0-9]+)\s*((?<dash>-)\s*(?<to>[0-9]*))?$")]
    private static partial Regex Range();

    [GeneratedRegex(@"^([0-9]+(\.[0-9]*)?|\.[0-9]+)$")]
    private static partial Regex Unsigned();

    [GeneratedRegex(@"^[\p{L}_][\p{L}\p{M}\p{Nd}_·]*$")]
    private static partial Regex RuleName();
}
