namespace SttPowerShell.LocalService.Srgs;

/// <summary>
/// What of a grammar can be spoken: the rules that the root reaches, without tags, without what no way leads through.
/// <see cref="Nothing"/> remains only as a whole rule and as an alternative.
/// </summary>
internal sealed class SpokenRules
{
    private readonly Dictionary<string, Expansion> _spoken = [];

    private SpokenRules(string root) => Root = root;

    public string Root { get; }

    /// <summary>A rule behind all that it refers to, but for those that it recurs with.</summary>
    public IReadOnlyList<string> Order { get; private set; } = [];

    public required IReadOnlySet<string> Recursive { get; init; }

    public Expansion this[string rule] => _spoken[rule];

    /// <exception cref="SrgsException">Nothing can be said.</exception>
    public static SpokenRules Of(SrgsRule root, IReadOnlyList<SrgsRule[]> circles, IReadOnlySet<string> recursive)
    {
        SpokenRules spoken = new(root.Name) { Recursive = recursive };
        HashSet<string> speakable = [];
        foreach (SrgsRule[] circle in circles)
        {
            while (circle.Any(rule => IsSpeakable(rule.Expansion, speakable) && speakable.Add(rule.Name)))
            {
            }
            foreach (SrgsRule rule in circle)
            {
                if (Simplify(rule.Expansion, speakable) is { } expansion) spoken._spoken[rule.Name] = expansion;
            }
        }
        if (!speakable.Contains(root.Name))
        {
            throw new SrgsException(root.Position,
                $"Nothing can be said: every way through the rule ${root.Name} meets VOID.");
        }
        HashSet<string> reached = spoken.Reach(root.Name);
        spoken.Order = [.. circles.SelectMany(circle => circle).Select(rule => rule.Name).Where(reached.Contains)];
        return spoken;
    }

    /// <summary>All words that may be said, each once.</summary>
    public IReadOnlyList<string> Words()
    {
        HashSet<string> seen = [];
        List<string> words = [];
        foreach (string rule in Order) Collect(_spoken[rule]);
        return words;

        void Collect(Expansion expansion)
        {
            if (expansion is Word word && seen.Add(word.Text)) words.Add(word.Text);
            foreach (Expansion part in Parts(expansion)) Collect(part);
        }
    }

    private static IEnumerable<Expansion> Parts(Expansion expansion) => expansion switch
    {
        Sequence sequence => sequence.Items,
        Alternatives alternatives => alternatives.Choices.Select(choice => choice.Expansion),
        Repeat repeat => [repeat.Body],
        _ => [],
    };

    private HashSet<string> Reach(string root)
    {
        HashSet<string> reached = [root];
        Queue<string> waiting = new([root]);
        while (waiting.TryDequeue(out string? rule))
        {
            foreach (RuleReference reference in RuleGraph.References(_spoken[rule]))
            {
                if (reached.Add(reference.Rule)) waiting.Enqueue(reference.Rule);
            }
        }
        return reached;
    }

    private static bool IsSpeakable(Expansion expansion, HashSet<string> speakable) => expansion switch
    {
        Unspeakable => false,
        RuleReference reference => speakable.Contains(reference.Rule),
        Sequence sequence => sequence.Items.All(item => IsSpeakable(item, speakable)),
        Alternatives alternatives => alternatives.Choices.Any(choice => IsSpeakable(choice.Expansion, speakable)),
        Repeat repeat => repeat.Range.Minimum == 0 || IsSpeakable(repeat.Body, speakable),
        _ => true,
    };

    /// <summary>Null for what can't be spoken.</summary>
    private static Expansion? Simplify(Expansion expansion, HashSet<string> speakable)
    {
        switch (expansion)
        {
            case Unspeakable:
            case RuleReference reference when !speakable.Contains(reference.Rule):
                return null;
            case Tag:
                return new Nothing(expansion.Position);
            case Sequence sequence:
                Expansion?[] items = [.. sequence.Items.Select(item => Simplify(item, speakable))];
                return items.Contains(null)
                    ? null
                    : Expansion.InSequence(
                        items.OfType<Expansion>().Where(item => item is not Nothing), expansion.Position);
            case Alternatives alternatives:
                Alternative[] choices =
                [
                    .. alternatives.Choices
                        .Select(choice => (choice.Weight, Expansion: Simplify(choice.Expansion, speakable)))
                        .Where(choice => choice.Expansion is not null)
                        .Select(choice => new Alternative(choice.Expansion!, choice.Weight)),
                ];
                return choices.Length == 0 ? null : Expansion.OneOf(choices, expansion.Position);
            case Repeat repeat:
                return Simplify(repeat.Body, speakable) switch
                {
                    null => repeat.Range.Minimum == 0 ? new Nothing(expansion.Position) : null,
                    Nothing nothing => nothing,
                    Expansion body => Expansion.Repeated(body, repeat.Range, repeat.Probability, expansion.Position),
                };
            default:
                return expansion;
        }
    }
}
