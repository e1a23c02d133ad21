using SttPowerShell.LocalService.Srgs;

namespace SttPowerShell.LocalService.Tests.Srgs;

/// <summary>Random grammars over the words a, b and c. Most are good; the check refuses some.</summary>
internal sealed class RandomGrammar(Random random)
{
    private static readonly string[] Names = ["r0", "r1", "r2", "r3"];

    private static readonly SrgsPosition Anywhere = new(1, 1);

    public SrgsDocument Next() => new()
    {
        Root = new RuleReference(Names[0], Anywhere),
        Rules = [.. Names.Select((name, index) => new SrgsRule(name, random.Next(2) == 0, Rule(index), Anywhere))],
    };

    /// <summary>References lead to later rules; now and then a rule ends with a reference to any.</summary>
    private Expansion Rule(int index)
    {
        if (random.Next(3) > 0) return Any(index, 3);
        Expansion back = Expansion.InSequence(
            [new Word("abc"[random.Next(3)].ToString(), Anywhere), new RuleReference(Names[random.Next(4)], Anywhere)],
            Anywhere);
        Alternative[] choices = [new(back, Weight()), new(Any(index, 2), Weight()), new(Any(index, 1), null)];
        random.Shuffle(choices);
        return Expansion.OneOf(choices, Anywhere);
    }

    private Expansion Any(int rule, int depth) => random.Next(depth > 0 ? 12 : 4) switch
    {
        3 when rule < 3 => new RuleReference(Names[random.Next(rule + 1, 4)], Anywhere),
        4 => new Nothing(Anywhere),
        5 => new Tag("out = {};", Anywhere),
        6 when random.Next(2) == 0 => new Unspeakable(Anywhere),
        6 or 7 => Expansion.InSequence(Several(rule, depth), Anywhere),
        8 or 9 => Expansion.OneOf([.. Several(rule, depth).Select(part => new Alternative(part, Weight()))], Anywhere),
        10 or 11 => Expansion.Repeated(Any(rule, depth - 1), Range(), Probability(), Anywhere),
        _ => new Word("abc"[random.Next(3)].ToString(), Anywhere),
    };

    private Expansion[] Several(int rule, int depth)
        => [.. Enumerable.Range(0, random.Next(2, 4)).Select(_ => Any(rule, depth - 1))];

    private RepeatRange Range()
    {
        int minimum = random.Next(3);
        return new RepeatRange(minimum, random.Next(3) == 0 ? null : minimum + random.Next(3));
    }

    private double? Weight() => random.Next(3) == 0 ? random.Next(0, 30) / 10.0 : null;

    private double? Probability() => random.Next(3) == 0 ? random.Next(0, 11) / 10.0 : null;
}
