using System.Xml.Linq;

namespace HelpBuilder;

/// <summary>
/// Writes help in MAML, the format that Get-Help reads: one <c>command</c> element for each cmdlet. The format has no
/// specification; what matters is the engine's own views of these elements.
/// </summary>
internal static class MamlWriter
{
    private static readonly XNamespace Help = "http://msh";
    private static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    public static XDocument Write(IEnumerable<CmdletHelp> cmdlets)
        => new(new XDeclaration("1.0", "utf-8", null),
            new XElement(Help + "helpItems", new XAttribute("schema", "maml"), cmdlets.Select(Cmdlet)));

    private static XElement Cmdlet(CmdletHelp cmdlet) => new(Command + "command",
        new XAttribute(XNamespace.Xmlns + "maml", Maml),
        new XAttribute(XNamespace.Xmlns + "command", Command),
        new XAttribute(XNamespace.Xmlns + "dev", Dev),
        new XElement(Command + "details",
            new XElement(Command + "name", cmdlet.Name),
            new XElement(Command + "verb", cmdlet.Verb),
            new XElement(Command + "noun", cmdlet.Noun),
            Description([cmdlet.Synopsis])),
        Description(cmdlet.Description),
        new XElement(Command + "syntax", cmdlet.ParameterSets.Select(set => new XElement(Command + "syntaxItem",
            new XElement(Maml + "name", cmdlet.Name),
            set.Select(use => Parameter(use, inSyntax: true))))),
        new XElement(Command + "parameters", cmdlet.Parameters.Select(parameter
            => Parameter(InAllSets(cmdlet, parameter), inSyntax: false))),
        new XElement(Command + "inputTypes", cmdlet.Inputs.Select(type => InputOrOutput("inputType", type))),
        new XElement(Command + "returnValues", cmdlet.Outputs.Select(type => InputOrOutput("returnValue", type))),
        new XElement(Command + "examples", cmdlet.Examples.Select(Example)),
        new XElement(Command + "relatedLinks", cmdlet.Links.Select(link => new XElement(Maml + "navigationLink",
            new XElement(Maml + "linkText", link.Uri.Length > 0 ? $"{link.Text}:" : link.Text),
            new XElement(Maml + "uri", link.Uri)))));

    /// <summary>What a parameter's own section says: mandatory only if it is so wherever it occurs.</summary>
    private static ParameterUse InAllSets(CmdletHelp cmdlet, ParameterHelp parameter)
    {
        ParameterUse[] uses = [.. cmdlet.ParameterSets.SelectMany(set => set).Where(use => use.Parameter == parameter)];
        return uses[0] with
        {
            Mandatory = uses.All(use => use.Mandatory),
            Position = uses.All(use => use.Position == uses[0].Position) ? uses[0].Position : null,
        };
    }

    private static XElement Parameter(ParameterUse use, bool inSyntax)
    {
        ParameterHelp parameter = use.Parameter;
        string type = TypeName.Short(parameter.Type);
        return new XElement(Command + "parameter",
            new XAttribute("required", Flag(use.Mandatory)),
            new XAttribute("variableLength", Flag(parameter.Type.IsArray)),
            new XAttribute("globbing", Flag(parameter.AcceptsWildcards)),
            new XAttribute("pipelineInput", use.PipelineInput),
            new XAttribute("position", use.Position?.ToString(provider: null) ?? "named"),
            new XAttribute("aliases", parameter.Aliases.Count > 0 ? string.Join(", ", parameter.Aliases) : "none"),
            new XElement(Maml + "name", parameter.Name),
            Description(inSyntax || parameter.Values.Count == 0
                ? parameter.Description
                : [.. parameter.Description, $"Values: {string.Join(", ", parameter.Values)}."]),
            parameter.Values.Count == 0 ? null : new XElement(Command + "parameterValueGroup",
                parameter.Values.Select(value => Value(value, required: false))),
            // A switch has no value to give in the syntax, and a group of values stands for itself there.
            inSyntax && (parameter.IsSwitch || parameter.Values.Count > 0)
                ? null
                : Value(type, required: !parameter.IsSwitch),
            new XElement(Dev + "type", new XElement(Maml + "name", type), new XElement(Maml + "uri")),
            new XElement(Dev + "defaultValue", parameter.DefaultValue ?? "None"));
    }

    private static XElement Value(string value, bool required) => new(Command + "parameterValue",
        new XAttribute("required", Flag(required)), new XAttribute("variableLength", "false"), value);

    private static XElement InputOrOutput(string element, TypeHelp type) => new(Command + element,
        new XElement(Dev + "type", new XElement(Maml + "name", type.Name), new XElement(Maml + "uri")),
        Description(type.Description));

    private static XElement Example(ExampleHelp example, int index) => new(Command + "example",
        new XElement(Maml + "title", $"--- Example {index + 1}: {example.Title}"),
        new XElement(Dev + "code", example.Code),
        // The empty paragraph is the line between this example and the next.
        new XElement(Dev + "remarks", Paragraphs([.. example.Remarks, ""])));

    private static XElement Description(IEnumerable<string> paragraphs)
        => new(Maml + "description", Paragraphs(paragraphs));

    private static IEnumerable<XElement> Paragraphs(IEnumerable<string> paragraphs)
        => paragraphs.Select(paragraph => new XElement(Maml + "para", paragraph));

    private static string Flag(bool value) => value ? "true" : "false";
}
