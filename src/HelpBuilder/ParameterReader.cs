using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Reflection;
using System.Xml.Linq;

namespace HelpBuilder;

/// <summary>
/// Reads the parameters of a cmdlet: types, values and defaults from the class, texts from its documentation.
/// </summary>
internal sealed class ParameterReader(XmlDocumentation documentation, DocumentationText text)
{
    public static bool IsShouldProcess(string name) => name is "WhatIf" or "Confirm";

    /// <summary>The parameters by name, without the common ones, which Get-Help tells of by itself.</summary>
    public Dictionary<string, ParameterHelp> Read(Type type, CommandMetadata metadata)
    {
        object cmdlet = Activator.CreateInstance(type)!;
        try
        {
            return metadata.Parameters.Values
                .Where(parameter => !Cmdlet.CommonParameters.Contains(parameter.Name))
                .ToDictionary(parameter => parameter.Name, parameter => Parameter(cmdlet, parameter));
        }
        finally
        {
            (cmdlet as IDisposable)?.Dispose();
        }
    }

    private ParameterHelp Parameter(object cmdlet, ParameterMetadata parameter)
    {
        PropertyInfo? property = cmdlet.GetType().GetProperty(parameter.Name);
        return new ParameterHelp
        {
            Name = parameter.Name,
            Description = property is null ? ShouldProcessText(parameter.Name) : Description(property),
            Type = parameter.ParameterType,
            Aliases = [.. parameter.Aliases],
            Values = Values(parameter),
            DefaultValue = property is null || AlwaysMandatory(parameter) ? null : Shown(property.GetValue(cmdlet)),
            AcceptsWildcards = parameter.Attributes.OfType<SupportsWildcardsAttribute>().Any(),
        };
    }

    private static bool AlwaysMandatory(ParameterMetadata parameter)
        => parameter.ParameterSets.Values.All(set => set.IsMandatory);

    private IReadOnlyList<string> Description(PropertyInfo property)
    {
        XElement? member = documentation.Find(property);
        return [.. text.Paragraphs(member?.Element("summary")), .. text.Paragraphs(member?.Element("remarks"))];
    }

    private static IReadOnlyList<string> ShouldProcessText(string name) => name switch
    {
        "WhatIf" => ["Says what the cmdlet would do, and does nothing."],
        "Confirm" => ["Asks for confirmation before the cmdlet does anything."],
        _ => [],
    };

    private static string[] Values(ParameterMetadata parameter)
    {
        Type type = TypeName.Element(parameter.ParameterType);
        if (parameter.Attributes.OfType<ValidateSetAttribute>().FirstOrDefault() is ValidateSetAttribute set)
        {
            return [.. set.ValidValues];
        }
        return type.IsEnum ? Enum.GetNames(type) : [];
    }

    /// <summary>A default as it would be typed; null for what isn't set or says nothing.</summary>
    private static string? Shown(object? value) => value switch
    {
        null or "" => null,
        SwitchParameter set => set.IsPresent ? "True" : "False",
        string given => given,
        IEnumerable many => string.Join(", ", many.Cast<object?>().Select(Shown)) is { Length: > 0 } list ? list : null,
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };
}
