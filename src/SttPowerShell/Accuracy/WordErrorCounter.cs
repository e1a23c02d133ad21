namespace SttPowerShell.Accuracy;

/// <summary>Counts the errors of one recognition.</summary>
/// <param name="rules">Which words are compared, and what counts as the same.</param>
/// <param name="wordsOnly">Whether characters are left out.</param>
internal sealed class WordErrorCounter(SpokenWords rules, bool wordsOnly)
{
    public SttWordError Count(string reference, string hypothesis, CancellationToken cancel)
    {
        string[] said = rules.Split(reference);
        string[] heard = rules.Split(hypothesis);
        WordAlignment alignment = WordAlignment.Of(said, heard, rules.CaseSensitive, cancel);
        CharacterErrors? characters = wordsOnly
            ? null
            : CharacterErrors.Of(said, heard, rules.CaseSensitive, cancel);
        return new SttWordError
        {
            PairsWithErrors = alignment.Errors > 0 ? 1 : 0,
            Words = alignment.Words,
            Substitutions = alignment.Substitutions,
            Insertions = alignment.Insertions,
            Deletions = alignment.Deletions,
            Characters = characters?.Characters,
            CharacterErrors = characters?.Errors,
            Alignment = alignment.Steps,
        };
    }
}
