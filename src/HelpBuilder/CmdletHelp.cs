namespace HelpBuilder;

/// <summary>Everything that the help of one cmdlet says.</summary>
internal sealed record CmdletHelp
{
    public required string Verb { get; init; }
    public required string Noun { get; init; }
    public required string Synopsis { get; init; }

    /// <summary>Paragraphs.</summary>
    public required IReadOnlyList<string> Description { get; init; }

    /// <summary>The default set first.</summary>
    public required IReadOnlyList<IReadOnlyList<ParameterUse>> ParameterSets { get; init; }

    public required IReadOnlyList<ParameterHelp> Parameters { get; init; }
    public required IReadOnlyList<TypeHelp> Inputs { get; init; }
    public required IReadOnlyList<TypeHelp> Outputs { get; init; }
    public required IReadOnlyList<ExampleHelp> Examples { get; init; }
    public required IReadOnlyList<LinkHelp> Links { get; init; }

    public string Name => $"{Verb}-{Noun}";
}

/// <summary>
/// A parameter in one parameter set: its place among the positional ones, null if it needs its name, and what can be
/// piped to it, in the words of Get-Help.
/// </summary>
internal sealed record ParameterUse(ParameterHelp Parameter, bool Mandatory, int? Position, string PipelineInput);

/// <summary>A parameter in all its sets.</summary>
internal sealed record ParameterHelp
{
    public required string Name { get; init; }

    /// <summary>Paragraphs.</summary>
    public required IReadOnlyList<string> Description { get; init; }

    public required Type Type { get; init; }
    public required IReadOnlyList<string> Aliases { get; init; }

    /// <summary>The values of an enumeration or of a ValidateSet; empty if any value may be given.</summary>
    public required IReadOnlyList<string> Values { get; init; }

    public required string? DefaultValue { get; init; }
    public required bool AcceptsWildcards { get; init; }
    public bool IsSwitch => Type == typeof(System.Management.Automation.SwitchParameter);
}

/// <summary>A type that is piped in or comes out.</summary>
internal sealed record TypeHelp(string Name, IReadOnlyList<string> Description);

internal sealed record ExampleHelp(string Title, string Code, IReadOnlyList<string> Remarks);

/// <summary>A related link: another cmdlet, whose name the text is, or a page with its address.</summary>
internal sealed record LinkHelp(string Text, string Uri, bool Cmdlet);
