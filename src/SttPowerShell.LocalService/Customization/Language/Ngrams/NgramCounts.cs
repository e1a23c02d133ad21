namespace SttPowerShell.LocalService.Customization.Language.Ngrams;

/// <summary>The different n-grams of one length, in ascending order, each with how often it was seen.</summary>
/// <param name="Keys">Symbols packed into a number, first one highest.</param>
/// <param name="Counts">As many as keys.</param>
internal sealed record NgramCounts(ulong[] Keys, int[] Counts)
{
    /// <summary>Counts by sorting, which takes no more memory than the n-grams themselves.</summary>
    /// <param name="symbols">What to count in.</param>
    /// <param name="length">The number of symbols in each n-gram.</param>
    /// <param name="bits">The bits that each symbol takes.</param>
    /// <param name="start">
    /// The symbol that opens a sentence: given, and never predicted. An n-gram that ends with it isn't counted.
    /// </param>
    public static NgramCounts Of(SymbolSequence symbols, int length, int bits, int start)
    {
        ulong mask = (1UL << bits) - 1;
        ulong[] all = new ulong[symbols.Length];
        int count = 0;
        symbols.ForEach(length, bits, ngram =>
        {
            if ((ngram & mask) != (ulong)start) all[count++] = ngram;
        });
        all.AsSpan(0, count).Sort();
        int different = 0;
        for (int i = 0; i < count; i++)
        {
            if (i == 0 || all[i] != all[i - 1]) different++;
        }
        ulong[] keys = new ulong[different];
        int[] counts = new int[different];
        int last = -1;
        for (int i = 0; i < count; i++)
        {
            if (last < 0 || all[i] != keys[last]) keys[++last] = all[i];
            counts[last]++;
        }
        return new NgramCounts(keys, counts);
    }
}
