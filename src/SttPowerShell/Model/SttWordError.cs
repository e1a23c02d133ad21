using System.Globalization;
using SttPowerShell.Accuracy;

namespace SttPowerShell;

/// <summary>The errors of one transcript, or with -Total of all together.</summary>
public sealed record SttWordError
{
    /// <summary>The recording, if known.</summary>
    public string? Path { get; init; }

    /// <summary>What recognised, if known: the custom models with their weight, else the base model.</summary>
    public string? Model { get; init; }

    /// <summary>How many pairs of texts were compared: 1, or with -Total all.</summary>
    public int Pairs { get; init; } = 1;

    /// <summary>How many of them have errors.</summary>
    public int PairsWithErrors { get; init; }

    /// <summary>How many words were said.</summary>
    public int Words { get; init; }

    /// <summary>How many of them were recognised.</summary>
    public int Matches => Words - Substitutions - Deletions;

    /// <summary>Words in whose place others were recognised.</summary>
    public int Substitutions { get; init; }

    /// <summary>Words that were recognised and not said.</summary>
    public int Insertions { get; init; }

    /// <summary>Words that were said and not recognised.</summary>
    public int Deletions { get; init; }

    /// <summary>Substitutions, insertions and deletions together.</summary>
    public int Errors => Substitutions + Insertions + Deletions;

    /// <summary>
    /// Errors for each word that was said, 0 to 1 and above. Where nothing was said it is 0 if nothing was recognised,
    /// else null; of no pairs at all it is null.
    /// </summary>
    public double? WordErrorRate => Rate(Errors, Words);

    /// <summary>How many characters were said, without those between words; null with -WordsOnly.</summary>
    public int? Characters { get; init; }

    /// <summary>Characters that were substituted, inserted and deleted; null with -WordsOnly.</summary>
    public int? CharacterErrors { get; init; }

    /// <summary>Errors for each character that was said; without any as <see cref="WordErrorRate"/>.</summary>
    public double? CharacterErrorRate
        => Characters is int characters && CharacterErrors is int errors ? Rate(errors, characters) : null;

    /// <summary>Word by word what was said and what was recognised; empty with -Total.</summary>
    public IReadOnlyList<SttAlignedWord> Alignment { get; init; } = Array.Empty<SttAlignedWord>();

    /// <summary>All errors with their numbers, the most frequent first; only with -Total.</summary>
    public IReadOnlyList<SttWordConfusion> Confusions { get; init; } = Array.Empty<SttWordConfusion>();

    /// <summary>
    /// The alignment in three lines: what was said, what was recognised, and the kinds of errors (S, I, D). Longer ones
    /// are broken to the width.
    /// </summary>
    /// <param name="width">Columns of the terminal.</param>
    public string ToAlignmentText(int width = 80) => AlignmentText.Of(Alignment, width);

    /// <summary>The errors, the words, and the rate.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Errors} errors in {Words} words{(WordErrorRate is double rate ? $" ({rate * 100:0.0} %)" : "")}");

    private double? Rate(int errors, int of)
    {
        if (of > 0) return (double)errors / of;
        return errors == 0 && Pairs > 0 ? 0 : null;
    }
}
