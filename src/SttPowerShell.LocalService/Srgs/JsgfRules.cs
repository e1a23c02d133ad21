namespace SttPowerShell.LocalService.Srgs;

/// <summary>
/// A grammar's spoken rules as words, sequences, alternatives and references only: repeats are written out, and an
/// unlimited one becomes a rule that ends with a reference to itself. References are to the new rules' names.
/// </summary>
internal sealed class JsgfRules
{
    private readonly SpokenRules _spoken;

    private readonly Dictionary<string, string> _names = [];

    private readonly Dictionary<string, int> _heights = [];

    private readonly HashSet<string> _loops = [];

    private readonly List<(string Name, Expansion Expansion)> _rules = [];

    private int _repeats;

    private JsgfRules(SpokenRules spoken) => _spoken = spoken;

    /// <summary>The root is the first.</summary>
    public IReadOnlyList<(string Name, Expansion Expansion)> Rules => _rules;

    public static JsgfRules Of(SpokenRules spoken)
    {
        JsgfRules rules = new(spoken);
        string[] rootFirst = [.. spoken.Order.Reverse().OrderByDescending(name => name == spoken.Root)];
        for (int index = 0; index < rootFirst.Length; index++)
        {
            rules._names.Add(rootFirst[index], $"r{index + 1}_{Sanitized(rootFirst[index])}");
        }
        rules.FindHeights();
        foreach (string name in rootFirst)
        {
            if (spoken.Recursive.Contains(name)) rules._loops.Add(rules._names[name]);
            int place = rules._rules.Count;
            Expansion expansion = rules.WriteOut(spoken[name]);
            rules._rules.Insert(place, (rules._names[name], expansion));
        }
        return rules;
    }

    /// <summary>Whether it refers to itself.</summary>
    public bool IsLoop(string rule) => _loops.Contains(rule);

    /// <summary>
    /// The fewest references within one another on a way through it: a way of the least height has no recursion in it.
    /// </summary>
    public int Height(Expansion expansion) => expansion switch
    {
        RuleReference reference => _heights.TryGetValue(reference.Rule, out int height) ? height + 1 : int.MaxValue / 2,
        Sequence sequence => sequence.Items.Max(Height),
        Alternatives alternatives => alternatives.Choices.Min(choice => Height(choice.Expansion)),
        Repeat { Range.Minimum: 0 } => 0,
        Repeat repeat => Height(repeat.Body),
        _ => 0,
    };

    /// <summary>Of all rules under their new names, and under their old ones while repeats are still repeats.</summary>
    private void FindHeights()
    {
        bool changed;
        do
        {
            changed = false;
            foreach (string name in _spoken.Order)
            {
                int height = Height(_spoken[name]);
                if (height >= _heights.GetValueOrDefault(name, int.MaxValue / 2)) continue;
                _heights[name] = _heights[_names[name]] = height;
                changed = true;
            }
        }
        while (changed);
    }

    private Expansion WriteOut(Expansion expansion) => expansion switch
    {
        RuleReference reference => reference with { Rule = _names[reference.Rule] },
        Sequence sequence => Expansion.InSequence(sequence.Items.Select(WriteOut).ToArray(), sequence.Position),
        Alternatives alternatives => alternatives with
        {
            Choices = [.. alternatives.Choices.Select(
                choice => choice with { Expansion = WriteOut(choice.Expansion) })],
        },
        Repeat repeat => WriteOut(repeat),
        _ => expansion,
    };

    private Expansion WriteOut(Repeat repeat)
    {
        Expansion body = WriteOut(repeat.Body);
        (int minimum, int? maximum) = (repeat.Range.Minimum, repeat.Range.Maximum);
        List<Expansion> items = [];
        Expansion? optional = null;
        if (maximum is { } most)
        {
            for (int rest = most - minimum; rest > 0; rest--) optional = Optional(Then(body, optional), repeat);
        }
        else
        {
            // The loop says it once or more.
            Expansion loop = Loop(body, repeat);
            if (minimum == 0) optional = Optional(loop, repeat);
            else items.Add(loop);
            minimum = Math.Max(0, minimum - 1);
        }
        items.InsertRange(0, Enumerable.Repeat(body, minimum));
        if (optional is not null) items.Add(optional);
        return Expansion.InSequence(items, repeat.Position);
    }

    private static Expansion Then(Expansion body, Expansion? rest)
        => rest is null ? body : Expansion.InSequence([body, rest], body.Position);

    /// <summary>With the probability that it is said, if the grammar's author gave one.</summary>
    private static Alternatives Optional(Expansion expansion, Repeat repeat)
        => new([new Alternative(expansion, repeat.Probability),
            new Alternative(new Nothing(repeat.Position), 1 - repeat.Probability)], repeat.Position);

    private RuleReference Loop(Expansion body, Repeat repeat)
    {
        string name = $"loop{++_repeats}";
        RuleReference self = new(name, repeat.Position);
        _rules.Add((name, Expansion.InSequence([body, Optional(self, repeat)], repeat.Position)));
        _loops.Add(name);
        _heights[name] = Height(body);
        return self;
    }

    /// <summary>
    /// The name of a rule with what JSGF might read differently left out; its number keeps it unique.
    /// </summary>
    private static string Sanitized(string name) => string.Concat(name.Where(char.IsAsciiLetterOrDigit));
}
