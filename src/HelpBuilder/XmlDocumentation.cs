using System.Reflection;
using System.Xml.Linq;

namespace HelpBuilder;

/// <summary>The documentation file that the compiler writes beside an assembly.</summary>
internal sealed class XmlDocumentation
{
    private readonly Dictionary<string, XElement> _members;

    private XmlDocumentation(Dictionary<string, XElement> members) => _members = members;

    /// <exception cref="FileNotFoundException">There is none.</exception>
    public static XmlDocumentation Load(string assemblyPath)
    {
        string path = Path.ChangeExtension(assemblyPath, ".xml");
        if (!File.Exists(path)) throw new FileNotFoundException($"The documentation file {path} is missing.");
        return new XmlDocumentation(XDocument.Load(path, LoadOptions.PreserveWhitespace)
            .Descendants("member").ToDictionary(member => member.Attribute("name")!.Value));
    }

    public XElement? Find(Type type) => _members.GetValueOrDefault($"T:{Id(type)}");

    /// <summary>The documentation of the property itself, or of the one that it overrides and inherits from.</summary>
    public XElement? Find(PropertyInfo property)
    {
        XElement? own = _members.GetValueOrDefault($"P:{Id(property.DeclaringType!)}.{property.Name}");
        if (own is not null && own.Element("inheritdoc") is null) return own;
        PropertyInfo? inherited = property.DeclaringType!.BaseType?.GetProperty(property.Name);
        return inherited is null ? own : Find(inherited);
    }

    /// <summary>How the compiler names a type: nested types by a dot, generic ones by their definition.</summary>
    public static string Id(Type type)
    {
        Type definition = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        return definition.FullName!.Replace('+', '.');
    }
}
