using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace HelpBuilder;

/// <summary>Turns documentation elements into the plain paragraphs that Get-Help shows.</summary>
/// <param name="cmdletNames">The names of the cmdlets by the documentation ids of their classes.</param>
internal sealed partial class DocumentationText(IReadOnlyDictionary<string, string> cmdletNames)
{
    /// <summary>The element's paragraphs: text, <c>para</c>, list items and code each become one or more.</summary>
    public IReadOnlyList<string> Paragraphs(XElement? element)
    {
        List<string> paragraphs = [];
        StringBuilder text = new();
        foreach (XNode node in element?.Nodes() ?? [])
        {
            switch (node)
            {
                case XElement { Name.LocalName: "para" } para:
                    Flush();
                    paragraphs.AddRange(Paragraphs(para));
                    break;
                case XElement { Name.LocalName: "list" } list:
                    Flush();
                    paragraphs.AddRange(ListItems(list));
                    break;
                case XElement { Name.LocalName: "code" } code:
                    Flush();
                    paragraphs.Add(Code(code));
                    break;
                default:
                    text.Append(Inline(node));
                    break;
            }
        }
        Flush();
        return paragraphs;

        void Flush()
        {
            string paragraph = Collapse(text.ToString());
            text.Clear();
            if (paragraph.Length > 0) paragraphs.Add(paragraph);
        }
    }

    /// <summary>The element as one line.</summary>
    public string Line(XElement? element) => string.Join(' ', Paragraphs(element));

    /// <summary>
    /// Code without the indentation that all its lines share. A first line behind the tag is as far in as the tag: the
    /// compiler indents all others with it.
    /// </summary>
    public static string Code(XElement element)
    {
        string text = element.Value.ReplaceLineEndings("\n");
        string before = (element.PreviousNode as XText)?.Value ?? "";
        string indentation = new(' ', before.Length - before.LastIndexOf('\n') - 1);
        string[] lines = [.. $"{indentation}{text}".Trim('\n').Split('\n').Select(line => line.TrimEnd())];
        int shared = lines.Where(line => line.Length > 0)
            .Select(line => line.Length - line.TrimStart().Length).DefaultIfEmpty(0).Min();
        return string.Join('\n', lines.Select(line => line.Length == 0 ? line : line[shared..])).Trim('\n');
    }

    /// <summary>The cmdlet that a reference's class implements; null if it isn't a cmdlet's.</summary>
    public string? CmdletName(string cref)
        => cref.StartsWith("T:", StringComparison.Ordinal) ? cmdletNames.GetValueOrDefault(cref[2..]) : null;

    private IEnumerable<string> ListItems(XElement list)
    {
        int number = 0;
        foreach (XElement item in list.Elements("item"))
        {
            string mark = list.Attribute("type")?.Value == "number" ? $"{++number}." : "-";
            string description = item.Element("description") is XElement inner ? Line(inner) : Line(item);
            yield return item.Element("term") is XElement term
                ? $"{mark} {Line(term)}: {description}"
                : $"{mark} {description}";
        }
    }

    private string Inline(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "paramref" } reference => "-" + reference.Attribute("name")!.Value,
        XElement { Name.LocalName: "see" or "seealso" } reference => Reference(reference),
        XElement { Name.LocalName: "br" } => " ",
        XElement element => string.Concat(element.Nodes().Select(Inline)),
        _ => "",
    };

    private string Reference(XElement reference)
    {
        string text = string.Concat(reference.Nodes().Select(Inline)).Trim();
        if (reference.Attribute("href")?.Value is string address)
        {
            return text.Length > 0 ? $"{text} ({address})" : address;
        }
        if (text.Length > 0) return text;
        if (reference.Attribute("langword")?.Value is string word)
        {
            return word is "true" or "false" or "null" ? "$" + word : word;
        }
        string cref = reference.Attribute("cref")!.Value;
        if (CmdletName(cref) is string cmdlet) return cmdlet;
        string name = GenericArity().Replace(cref.Split('(')[0][2..], "");
        int dot = name.LastIndexOf('.');
        // A property of a cmdlet, or of a base class of cmdlets, is a parameter to who reads help.
        bool parameter = cref.StartsWith("P:", StringComparison.Ordinal)
            && (cmdletNames.ContainsKey(name[..dot]) || name[..dot].EndsWith("Cmdlet", StringComparison.Ordinal));
        return (parameter ? "-" : "") + name[(dot + 1)..];
    }

    private static string Collapse(string text) => WhiteSpace().Replace(text, " ").Trim();

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();

    [GeneratedRegex(@"`+\d+")]
    private static partial Regex GenericArity();
}
