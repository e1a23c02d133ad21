namespace SttPowerShell.Commands;

/// <summary>Rules of the names of corpora, grammars and audio (contract sections 8.1 and 9.1).</summary>
internal static class ResourceNames
{
    private const int Longest = 128;

    /// <summary>The name that a file gives: its own, without the extension, and with _ for each blank.</summary>
    public static string OfFile(string path)
    {
        string name = Path.GetFileNameWithoutExtension(path);
        bool isTar = name.EndsWith(".tar", StringComparison.OrdinalIgnoreCase);
        return string.Concat((isTar ? name[..^4] : name).Select(c => char.IsWhiteSpace(c) ? '_' : c));
    }

    /// <summary>What is wrong with a name; null if nothing is.</summary>
    public static string? Problem(string name, IReadOnlyCollection<string> reserved) => name switch
    {
        { Length: > Longest } => $"it has {name.Length} characters, and {Longest} are allowed",
        _ when reserved.Contains(name) => "the service uses that name itself",
        _ when !IsAddressable(name) => "a URL can't hold it",
        _ when name.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c is '/' or '\\')
            => "blanks, slashes and backslashes are not allowed",
        _ => null,
    };

    /// <summary>Whether a name can stand in a path: dots are steps there, escaped or not (RFC 3986, 5.2.4).</summary>
    public static bool IsAddressable(string name) => !string.IsNullOrWhiteSpace(name) && name is not ("." or "..");
}
