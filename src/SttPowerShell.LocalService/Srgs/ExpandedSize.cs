namespace SttPowerShell.LocalService.Srgs;

/// <summary>
/// Measures a grammar with every reference and repeat written out, without doing so: the recogniser copies a rule to
/// each place that refers to it, and a few lines may grow beyond all memory.
/// </summary>
internal sealed class ExpandedSize
{
    private const string Parts = "words and groups";

    private readonly SpokenRules _rules;

    private readonly Dictionary<string, Size> _sizes = [];

    /// <summary>The rules being copied. A reference to one of them is a loop and copies nothing.</summary>
    private readonly HashSet<string> _open = [];

    private int _depth;

    private ExpandedSize(SpokenRules rules) => _rules = rules;

    /// <exception cref="SrgsException">The grammar is too large for the recogniser.</exception>
    public static void Check(SpokenRules rules)
    {
        ExpandedSize sizes = new(rules);
        foreach (string rule in rules.Order) sizes._sizes[rule] = sizes.MeasureRule(rule);
    }

    private Size MeasureRule(string rule)
    {
        _open.Add(rule);
        Limit(_open.Count, SrgsLimits.RulesInCircle, "rules within one another", _rules[rule].Position);
        Size size = Measure(_rules[rule]);
        _open.Remove(rule);
        return size with { Parts = size.Parts + 1, Nesting = size.Nesting + 1 };
    }

    private Size Measure(Expansion expansion)
    {
        Limit(++_depth, 2 * SrgsLimits.ExpandedNesting, "parts within one another", expansion.Position);
        Size size = expansion switch
        {
            Word => new Size(1, 0, 0, false),
            Nothing => new Size(1, 0, 1, true),
            Sequence sequence => Measure(sequence),
            Alternatives alternatives => Measure(alternatives),
            Repeat repeat => Measure(repeat),
            // A rule that recurs is other rules' size as well, depending on which of them are being copied.
            RuleReference { Rule: var rule } => _open.Contains(rule) ? new Size(1, 0, 1, true)
                : _sizes.TryGetValue(rule, out Size known) && !_rules.Recursive.Contains(rule) ? known
                : MeasureRule(rule),
            _ => throw new InvalidOperationException($"A spoken grammar has no {expansion.GetType().Name}."),
        };
        _depth--;
        Limit(size.Parts, SrgsLimits.ExpandedParts, Parts, expansion.Position);
        Limit(size.Nesting, SrgsLimits.ExpandedNesting, "groups within one another", expansion.Position);
        Limit(size.OptionalRun, SrgsLimits.OptionalRun, "optional parts in a row", expansion.Position);
        return size;
    }

    private static void Limit(long size, int limit, string what, SrgsPosition position)
    {
        if (size <= limit) return;
        throw new SrgsException(position,
            $"With every reference and repeat written out there are more than {limit} {what} "
            + "here: repeat less, or split the grammar.");
    }

    private Size Measure(Sequence sequence)
    {
        long parts = 0;
        int nesting = 0;
        int longest = 0;
        int run = 0;
        bool canBeSilent = true;
        foreach (Expansion item in sequence.Items)
        {
            Size size = Measure(item);
            parts += size.Parts;
            Limit(parts, SrgsLimits.ExpandedParts, Parts, sequence.Position);
            nesting = Math.Max(nesting, size.Nesting);
            // A run may begin in the middle of one part and end in the middle of another.
            longest = Math.Max(longest, run + size.OptionalRun);
            run = size.CanBeSilent ? run + size.OptionalRun : size.OptionalRun;
            canBeSilent &= size.CanBeSilent;
        }
        return new Size(parts, nesting, longest, canBeSilent);
    }

    private Size Measure(Alternatives alternatives)
    {
        Size all = new(1, 0, 0, false);
        foreach (Alternative choice in alternatives.Choices)
        {
            Size size = Measure(choice.Expansion);
            all = new Size(
                all.Parts + size.Parts, Math.Max(all.Nesting, size.Nesting),
                Math.Max(all.OptionalRun, size.OptionalRun), all.CanBeSilent || size.CanBeSilent);
            Limit(all.Parts, SrgsLimits.ExpandedParts, Parts, alternatives.Position);
        }
        return all with { Nesting = all.Nesting + 1, OptionalRun = all.OptionalRun + 1 };
    }

    private Size Measure(Repeat repeat)
    {
        Size body = Measure(repeat.Body);
        (int minimum, int? maximum) = (repeat.Range.Minimum, repeat.Range.Maximum);
        int optional = maximum is { } most ? most - minimum : 1;
        long copies = minimum + (long)optional;
        return new Size(
            copies * (body.Parts + 2), body.Nesting + optional + 1,
            (int)Math.Min(int.MaxValue, body.CanBeSilent ? copies * (body.OptionalRun + 1L) : body.OptionalRun + 1L),
            body.CanBeSilent || minimum == 0);
    }

    /// <param name="Parts">Words, groups and references.</param>
    /// <param name="Nesting">Groups and rules within one another.</param>
    /// <param name="OptionalRun">The most steps without a word, one after the other.</param>
    /// <param name="CanBeSilent">Whether there is a way through it without a word.</param>
    private readonly record struct Size(long Parts, int Nesting, int OptionalRun, bool CanBeSilent);
}
