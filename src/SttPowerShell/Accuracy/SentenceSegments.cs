namespace SttPowerShell.Accuracy;

/// <summary>
/// The parts of a text in which at least one of two recognitions is wrong, as NIST's matched-pairs test takes them
/// (SCTK, src/sclite/mtchprs.c): an error of one model makes others near it more likely, so that not words but such
/// parts count as independent. Two words in a row that both have recognised end a part, and so does the text.
/// </summary>
internal static class SentenceSegments
{
    private const int WordsBetween = 2;

    /// <summary>For each part how many errors more the first has than the second.</summary>
    /// <param name="first">An alignment with what was said.</param>
    /// <param name="second">Another one, with the same text.</param>
    public static IEnumerable<int> Differences(
        IReadOnlyList<SttAlignedWord> first, IReadOnlyList<SttAlignedWord> second)
    {
        int i = 0;
        int j = 0;
        int right = 0;
        int firstErrors = 0;
        int secondErrors = 0;
        while (true)
        {
            int firstInsertions = PassInsertions(first, ref i);
            int secondInsertions = PassInsertions(second, ref j);
            firstErrors += firstInsertions;
            secondErrors += secondInsertions;
            if (firstInsertions + secondInsertions > 0) right = 0;
            if (i == first.Count) break;
            bool firstRight = first[i++].Change == SttWordChange.Match;
            bool secondRight = second[j++].Change == SttWordChange.Match;
            if (!firstRight) firstErrors++;
            if (!secondRight) secondErrors++;
            right = firstRight && secondRight ? right + 1 : 0;
            if (right < WordsBetween || firstErrors + secondErrors == 0) continue;
            yield return firstErrors - secondErrors;
            firstErrors = 0;
            secondErrors = 0;
        }
        if (firstErrors + secondErrors > 0) yield return firstErrors - secondErrors;
    }

    private static int PassInsertions(IReadOnlyList<SttAlignedWord> alignment, ref int at)
    {
        int start = at;
        while (at < alignment.Count && alignment[at].Change == SttWordChange.Insertion) at++;
        return at - start;
    }
}
