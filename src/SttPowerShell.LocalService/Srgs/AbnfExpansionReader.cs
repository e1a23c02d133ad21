namespace SttPowerShell.LocalService.Srgs;

/// <summary>
/// Reads what stands right of a rule's equals sign. Precedence (SRGS 1.0 section 2.8), tightest first: tokens,
/// references, tags and groups; repeats and languages; sequences; alternatives with their weights.
/// </summary>
internal sealed class AbnfExpansionReader(AbnfScanner scanner)
{
    private int _depth;

    /// <summary>Up to the semicolon, and steps over it.</summary>
    public Expansion ReadRule(string name)
    {
        Expansion expansion = ReadAlternatives();
        scanner.SkipBlank();
        if (scanner.TryTake(";")) return expansion;
        throw scanner.Next switch
        {
            ')' or ']' => new SrgsException(scanner.Position, $"'{scanner.Next}' closes nothing: remove it."),
            _ => new SrgsException(
                scanner.Position, $"The rule ${name} must end with ';'; here is {scanner.Found()}."),
        };
    }

    /// <summary><c>{…}</c>, or <c>{!{…}!}</c>, which may hold braces.</summary>
    public static Tag ReadTag(AbnfScanner scanner)
    {
        SrgsPosition start = scanner.Position;
        return scanner.TryTake("{!{")
            ? new Tag(scanner.TakeTo("}!}", start, "The tag"), start)
            : scanner.TryTake("{") ? new Tag(scanner.TakeTo("}", start, "The tag"), start)
            : throw new SrgsException(start, "Here must be a tag in braces.");
    }

    private Expansion ReadAlternatives()
    {
        scanner.SkipBlank();
        SrgsPosition start = scanner.Position;
        List<Alternative> choices = [];
        do
        {
            choices.Add(ReadAlternative());
            scanner.SkipBlank();
        }
        while (scanner.TryTake("|"));
        return Expansion.OneOf(choices, start);
    }

    private Alternative ReadAlternative()
    {
        scanner.SkipBlank();
        SrgsPosition start = scanner.Position;
        double? weight = null;
        if (scanner.TryTake("/")) weight = SrgsValues.Weight(scanner.TakeTo("/", start, "The weight"), start);
        List<Expansion> items = [];
        while (true)
        {
            scanner.SkipBlank();
            if (scanner.AtEnd || scanner.Next is '|' or ')' or ']' or ';') break;
            items.Add(ReadItem());
        }
        if (items.Count > 0) return new Alternative(Expansion.InSequence(items, start), weight);
        throw new SrgsException(scanner.Position,
            $"Before {scanner.Found()} something to say is missing; for nothing at all write $NULL.");
    }

    private Expansion ReadItem()
    {
        SrgsPosition start = scanner.Position;
        Expansion item = ReadSubexpansion(start);
        scanner.SkipBlank();
        if (scanner.TryTake("!"))
        {
            SrgsValues.CheckLanguage(scanner.TakePlain(), start);
            scanner.SkipBlank();
        }
        if (!scanner.LooksAt("<")) return item;
        item = ReadRepeat(item, start);
        scanner.SkipBlank();
        if (!scanner.LooksAt("<")) return item;
        throw new SrgsException(scanner.Position, "One repeat follows another: put the first into parentheses.");
    }

    private Expansion ReadSubexpansion(SrgsPosition start)
    {
        switch (scanner.Next)
        {
            case '(':
                return ReadGroup(")", start);
            case '[':
                return Expansion.Repeated(ReadGroup("]", start), RepeatRange.Optional, null, start);
            case '{':
                return ReadTag(scanner);
            case '$':
                return ReadReference(start);
            case '"':
                scanner.TryTake("\"");
                return TokenWords.Read(scanner.TakeTo("\"", start, "The quoted token"), start);
            case '*' or '+':
                throw new SrgsException(start, scanner.Next == '*'
                    ? "'*' is reserved: for any number of times write <0->."
                    : "'+' is reserved: for once or more write <1->.");
            case '/':
                throw new SrgsException(start, "A weight must stand at the beginning of an alternative.");
            case '<':
                throw new SrgsException(start, "A repeat must follow what it repeats.");
            default:
                string token = scanner.TakePlain();
                return token.Length > 0
                    ? TokenWords.Read(token, start)
                    : throw new SrgsException(start, scanner.Next == '='
                        ? "'=' can't stand here: perhaps ';' is missing at the end of the rule before."
                        : $"{scanner.Found()} can't stand here: put text with such characters into quotes.");
        }
    }

    private Expansion ReadGroup(string close, SrgsPosition start)
    {
        string open = close == ")" ? "(" : "[";
        scanner.TryTake(open);
        if (++_depth > SrgsLimits.Nesting) throw SrgsValues.TooDeep(start);
        scanner.SkipBlank();
        Expansion body = open == "(" && scanner.LooksAt(close) ? new Nothing(start) : ReadAlternatives();
        _depth--;
        if (scanner.TryTake(close)) return body;
        throw new SrgsException(scanner.Position, $"'{close}' is missing for the '{open}' of line {start.Line}, "
            + $"column {start.Column}; here is {scanner.Found()}.");
    }

    private Expansion ReadReference(SrgsPosition start)
    {
        scanner.TryTake("$");
        if (scanner.TryTake("$"))
        {
            throw new SrgsException(start, "Aliases ($$name) were part of drafts of SRGS only: refer to a rule of this "
                + "grammar by $name.");
        }
        if (scanner.TryTake("<")) throw SrgsValues.External(scanner.TakeTo(">", start, "The address"), start);
        string name = scanner.TakePlain();
        if (SrgsValues.IsSpecial(name)) return SrgsValues.Special(name, start);
        if (SrgsValues.IsRuleName(name)) return new RuleReference(name, start);
        throw new SrgsException(start,
            $"'${name}' is not a rule's name: after $ comes a letter, then letters, digits and "
            + "underscores.");
    }

    private Expansion ReadRepeat(Expansion body, SrgsPosition start)
    {
        SrgsPosition operation = scanner.Position;
        scanner.TryTake("<");
        string content = scanner.TakeTo(">", operation, "The repeat");
        int slash = content.IndexOf('/', StringComparison.Ordinal);
        string count = slash < 0 ? content : content[..slash];
        RepeatRange range = SrgsValues.Repeat(count, operation);
        double? probability = null;
        if (slash >= 0)
        {
            string text = content[(slash + 1)..].TrimEnd();
            if (!text.EndsWith('/')) throw new SrgsException(operation,
                "The probability is not closed: write <0-1 /0.6/>.");
            probability = SrgsValues.Probability(text[..^1], operation);
        }
        return Expansion.Repeated(body, range, probability, start);
    }
}
