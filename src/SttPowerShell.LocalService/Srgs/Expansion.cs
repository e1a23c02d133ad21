namespace SttPowerShell.LocalService.Srgs;

/// <summary>
/// A part of a rule: what may be said there (SRGS 1.0 section 2). Immutable. The factories below bring equivalent
/// documents to the same tree: a sequence holds no sequence and has at least two items, alternatives are at least two.
/// </summary>
/// <param name="Position">Where it begins in the document.</param>
internal abstract record Expansion(SrgsPosition Position)
{
    /// <summary>One after the other; nothing at all is <see cref="Nothing"/>.</summary>
    public static Expansion InSequence(IEnumerable<Expansion> items, SrgsPosition position)
    {
        List<Expansion> flat = [];
        foreach (Expansion item in items)
        {
            if (item is Sequence sequence) flat.AddRange(sequence.Items);
            else flat.Add(item);
        }
        return flat.Count switch { 0 => new Nothing(position), 1 => flat[0], _ => new Sequence(flat, position) };
    }

    /// <summary>One of them. A weight means nothing where there is no choice.</summary>
    public static Expansion OneOf(IReadOnlyList<Alternative> choices, SrgsPosition position)
        => choices.Count == 1 ? choices[0].Expansion : new Alternatives(choices, position);

    /// <summary>It again and again.</summary>
    public static Expansion Repeated(Expansion body, RepeatRange range, double? probability, SrgsPosition position)
        => range switch
        {
            { Maximum: 0 } => new Nothing(position),
            { Minimum: 1, Maximum: 1 } => body,
            _ => new Repeat(body, range, range.Minimum == range.Maximum ? null : probability, position),
        };
}

/// <summary>One word that is to be said.</summary>
/// <param name="Text">As written, or a word of a number that was written in digits. No white space.</param>
/// <param name="Position">Where its token begins.</param>
internal sealed record Word(string Text, SrgsPosition Position) : Expansion(Position);

internal sealed record Sequence(IReadOnlyList<Expansion> Items, SrgsPosition Position) : Expansion(Position);

internal sealed record Alternatives(IReadOnlyList<Alternative> Choices, SrgsPosition Position) : Expansion(Position);

/// <summary>One choice of several.</summary>
/// <param name="Expansion">What may be said.</param>
/// <param name="Weight">How likely beside the others, from 0; null counts as 1.</param>
internal sealed record Alternative(Expansion Expansion, double? Weight);

/// <param name="Body">What is repeated.</param>
/// <param name="Range">How many times; never exactly once.</param>
/// <param name="Probability">Of each further repetition, 0 to 1; null if the document doesn't say.</param>
/// <param name="Position">Where the body begins.</param>
internal sealed record Repeat(Expansion Body, RepeatRange Range, double? Probability, SrgsPosition Position)
    : Expansion(Position);

/// <summary>How many times: no upper limit if <see cref="Maximum"/> is null.</summary>
internal readonly record struct RepeatRange(int Minimum, int? Maximum)
{
    public static readonly RepeatRange Optional = new(0, 1);
}

/// <summary>A rule of the same grammar.</summary>
internal sealed record RuleReference(string Rule, SrgsPosition Position) : Expansion(Position);

/// <summary>Matches without a word being said: <c>$NULL</c>, an empty group.</summary>
internal sealed record Nothing(SrgsPosition Position) : Expansion(Position);

/// <summary>Can't be matched: <c>$VOID</c>.</summary>
internal sealed record Unspeakable(SrgsPosition Position) : Expansion(Position);

/// <summary>Semantics for the grammar's author; matches without a word being said.</summary>
internal sealed record Tag(string Content, SrgsPosition Position) : Expansion(Position);
