using System.Text;

namespace SttPowerShell.Accuracy;

/// <summary>The words of a text as they are compared: without case, punctuation and hesitation.</summary>
internal static class SpokenWords
{
    public static string[] Of(string text)
        =>
        [
            .. text.Normalize(NormalizationForm.FormC).Replace('’', '\'')
                .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
                // What the service writes where a speaker hesitated (contract section 5.4).
                .Where(word => !word.Equals("%HESITATION", StringComparison.OrdinalIgnoreCase))
                .Select(Bare).Where(word => word.Length > 0),
        ];

    private static string Bare(string word)
    {
        int start = 0;
        int end = word.Length;
        while (start < end && !IsPart(word[start])) start++;
        while (end > start && !IsPart(word[end - 1])) end--;
        return word[start..end].ToLowerInvariant();
    }

    // An asterisk stands for a letter of a swear word; a surrogate is half of a letter beyond the basic plane.
    private static bool IsPart(char c) => char.IsLetterOrDigit(c) || char.IsSurrogate(c) || c is '*' or '%' or '$';
}
