namespace SttPowerShell.LocalService.Srgs;

/// <summary>Reads grammars in the ABNF form (SRGS 1.0 sections 3 and 4 and appendix D).</summary>
internal sealed class AbnfReader
{
    private readonly AbnfScanner _scanner;

    private readonly List<SrgsRule> _rules = [];

    private readonly HashSet<string> _declared = [];

    private RuleReference? _root;

    private string? _tagFormat;

    private AbnfReader(string text) => _scanner = new AbnfScanner(text);

    /// <exception cref="SrgsException">The text is malformed, or has what isn't supported.</exception>
    public static SrgsDocument Read(string text)
    {
        AbnfReader reader = new(text);
        reader.ReadIdentification();
        while (reader.ReadStatement())
        {
        }
        return new SrgsDocument { Root = reader._root, TagFormat = reader._tagFormat, Rules = reader._rules };
    }

    /// <summary><c>#ABNF 1.0 UTF-8;</c> The encoding is read over: documents are UTF-8.</summary>
    private void ReadIdentification()
    {
        SrgsPosition start = _scanner.Position;
        if (!_scanner.TryTake("#ABNF"))
        {
            throw new SrgsException(start, _scanner.LooksAt("<")
                ? "This looks like the XML form, whose content type is application/srgs+xml; the ABNF form begins with "
                    + "'#ABNF 1.0;'."
                : "The grammar must begin with '#ABNF 1.0;'.");
        }
        SkipSpaces();
        SrgsPosition version = _scanner.Position;
        if (_scanner.TakePlain() is var number and not "1.0")
        {
            throw new SrgsException(version,
                $"'{number}' is not a known version: the grammar must begin with '#ABNF 1.0;'.");
        }
        SkipSpaces();
        _scanner.TakePlain();
        _scanner.Expect(';', "the version and the encoding");
    }

    private void SkipSpaces()
    {
        while (_scanner.TryTake(" ") || _scanner.TryTake("\t"))
        {
        }
    }

    private bool ReadStatement()
    {
        _scanner.SkipBlank();
        if (_scanner.AtEnd) return false;
        SrgsPosition start = _scanner.Position;
        if (_scanner.LooksAt("$"))
        {
            ReadRule(isPublic: false, start);
            return true;
        }
        if (_scanner.LooksAt("{"))
        {
            AbnfExpansionReader.ReadTag(_scanner);
            EndDeclaration("the tag");
            return true;
        }
        string keyword = _scanner.TakePlain();
        if (keyword is "public" or "private")
        {
            _scanner.SkipBlank();
            ReadRule(keyword == "public", start);
        }
        else
        {
            ReadDeclaration(keyword, start);
        }
        return true;
    }

    private void ReadDeclaration(string keyword, SrgsPosition start)
    {
        if (keyword is not ("language" or "mode" or "root" or "tag-format"
            or "base" or "lexicon" or "meta" or "http-equiv"))
        {
            string found = keyword.Length > 0 ? $"'{keyword}'" : _scanner.Found();
            throw new SrgsException(start,
                $"{found} begins neither a declaration (language, mode, root, tag-format, base, "
                + "meta, http-equiv) nor a rule ($name = …;).");
        }
        if (_rules.Count > 0) throw new SrgsException(start, $"'{keyword}' must stand before the first rule.");
        if (keyword is not ("meta" or "http-equiv") && !_declared.Add(keyword))
        {
            throw new SrgsException(start, $"'{keyword}' is declared twice: keep one.");
        }
        _scanner.SkipBlank();
        SrgsPosition value = _scanner.Position;
        switch (keyword)
        {
            case "language":
                SrgsValues.CheckLanguage(Plain("a language, such as en-US", value), value);
                break;
            case "mode":
                CheckMode(Plain("voice", value), value);
                break;
            case "root":
                _root = new RuleReference(RuleName(), value);
                break;
            case "tag-format":
                _tagFormat = Uri("tag-format <semantics/1.0>;");
                break;
            case "base":
                Uri("base <http://…>;");
                break;
            case "lexicon":
                throw SrgsValues.Lexicon(start);
            default:
                Quoted(keyword);
                _scanner.SkipBlank();
                if (_scanner.TakePlain() != "is") throw Misformed(keyword);
                Quoted(keyword);
                break;
        }
        EndDeclaration($"the {keyword} declaration");
    }

    private static void CheckMode(string mode, SrgsPosition position)
    {
        if (mode == "voice") return;
        throw new SrgsException(position, mode == "dtmf"
            ? "The mode dtmf is not supported: only speech is recognised. Write 'mode voice;'."
            : $"'{mode}' is not a mode: write 'mode voice;'.");
    }

    private void EndDeclaration(string what) => _scanner.Expect(';', what);

    private string Plain(string expected, SrgsPosition position)
    {
        string found = _scanner.Found();
        string value = _scanner.TakePlain();
        return value.Length > 0 ? value : throw new SrgsException(position, $"Here must be {expected}, not {found}.");
    }

    private string Uri(string example)
    {
        SrgsPosition start = _scanner.Position;
        // Drafts of SRGS and some products leave out the angle brackets.
        if (!_scanner.TryTake("<")) return Plain($"an address in angle brackets, as in '{example}'", start);
        return _scanner.TakeTo(">", start, "The address");
    }

    private void Quoted(string keyword)
    {
        _scanner.SkipBlank();
        SrgsPosition start = _scanner.Position;
        string quote = _scanner.Next.ToString();
        if (quote is not ("\"" or "'")) throw Misformed(keyword);
        _scanner.TryTake(quote);
        _scanner.TakeTo(quote, start, "The text");
    }

    private SrgsException Misformed(string keyword)
        => new(_scanner.Position, $"Here is {_scanner.Found()}: write {keyword} \"name\" is \"content\";");

    private string RuleName()
    {
        SrgsPosition start = _scanner.Position;
        string found = _scanner.Found();
        if (!_scanner.TryTake("$"))
        {
            throw new SrgsException(start, $"Here must be a rule's name, as in $name, not {found}.");
        }
        string name = _scanner.TakePlain();
        if (SrgsValues.IsRuleName(name)) return name;
        throw new SrgsException(start, SrgsValues.IsSpecial(name)
            ? $"${name} is a special rule: give this one another name."
            : $"'${name}' is not a rule's name: after $ comes a letter, then letters, digits and underscores.");
    }

    private void ReadRule(bool isPublic, SrgsPosition start)
    {
        string name = RuleName();
        _scanner.SkipBlank();
        if (!_scanner.TryTake("="))
        {
            throw new SrgsException(_scanner.Position, $"'=' is missing after ${name}; here is {_scanner.Found()}.");
        }
        Expansion expansion = new AbnfExpansionReader(_scanner).ReadRule(name);
        _rules.Add(new SrgsRule(name, isPublic, expansion, start));
        if (_rules.Count > SrgsLimits.Rules) throw SrgsValues.TooManyRules(start);
    }
}
