using System.Management.Automation;
using System.Reflection;
using System.Xml.Linq;

namespace HelpBuilder;

/// <summary>Joins what the engine knows of a cmdlet with what its documentation says.</summary>
internal sealed class CmdletReader(XmlDocumentation documentation, DocumentationText text)
{
    public CmdletHelp Read(Type type)
    {
        CmdletAttribute attribute = type.GetCustomAttribute<CmdletAttribute>(inherit: false)!;
        CommandMetadata metadata = new(type);
        if (attribute.SupportsShouldProcess)
        {
            AddSwitch(metadata, "WhatIf", "wi");
            AddSwitch(metadata, "Confirm", "cf");
        }
        Dictionary<string, ParameterHelp> parameters = new ParameterReader(documentation, text).Read(type, metadata);
        IReadOnlyList<IReadOnlyList<ParameterUse>> sets = ParameterSets.Of(metadata, parameters);
        XElement? member = documentation.Find(type);
        return new CmdletHelp
        {
            Verb = attribute.VerbName,
            Noun = attribute.NounName,
            Synopsis = text.Line(member?.Element("summary")),
            Description = text.Paragraphs(member?.Element("remarks")),
            ParameterSets = sets,
            Parameters = [.. sets.SelectMany(set => set).Select(use => use.Parameter).Distinct()
                .OrderBy(parameter => parameter.Name, StringComparer.Ordinal)],
            Inputs = Inputs(sets),
            Outputs = [.. type.GetCustomAttributes<OutputTypeAttribute>()
                .SelectMany(output => output.Type).DistinctBy(output => output.Name).Select(Output)],
            Examples = [.. (member?.Elements("example") ?? []).Select(Example)],
            Links = [.. (member?.Elements("seealso") ?? []).Select(Link)],
        };
    }

    /// <summary>A class's metadata lacks the parameters that the engine adds when the cmdlet is called.</summary>
    private static void AddSwitch(CommandMetadata metadata, string name, string alias)
    {
        ParameterMetadata parameter = new(name, typeof(SwitchParameter));
        parameter.Aliases.Add(alias);
        metadata.Parameters[name] = parameter;
    }

    private static List<TypeHelp> Inputs(IReadOnlyList<IReadOnlyList<ParameterUse>> sets)
    {
        ParameterUse[] piped = [.. sets.SelectMany(set => set)
            .Where(use => use.PipelineInput != ParameterSets.NoPipelineInput).DistinctBy(use => use.Parameter.Name)];
        List<TypeHelp> inputs = [.. piped
            .Where(use => use.PipelineInput.Contains(ParameterSets.ByValue, StringComparison.Ordinal))
            .Select(use => new TypeHelp(TypeName.Full(TypeName.Element(use.Parameter.Type)),
                [$"Goes to -{use.Parameter.Name}. {string.Join(' ', use.Parameter.Description)}"]))];
        string[] byName = [.. piped
            .Where(use => use.PipelineInput.Contains(ParameterSets.ByPropertyName, StringComparison.Ordinal))
            .Select(use => "-" + string.Join(" or -", [use.Parameter.Name, .. use.Parameter.Aliases]))];
        if (byName.Length > 0)
        {
            inputs.Add(new TypeHelp("System.Management.Automation.PSObject",
                [$"Any object with properties named as these parameters: {string.Join(", ", byName)}."]));
        }
        return inputs.Count > 0 ? inputs : [new TypeHelp("None", ["Nothing can be piped to this cmdlet."])];
    }

    private TypeHelp Output(PSTypeName output)
    {
        if (output.Type == typeof(void)) return new TypeHelp("None", ["This cmdlet emits nothing."]);
        if (output.Type is not Type type) return new TypeHelp(output.Name, []);
        XElement? member = documentation.Find(TypeName.Element(type));
        return new TypeHelp(TypeName.Full(type), text.Paragraphs(member?.Element("summary")));
    }

    private ExampleHelp Example(XElement example)
    {
        XElement remarks = new(example);
        remarks.Elements("summary").Remove();
        remarks.Elements("code").Take(1).Remove();
        string code = example.Element("code") is XElement element ? DocumentationText.Code(element) : "";
        return new ExampleHelp(text.Line(example.Element("summary")).TrimEnd('.'), code, text.Paragraphs(remarks));
    }

    private LinkHelp Link(XElement link)
    {
        if (link.Attribute("href")?.Value is string address)
        {
            string title = text.Line(new XElement("title", link.Nodes()));
            return new LinkHelp(title.Length > 0 ? title : address, address, Cmdlet: false);
        }
        string cref = link.Attribute("cref")?.Value ?? "";
        string? cmdlet = text.CmdletName(cref);
        return new LinkHelp(cmdlet ?? cref, "", cmdlet is not null);
    }
}
