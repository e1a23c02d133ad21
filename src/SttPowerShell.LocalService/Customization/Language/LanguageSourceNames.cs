namespace SttPowerShell.LocalService.Customization.Language;

/// <summary>The rules of corpora's and grammars' names, and the refusals that name them (sections 8.1, 11).</summary>
internal static class LanguageSourceNames
{
    /// <summary>Names that a word's source or the model itself already has.</summary>
    private static readonly IReadOnlyList<string> Reserved = ["user", "base_lm", "default_lm"];

    /// <exception cref="RequestRefusedException">No corpus or grammar may have this name.</exception>
    public static void Check(LanguageSourceKind kind, string name)
    {
        string? fault = Reserved.Contains(name) ? "the name is reserved" : ResourceNames.FindFault(name);
        if (fault is not null) throw ResourceNames.Invalid(kind.WireName(), name, fault);
    }

    public static RequestRefusedException Unknown(LanguageSourceKind kind, string name)
        => ResourceNames.Invalid(kind.WireName(), name, $"the model has no such {kind.WireName()}");

    public static RequestRefusedException Exists(LanguageSourceKind kind, string name)
        => ResourceNames.Exists(kind.Title(), name);

    /// <summary>One of the other kind can't be overwritten.</summary>
    public static RequestRefusedException TakenByOther(LanguageSourceKind kind, LanguageSourceKind other, string name)
        => new(StatusCodes.Status400BadRequest,
            $"{other.Title()} '{name}' already exists, and the names of corpora and grammars are unique together"
                + $" - change the name of the {kind.WireName()}, or remove the {other.WireName()} first");
}
