namespace SttPowerShell.LocalService.Srgs;

/// <summary>
/// Refuses rules that refer to themselves in a way that a finite-state recogniser can't follow. PocketSphinx does
/// accept some of them, and then hears something else than they say. Only a reference at the very end of a rule is a
/// loop.
/// </summary>
internal sealed class RecursionCheck
{
    private readonly HashSet<string> _canBeSilent = [];

    private readonly HashSet<string> _canEnd = [];

    private readonly HashSet<string> _recursive = [];

    /// <summary>Rules that refer to themselves, directly or through others.</summary>
    public IReadOnlySet<string> Recursive => _recursive;

    /// <exception cref="SrgsException">A rule recurs on the left, in the middle or without end.</exception>
    public void Check(IReadOnlyList<SrgsRule[]> circles)
    {
        foreach (SrgsRule[] circle in circles)
        {
            if (circle.Length > SrgsLimits.RulesInCircle)
            {
                throw new SrgsException(circle[0].Position,
                    $"{circle.Length} rules refer to each other in a circle; {SrgsLimits.RulesInCircle} at most may.");
            }
            // What a rule can do depends on rules of earlier circles, and on those of its own until nothing changes.
            while (circle.Any(rule => CanBeSilent(rule.Expansion) && _canBeSilent.Add(rule.Name)))
            {
            }
            while (circle.Any(rule => CanEnd(rule.Expansion) && _canEnd.Add(rule.Name)))
            {
            }
            HashSet<string> members = [.. circle.Select(rule => rule.Name)];
            SrgsRule[] recursive = [.. circle.Where(
                rule => RuleGraph.References(rule.Expansion).Any(reference => members.Contains(reference.Rule)))];
            if (recursive.Length == 0) continue;
            CheckCircle(circle, members);
            _recursive.UnionWith(members);
        }
    }

    private void CheckCircle(SrgsRule[] circle, HashSet<string> members)
    {
        CheckLeft(circle, members);
        foreach (SrgsRule rule in circle)
        {
            if (FindBeforeEnd(rule.Expansion, members, atEnd: true) is not { } reference) continue;
            string way = reference.Rule == rule.Name ? "itself" : $"${reference.Rule}, which leads back to it,";
            throw new SrgsException(reference.Position,
                $"The rule ${rule.Name} refers to {way} before its "
                + "end, which needs a memory that the recogniser lacks: "
                + "put the reference last, or write a repeat such as <0-3>.");
        }
        if (circle.FirstOrDefault(rule => !_canEnd.Contains(rule.Name)) is not { } endless) return;
        throw new SrgsException(endless.Position,
            $"The rule ${endless.Name} never ends: it needs an alternative that doesn't refer to it.");
    }

    private void CheckLeft(SrgsRule[] circle, HashSet<string> members)
    {
        Dictionary<string, SrgsRule> rules = circle.ToDictionary(rule => rule.Name);
        HashSet<string> done = [];
        foreach (SrgsRule rule in circle) Visit(rule, []);

        void Visit(SrgsRule rule, List<string> path)
        {
            path.Add(rule.Name);
            foreach (RuleReference reference in Leftmost(rule.Expansion).Where(left => members.Contains(left.Rule)))
            {
                int back = path.IndexOf(reference.Rule);
                if (back >= 0)
                {
                    string way = string.Join(" → ", path.Skip(back).Append(reference.Rule).Select(name => $"${name}"));
                    throw new SrgsException(reference.Position,
                        $"The rule ${reference.Rule} comes back to itself before "
                        + $"a word must be said ({way}): put words "
                        + "first and the reference last, or write a repeat such as <1->.");
                }
                if (!done.Contains(reference.Rule)) Visit(rules[reference.Rule], path);
            }
            path.RemoveAt(path.Count - 1);
            done.Add(rule.Name);
        }
    }

    /// <summary>References before which nothing need be said.</summary>
    private IEnumerable<RuleReference> Leftmost(Expansion expansion) => expansion switch
    {
        RuleReference reference => [reference],
        Sequence sequence => sequence.Items.Take(1 + sequence.Items.TakeWhile(CanBeSilent).Count())
            .SelectMany(Leftmost),
        Alternatives alternatives => alternatives.Choices.SelectMany(choice => Leftmost(choice.Expansion)),
        Repeat repeat => Leftmost(repeat.Body),
        _ => [],
    };

    /// <summary>A reference to one of the rules behind which something may follow; null if there is none.</summary>
    private static RuleReference? FindBeforeEnd(Expansion expansion, HashSet<string> members, bool atEnd)
    {
        switch (expansion)
        {
            case RuleReference reference:
                return !atEnd && members.Contains(reference.Rule) ? reference : null;
            case Alternatives alternatives:
                return alternatives.Choices
                    .Select(choice => FindBeforeEnd(choice.Expansion, members, atEnd))
                    .FirstOrDefault(found => found is not null);
            case Repeat repeat:
                return FindBeforeEnd(repeat.Body, members, atEnd && repeat.Range.Maximum == 1);
            case Sequence sequence:
                int last = sequence.Items.Count - 1;
                while (last > 0 && sequence.Items[last] is Tag or Nothing) last--;
                return sequence.Items
                    .Select((item, index) => FindBeforeEnd(item, members, atEnd && index >= last))
                    .FirstOrDefault(found => found is not null);
            default:
                return null;
        }
    }

    private bool CanBeSilent(Expansion expansion) => expansion switch
    {
        Nothing or Tag => true,
        RuleReference reference => _canBeSilent.Contains(reference.Rule),
        Sequence sequence => sequence.Items.All(CanBeSilent),
        Alternatives alternatives => alternatives.Choices.Any(choice => CanBeSilent(choice.Expansion)),
        Repeat repeat => repeat.Range.Minimum == 0 || CanBeSilent(repeat.Body),
        _ => false,
    };

    /// <summary>
    /// Whether it has a way through that is finite. An unspeakable one would be, if it could be spoken.
    /// </summary>
    private bool CanEnd(Expansion expansion) => expansion switch
    {
        RuleReference reference => _canEnd.Contains(reference.Rule),
        Sequence sequence => sequence.Items.All(CanEnd),
        Alternatives alternatives => alternatives.Choices.Any(choice => CanEnd(choice.Expansion)),
        Repeat repeat => repeat.Range.Minimum == 0 || CanEnd(repeat.Body),
        _ => true,
    };
}
