using System.Xml;

namespace SttPowerShell.LocalService.Srgs;

/// <summary>Reads grammars in the XML form (SRGS 1.0 sections 3 and 4 and appendix C).</summary>
internal sealed class SrgsXmlReader
{
    public const string Namespace = "http://www.w3.org/2001/06/grammar";

    private readonly SrgsXmlElements _xml;

    private readonly List<SrgsRule> _rules = [];

    private SrgsXmlReader(XmlReader xml) => _xml = new SrgsXmlElements(xml);

    /// <exception cref="SrgsException">The text is malformed, or has what isn't supported.</exception>
    public static SrgsDocument Read(string text)
    {
        XmlReaderSettings settings = new()
        {
            // No entities that grow without end, no files and addresses of others.
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
        };
        string document = text;
        if (document.StartsWith("#ABNF", StringComparison.Ordinal))
        {
            throw new SrgsException(new SrgsPosition(1, 1),
                "This is the ABNF form, whose content type is application/srgs; the XML form begins with '<grammar'.");
        }
        try
        {
            using XmlReader xml = XmlReader.Create(new StringReader(document), settings);
            return new SrgsXmlReader(xml).ReadGrammar();
        }
        catch (XmlException malformed)
        {
            throw Malformed(malformed, document);
        }
    }

    private static SrgsException Malformed(XmlException malformed, string document)
    {
        SrgsPosition position = new(Math.Max(1, malformed.LineNumber), Math.Max(1, malformed.LinePosition));
        if (malformed.Message.Contains("DTD", StringComparison.Ordinal))
        {
            // The reader doesn't tell where it stands.
            int found = document.IndexOf("<!DOCTYPE", StringComparison.Ordinal);
            if (found >= 0) position = new SrgsPositions(document).At(found);
            return new SrgsException(position, "Document type declarations are not supported: remove <!DOCTYPE …>.");
        }
        // The message ends with the place, which stands at the beginning of this one.
        int place = malformed.Message.LastIndexOf(" Line ", StringComparison.Ordinal);
        return new SrgsException(position,
            $"This is not well-formed XML: {(place < 0 ? malformed.Message : malformed.Message[..place])}");
    }

    private SrgsDocument ReadGrammar()
    {
        _xml.Reader.MoveToContent();
        SrgsPosition start = _xml.Position;
        if (_xml.Reader.LocalName != "grammar")
        {
            throw new SrgsException(start, $"The document must be a <grammar>, not <{_xml.Reader.Name}>.");
        }
        if (_xml.Reader.NamespaceURI != Namespace)
        {
            throw new SrgsException(start, $"The element <grammar> must have the attribute xmlns=\"{Namespace}\".");
        }
        string? version = null;
        string? tagFormat = null;
        RuleReference? root = null;
        foreach ((string name, string value, SrgsPosition position) in
            _xml.Attributes("version", "mode", "root", "tag-format"))
        {
            if (name == "version") version = CheckVersion(value, position);
            else if (name == "mode") CheckMode(value, position);
            else if (name == "root") root = new RuleReference(value, position);
            else if (name == "tag-format") tagFormat = value;
        }
        if (version is null)
        {
            throw new SrgsException(start, "The element <grammar> must have the attribute version=\"1.0\".");
        }
        _xml.ReadContent(ReadChild, NoText);
        while (_xml.Reader.Read())
        {
        }
        return new SrgsDocument { Root = root, TagFormat = tagFormat, Rules = _rules, Position = start };
    }

    private void ReadChild()
    {
        SrgsPosition start = _xml.Position;
        switch (_xml.Name)
        {
            case "rule":
                ReadRule(start);
                break;
            case "meta":
                _xml.Attributes("name", "http-equiv", "content");
                _xml.Skip();
                break;
            case "metadata" or "tag":
                _xml.Skip();
                break;
            case "lexicon":
                throw SrgsValues.Lexicon(start);
            default:
                throw _xml.Unknown("<grammar>", "rule, meta, metadata and tag");
        }
    }

    private void ReadRule(SrgsPosition start)
    {
        string? name = null;
        bool isPublic = false;
        foreach ((string attribute, string value, SrgsPosition position) in _xml.Attributes("id", "scope"))
        {
            if (attribute == "id") name = CheckName(value, position);
            if (attribute == "scope") isPublic = CheckScope(value, position);
        }
        if (name is null) throw new SrgsException(start, "The element <rule> must have an id.");
        Expansion expansion = new SrgsXmlExpansionReader(_xml).ReadRule();
        _rules.Add(new SrgsRule(name, isPublic, expansion, start));
        if (_rules.Count > SrgsLimits.Rules) throw SrgsValues.TooManyRules(start);
    }

    private static void NoText(string text, SrgsPosition position) => throw SrgsXmlElements.Misplaced(
        text, position, "Text can't stand here: what is to be said stands in <rule> elements.");

    private static string CheckVersion(string version, SrgsPosition position)
        => version == "1.0"
            ? version
            : throw new SrgsException(position, $"'{version}' is not a known version: write 1.0.");

    private static void CheckMode(string mode, SrgsPosition position)
    {
        if (mode == "voice") return;
        throw new SrgsException(position, mode == "dtmf"
            ? "The mode dtmf is not supported: only speech is recognised. Write mode=\"voice\"."
            : $"'{mode}' is not a mode: write mode=\"voice\".");
    }

    private static string CheckName(string name, SrgsPosition position)
        => SrgsValues.IsRuleName(name) ? name : throw new SrgsException(position, SrgsValues.IsSpecial(name)
            ? $"'{name}' is a special rule: give this one another id."
            : $"'{name}' is not a rule's id: it is a letter, then letters, digits and underscores.");

    private static bool CheckScope(string scope, SrgsPosition position) => scope switch
    {
        "public" => true,
        "private" => false,
        _ => throw new SrgsException(position, $"'{scope}' is not a scope: write public or private."),
    };
}
