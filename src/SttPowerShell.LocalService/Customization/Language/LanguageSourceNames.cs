namespace SttPowerShell.LocalService.Customization.Language;

/// <summary>The rules of corpora's and grammars' names, and the refusals that name them (sections 8.1, 11).</summary>
internal static class LanguageSourceNames
{
    private const int Longest = 128;

    /// <summary>Names that a word's source or the model itself already has.</summary>
    private static readonly IReadOnlyList<string> Reserved = ["user", "base_lm", "default_lm"];

    /// <exception cref="RequestRefusedException">No corpus or grammar may have this name.</exception>
    public static void Check(LanguageSourceKind kind, string name)
    {
        string? fault = name switch
        {
            _ when name.Length > Longest => $"it has {name.Length} characters, and at most {Longest} are allowed",
            _ when Reserved.Contains(name) => "the name is reserved",
            _ when name.Any(IsForbidden) || HasEscapedSlash(name)
                => "spaces, slashes, backslashes and control characters are not allowed",
            _ => null,
        };
        if (fault is not null) throw Invalid(kind, name, fault);
    }

    public static RequestRefusedException Unknown(LanguageSourceKind kind, string name)
        => Invalid(kind, name, $"the model has no such {kind.WireName()}");

    public static RequestRefusedException Exists(LanguageSourceKind kind, string name) => Refused(
        $"{kind.Title()} '{name}' already exists - change its name, remove existing file before adding new one, or "
            + "overwrite existing file by setting 'allow_overwrite' to 'true'");

    /// <summary>One of the other kind can't be overwritten.</summary>
    public static RequestRefusedException TakenByOther(LanguageSourceKind kind, LanguageSourceKind other, string name)
        => Refused($"{other.Title()} '{name}' already exists, and the names of corpora and grammars are unique together"
            + $" - change the name of the {kind.WireName()}, or remove the {other.WireName()} first");

    private static bool IsForbidden(char c) => char.IsWhiteSpace(c) || char.IsControl(c) || c is '/' or '\\';

    /// <summary>The server leaves this one escape in a path as it is, lest the slash end the segment.</summary>
    private static bool HasEscapedSlash(string name) => name.Contains("%2F", StringComparison.OrdinalIgnoreCase);

    private static RequestRefusedException Invalid(LanguageSourceKind kind, string name, string fault)
        => Refused($"Invalid value for {kind.WireName()} name '{name}': {fault}");

    private static RequestRefusedException Refused(string message) => new(StatusCodes.Status400BadRequest, message);
}
