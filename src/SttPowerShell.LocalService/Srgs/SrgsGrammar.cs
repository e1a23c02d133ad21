namespace SttPowerShell.LocalService.Srgs;

/// <summary>
/// A grammar (W3C Speech Recognition Grammar Specification 1.0) that was checked: it has a root, every rule it refers
/// to, no recursion but loops at a rule's end, and a size that the recogniser can hold.
/// </summary>
internal sealed class SrgsGrammar
{
    private SrgsGrammar(SrgsDocument document, SpokenRules spoken)
    {
        Document = document;
        Spoken = spoken;
        Words = spoken.Words();
    }

    public SrgsDocument Document { get; }

    /// <summary>The rule that a whole utterance must match.</summary>
    public string Root => Spoken.Root;

    /// <summary>
    /// The words that can be spoken, each once, as they are written, numbers in words. Case is kept, so that "Polish"
    /// and "polish" are two.
    /// </summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>What of the rules can be spoken.</summary>
    internal SpokenRules Spoken { get; }

    /// <summary>Reads a document in UTF-8.</summary>
    /// <exception cref="SrgsException">The grammar can't be used; the message says where and why.</exception>
    public static SrgsGrammar Read(ReadOnlySpan<byte> document, SrgsForm form)
    {
        string text = SrgsText.Decode(document);
        return Check(form == SrgsForm.Abnf ? AbnfReader.Read(text) : SrgsXmlReader.Read(text));
    }

    /// <inheritdoc cref="Read"/>
    public static SrgsGrammar Check(SrgsDocument document)
    {
        Dictionary<string, SrgsRule> rules = [];
        foreach (SrgsRule rule in document.Rules)
        {
            if (rules.TryAdd(rule.Name, rule)) continue;
            throw new SrgsException(rule.Position, $"The rule ${rule.Name} is defined twice, first in line "
                + $"{rules[rule.Name].Position.Line}: give one of them another name.");
        }
        SrgsRule root = FindRoot(document, rules);
        foreach (RuleReference reference in document.Rules.SelectMany(rule => RuleGraph.References(rule.Expansion)))
        {
            if (!rules.ContainsKey(reference.Rule)) throw Undefined(reference, rules.Keys);
        }
        List<SrgsRule[]> circles = RuleGraph.Circles(rules);
        RecursionCheck recursion = new();
        recursion.Check(circles);
        SpokenRules spoken = SpokenRules.Of(root, circles, recursion.Recursive);
        ExpandedSize.Check(spoken);
        SrgsGrammar grammar = new(document, spoken);
        return grammar.Words.Count switch
        {
            0 => throw new SrgsException(root.Position, $"The rule ${root.Name} has no words that could be said."),
            > SrgsLimits.DifferentWords => throw new SrgsException(root.Position,
                $"The grammar has {grammar.Words.Count} different words; "
                    + $"{SrgsLimits.DifferentWords} at most are allowed: "
                + "split it, or give a corpus instead."),
            _ => grammar,
        };
    }

    private static SrgsRule FindRoot(SrgsDocument document, Dictionary<string, SrgsRule> rules)
    {
        if (document.Rules.Count == 0) throw new SrgsException(document.Position, "The grammar has no rules.");
        if (document.Root is { } root)
        {
            return rules.TryGetValue(root.Rule, out SrgsRule? found) ? found : throw Undefined(root, rules.Keys);
        }
        if (document.Rules.Count == 1) return document.Rules[0];
        string name = document.Rules[0].Name;
        throw new SrgsException(document.Position,
            "The grammar names no root, the rule that a whole utterance must match: "
            + $"declare it, as in 'root ${name};' (ABNF) or root=\"{name}\" (XML).");
    }

    private static SrgsException Undefined(RuleReference reference, IEnumerable<string> rules)
    {
        string? close = rules.FirstOrDefault(
            name => string.Equals(name, reference.Rule, StringComparison.OrdinalIgnoreCase));
        return new SrgsException(reference.Position, $"The rule ${reference.Rule} is not defined"
            + (close is null ? "." : $"; there is ${close}: upper and lower case differ."));
    }
}
