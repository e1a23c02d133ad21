using System.Collections.Frozen;
using System.Reflection;

namespace SttPowerShell.LocalService.Recognition.Formatting;

/// <summary>Hides swear words behind asterisks. Profanity.txt, an embedded resource, lists them.</summary>
internal static class ProfanityFilter
{
    /// <summary>What stands for any such word, whatever its length.</summary>
    public const string Mask = "****";

    private static readonly FrozenSet<string> Words = Read().ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The word, or the mask.</summary>
    public static string Filter(string word) => Words.Contains(word) ? Mask : word;

    private static List<string> Read()
    {
        using StreamReader reader = new(Assembly.GetExecutingAssembly().GetManifestResourceStream("Profanity.txt")!);
        List<string> words = [];
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#') words.Add(line);
        }
        return words;
    }
}
