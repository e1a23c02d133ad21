using System.Text;

namespace SttPowerShell.LocalService.Srgs;

/// <summary>Reads what is in a rule's element.</summary>
internal sealed class SrgsXmlExpansionReader(SrgsXmlElements xml)
{
    private const string Parts = "item, one-of, token, ruleref and tag";

    /// <summary>The content of the rule that the reader stands on, as a sequence.</summary>
    public Expansion ReadRule()
    {
        SrgsPosition start = xml.Position;
        Expansion expansion = ReadSequence("<rule>");
        return expansion is not Nothing || expansion.Position != start
            ? expansion
            : throw new SrgsException(start,
                "The rule is empty: for nothing at all write <ruleref special=\"NULL\"/>.");
    }

    private Expansion ReadSequence(string parent)
    {
        SrgsPosition start = xml.Position;
        List<Expansion> items = [];
        xml.ReadContent(() => ReadPart(items, parent), (text, position) => items.AddRange(Tokens(text, position)));
        return Expansion.InSequence(items, start);
    }

    private void ReadPart(List<Expansion> items, string parent)
    {
        switch (xml.Name)
        {
            case "item":
                items.Add(ReadItem().Expansion);
                break;
            case "one-of":
                items.Add(ReadOneOf());
                break;
            case "token":
                items.Add(ReadToken());
                break;
            case "ruleref":
                items.Add(ReadReference());
                break;
            case "tag":
                SrgsPosition start = xml.Position;
                xml.Attributes();
                items.Add(new Tag(ReadText("<tag>"), start));
                break;
            case "example" when parent == "<rule>":
                xml.Skip();
                break;
            default:
                throw xml.Unknown(parent, Parts);
        }
    }

    private Alternative ReadItem()
    {
        SrgsPosition start = xml.Position;
        RepeatRange range = new(1, 1);
        double? probability = null;
        double? weight = null;
        foreach ((string name, string value, SrgsPosition position) in
            xml.Attributes("repeat", "repeat-prob", "weight"))
        {
            if (name == "repeat") range = SrgsValues.Repeat(value, position);
            if (name == "repeat-prob") probability = SrgsValues.Probability(value, position);
            if (name == "weight") weight = SrgsValues.Weight(value, position);
        }
        Expansion body = ReadSequence("<item>");
        return new Alternative(Expansion.Repeated(body, range, probability, start), weight);
    }

    private Expansion ReadOneOf()
    {
        SrgsPosition start = xml.Position;
        xml.Attributes();
        List<Alternative> choices = [];
        xml.ReadContent(
            () => choices.Add(xml.Name == "item" ? ReadItem() : throw xml.Unknown("<one-of>", "item elements")),
            (text, position) => throw SrgsXmlElements.Misplaced(
                text, position, "Text can't stand in <one-of>: put each choice into an <item>."));
        if (choices.Count > 0) return Expansion.OneOf(choices, start);
        throw new SrgsException(start, "<one-of> is empty: put each choice into an <item>.");
    }

    private Expansion ReadToken()
    {
        SrgsPosition start = xml.Position;
        xml.Attributes();
        Expansion words = TokenWords.Read(ReadText("<token>"), start);
        return words is not Nothing ? words : throw new SrgsException(start, "<token> is empty: write a word.");
    }

    private Expansion ReadReference()
    {
        SrgsPosition start = xml.Position;
        Expansion? reference = null;
        foreach ((string name, string value, SrgsPosition position) in xml.Attributes("uri", "special", "type"))
        {
            if (name == "type") continue;
            if (reference is not null) throw new SrgsException(start, "<ruleref> has both uri and special: keep one.");
            reference = name == "special" ? SrgsValues.Special(value, position) : Local(value, position);
        }
        ReadText("<ruleref>");
        return reference
            ?? throw new SrgsException(start, "<ruleref> must have a uri, as in uri=\"#name\", or special.");
    }

    private static RuleReference Local(string uri, SrgsPosition position)
    {
        if (uri.StartsWith('#') && SrgsValues.IsRuleName(uri[1..])) return new RuleReference(uri[1..], position);
        throw SrgsValues.IsRuleName(uri)
            ? new SrgsException(position, $"To refer to the rule '{uri}' of this grammar, write uri=\"#{uri}\".")
            : SrgsValues.External(uri, position);
    }

    private string ReadText(string parent)
    {
        StringBuilder content = new();
        xml.ReadContent(() => throw xml.Unknown(parent, "no elements in it"), (text, _) => content.Append(text));
        return content.ToString();
    }

    /// <summary>Tokens stand between white space or within double quotes (SRGS 1.0 section 2.1).</summary>
    private static IEnumerable<Expansion> Tokens(string text, SrgsPosition start)
    {
        SrgsPositions positions = new(text);
        for (int index = 0; index < text.Length;)
        {
            if (char.IsWhiteSpace(text[index]))
            {
                index++;
                continue;
            }
            SrgsPosition position = SrgsXmlElements.Within(positions, index, start);
            bool quoted = text[index] == '"';
            int end = quoted ? text.IndexOf('"', index + 1) : EndOfPlain(text, index);
            if (end < 0) throw new SrgsException(position, "The quoted token is not closed: '\"' is missing.");
            yield return TokenWords.Read(text[(quoted ? index + 1 : index)..end], position);
            index = quoted ? end + 1 : end;
        }
    }

    private static int EndOfPlain(string text, int index)
    {
        while (index < text.Length && !char.IsWhiteSpace(text[index]) && text[index] != '"') index++;
        return index;
    }
}
