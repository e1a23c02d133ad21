namespace SttPowerShell.LocalService.Customization;

/// <summary>What the names of corpora, grammars and audio resources have in common (contract sections 8.1, 9.1).</summary>
internal static class ResourceNames
{
    private const int Longest = 128;

    /// <summary>Why nothing may have this name; null if it may.</summary>
    public static string? FindFault(string name) => name switch
    {
        _ when name.Length > Longest => $"it has {name.Length} characters, and at most {Longest} are allowed",
        _ when name.Any(IsForbidden) || HasEscapedSlash(name)
            => "spaces, slashes, backslashes and control characters are not allowed",
        _ => null,
    };

    /// <summary>The refusal of a name that is taken.</summary>
    /// <param name="title">What has it, as a sentence begins.</param>
    /// <param name="name">The name.</param>
    public static RequestRefusedException Exists(string title, string name) => new(StatusCodes.Status400BadRequest,
        $"{title} '{name}' already exists - change its name, remove existing file before adding new one, or "
            + "overwrite existing file by setting 'allow_overwrite' to 'true'");

    /// <summary>The refusal of a name that can't be one, or that nothing has.</summary>
    /// <param name="what">What the name is of.</param>
    /// <param name="name">The name.</param>
    /// <param name="fault">What is wrong with it.</param>
    public static RequestRefusedException Invalid(string what, string name, string fault)
        => new(StatusCodes.Status400BadRequest, $"Invalid value for {what} name '{name}': {fault}");

    private static bool IsForbidden(char c) => char.IsWhiteSpace(c) || char.IsControl(c) || c is '/' or '\\';

    /// <summary>The server leaves this one escape in a path as it is, lest the slash end the segment.</summary>
    private static bool HasEscapedSlash(string name) => name.Contains("%2F", StringComparison.OrdinalIgnoreCase);
}
