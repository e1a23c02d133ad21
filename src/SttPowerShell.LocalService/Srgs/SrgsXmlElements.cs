using System.Xml;

namespace SttPowerShell.LocalService.Srgs;

/// <summary>Elements, attributes and texts of a grammar in XML, with their places.</summary>
internal sealed class SrgsXmlElements(XmlReader reader)
{
    private const string XmlNamespace = "http://www.w3.org/XML/1998/namespace";

    public XmlReader Reader => reader;

    /// <summary>Of an element or an attribute the place of its name, of a text its beginning.</summary>
    public SrgsPosition Position
    {
        get
        {
            IXmlLineInfo place = (IXmlLineInfo)reader;
            return new SrgsPosition(Math.Max(1, place.LineNumber), Math.Max(1, place.LinePosition));
        }
    }

    /// <summary>The element's name; an element of another vocabulary has its prefix.</summary>
    public string Name => reader.NamespaceURI == SrgsXmlReader.Namespace ? reader.LocalName : reader.Name;

    /// <summary>
    /// The element's attributes, which must be of these names. Languages are checked here, since all elements may have
    /// one; attributes of other vocabularies are read over.
    /// </summary>
    public List<(string Name, string Value, SrgsPosition Position)> Attributes(params string[] allowed)
    {
        List<(string, string, SrgsPosition)> attributes = [];
        string element = reader.Name;
        while (reader.MoveToNextAttribute())
        {
            string name = reader.LocalName;
            if (reader.NamespaceURI == XmlNamespace && name == "lang")
            {
                SrgsValues.CheckLanguage(reader.Value.Trim(), Position);
            }
            else if (reader.NamespaceURI.Length == 0)
            {
                if (!allowed.Contains(name)) throw UnknownAttribute(element, allowed);
                attributes.Add((name, reader.Value.Trim(), Position));
            }
        }
        reader.MoveToElement();
        return attributes;
    }

    /// <summary>Reads what is in the element that the reader stands on, and steps over its end.</summary>
    /// <param name="child">Called at each element; it must step over it.</param>
    /// <param name="text">Called with each text that isn't blank, and its place.</param>
    public void ReadContent(Action child, Action<string, SrgsPosition> text)
    {
        if (reader.IsEmptyElement)
        {
            reader.Read();
            return;
        }
        if (reader.Depth > SrgsLimits.Nesting) throw SrgsValues.TooDeep(Position);
        reader.Read();
        while (reader.NodeType != XmlNodeType.EndElement)
        {
            if (reader.NodeType == XmlNodeType.Element)
            {
                child();
                continue;
            }
            if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA && !string.IsNullOrWhiteSpace(reader.Value))
            {
                text(reader.Value, Position);
            }
            reader.Read();
        }
        reader.Read();
    }

    /// <summary>The place of a character of a text that begins at a place.</summary>
    public static SrgsPosition Within(SrgsPositions text, int index, SrgsPosition start)
    {
        SrgsPosition place = text.At(index);
        return place.Line == 1
            ? new SrgsPosition(start.Line, start.Column + index)
            : new SrgsPosition(start.Line + place.Line - 1, place.Column);
    }

    /// <summary>Refuses a text at its first character that isn't blank.</summary>
    public static SrgsException Misplaced(string text, SrgsPosition start, string problem)
        => new(Within(new SrgsPositions(text), text.Length - text.TrimStart().Length, start), problem);

    /// <summary>Steps over the element with all that is in it.</summary>
    public void Skip() => reader.Skip();

    public SrgsException Unknown(string parent, string known)
        => new(Position, $"The element <{Name}> can't stand in {parent}; there are {known}.");

    private SrgsException UnknownAttribute(string element, string[] allowed) => new(Position, allowed.Length == 0
        ? $"<{element}> has no attribute '{reader.Name}'; it has none but xml:lang."
        : $"<{element}> has no attribute '{reader.Name}'; there are {string.Join(", ", allowed)} and xml:lang.");
}
