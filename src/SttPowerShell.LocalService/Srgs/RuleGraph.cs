namespace SttPowerShell.LocalService.Srgs;

/// <summary>Which rules refer to which.</summary>
internal static class RuleGraph
{
    /// <summary>
    /// The rules in groups whose members refer to each other in a circle; most groups are one rule. A group comes
    /// behind all that its members refer to. (Tarjan, "Depth-first search and linear graph algorithms", 1972, with a
    /// stack of its own: a chain of rules may be long.)
    /// </summary>
    public static List<SrgsRule[]> Circles(IReadOnlyDictionary<string, SrgsRule> rules)
    {
        List<SrgsRule[]> circles = [];
        Dictionary<string, Visit> visits = [];
        Stack<Visit> path = new();
        Stack<Visit> open = new();
        foreach (SrgsRule first in rules.Values)
        {
            if (!visits.ContainsKey(first.Name)) Enter(first);
            while (path.TryPeek(out Visit? visit))
            {
                if (visit.References.TryDequeue(out string? name))
                {
                    if (!visits.TryGetValue(name, out Visit? seen)) Enter(rules[name]);
                    else if (seen.IsOpen) visit.Lowest = Math.Min(visit.Lowest, seen.Number);
                    continue;
                }
                path.Pop();
                if (path.TryPeek(out Visit? parent)) parent.Lowest = Math.Min(parent.Lowest, visit.Lowest);
                if (visit.Lowest == visit.Number) circles.Add(Close(visit));
            }
        }
        return circles;

        void Enter(SrgsRule rule)
        {
            Visit visit = new(rule, visits.Count);
            visits.Add(rule.Name, visit);
            path.Push(visit);
            open.Push(visit);
        }

        SrgsRule[] Close(Visit first)
        {
            List<SrgsRule> members = [];
            Visit member;
            do
            {
                member = open.Pop();
                member.IsOpen = false;
                members.Add(member.Rule);
            }
            while (member != first);
            return [.. members.OrderBy(rule => rule.Position.Line).ThenBy(rule => rule.Position.Column)];
        }
    }

    /// <summary>All references in it, from left to right.</summary>
    public static IEnumerable<RuleReference> References(Expansion expansion) => expansion switch
    {
        RuleReference reference => [reference],
        Sequence sequence => sequence.Items.SelectMany(References),
        Alternatives alternatives => alternatives.Choices.SelectMany(choice => References(choice.Expansion)),
        Repeat repeat => References(repeat.Body),
        _ => [],
    };

    private sealed class Visit(SrgsRule rule, int number)
    {
        public SrgsRule Rule { get; } = rule;

        public int Number { get; } = number;

        public int Lowest { get; set; } = number;

        public bool IsOpen { get; set; } = true;

        public Queue<string> References { get; } =
            new(RuleGraph.References(rule.Expansion).Select(reference => reference.Rule).Distinct());
    }
}
