using System.Globalization;
using Humanizer;

namespace SttPowerShell.LocalService.Recognition.Formatting;

/// <summary>The words that English numbers are made of.</summary>
internal static class NumberWords
{
    /// <summary>0 to 99, those above 20 with their hyphen.</summary>
    private static readonly Dictionary<string, int> Cardinals = Enumerable.Range(0, 100)
        .ToDictionary(number => number.ToWords(CultureInfo.InvariantCulture), StringComparer.Ordinal);

    /// <summary>1 to 99, those above 20 with their hyphen.</summary>
    private static readonly Dictionary<string, int> Ordinals = Enumerable.Range(1, 99)
        .ToDictionary(number => number.ToOrdinalWords(CultureInfo.InvariantCulture), StringComparer.Ordinal);

    private static readonly Dictionary<string, int> Decades = Enumerable.Range(2, 8).Select(ten => 10 * ten)
        .ToDictionary(ten => $"{ten.ToWords(CultureInfo.InvariantCulture)[..^1]}ies", StringComparer.Ordinal);

    private static readonly Dictionary<string, long> Scales = new(StringComparer.Ordinal)
    {
        ["hundred"] = 100,
        ["thousand"] = 1_000,
        ["million"] = 1_000_000,
        ["billion"] = 1_000_000_000,
        ["trillion"] = 1_000_000_000_000,
    };

    /// <summary>The value of <c>zero</c> to <c>twenty</c>, <c>twenty-one</c>, <c>thirty</c>; null for others.</summary>
    public static int? Cardinal(string word) => Cardinals.TryGetValue(word, out int value) ? value : null;

    /// <summary>The value of <c>first</c> to <c>twentieth</c>, <c>twenty-first</c>; null for others.</summary>
    public static int? Ordinal(string word) => Ordinals.TryGetValue(word, out int value) ? value : null;

    /// <summary>The value of <c>twenties</c> to <c>nineties</c>; null for others.</summary>
    public static int? Decade(string word) => Decades.TryGetValue(word, out int value) ? value : null;

    /// <summary>The value of <c>hundred</c> to <c>trillion</c>; null for others.</summary>
    public static long? Scale(string word) => Scales.TryGetValue(word, out long value) ? value : null;

    /// <summary>Whether a word is the digit 0 between other digits.</summary>
    public static bool IsOh(string word) => word is "oh" or "o";

    /// <summary>How many digits a word other than a cardinal adds to a number: two for <c>hundred</c>.</summary>
    public static int Digits(string word)
        => Scale(word) is { } scale ? scale.ToString(CultureInfo.InvariantCulture).Length - 1
            : Ordinal(word) is > 9 || Decade(word) is not null ? 2
            : Math.Max(1, Repeats(word) - 1);

    /// <summary>How many times the digit behind a word is meant: twice behind <c>double</c>.</summary>
    public static int Repeats(string word) => word switch { "double" => 2, "triple" => 3, _ => 1 };

    /// <summary>
    /// Whether a word goes on with the number before it. First and second may not: <c>a ten second pause</c>.
    /// </summary>
    public static bool IsNumber(string word)
        => Cardinals.ContainsKey(word) || Scales.ContainsKey(word) || Decades.ContainsKey(word) || Ordinal(word) > 2;
}
