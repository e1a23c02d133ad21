namespace SttPowerShell.LocalService.Customization.Language.Ngrams;

/// <summary>
/// Witten-Bell smoothing, interpolated (Witten and Bell 1991, method C; Chen and Goodman 1998, section 2.5): the chance
/// of something new after a context is judged by how many different symbols T came there in its N occurrences, and goes
/// to the distribution after the shorter context: P(w|h) = (c(hw) + T(h) P(w|h')) / (N(h) + T(h)).
/// </summary>
internal static class WittenBell
{
    /// <summary>Estimates a model.</summary>
    /// <param name="symbols">What to learn from.</param>
    /// <param name="start">The symbol that opens a sentence.</param>
    /// <param name="reserved">
    /// A probability for each symbol, by its number, that it has whether it was seen or not: what is left is shared by
    /// the symbols that were seen. Its length is that of the vocabulary, and its sum is below 1.
    /// </param>
    /// <param name="order">The longest n-grams.</param>
    /// <param name="bits">The bits of a symbol in a key: as many as the highest needs; times order at most 64.</param>
    /// <param name="cancel">Is looked at a few times a second.</param>
    public static NgramModel Estimate(
        SymbolSequence symbols, int start, ReadOnlySpan<float> reserved, int order, int bits, CancellationToken cancel)
    {
        List<NgramOrder> orders = [Unigrams(NgramCounts.Of(symbols, 1, bits, start), reserved)];
        for (int length = 2; length <= order; length++)
        {
            cancel.ThrowIfCancellationRequested();
            orders.Add(Longer(NgramCounts.Of(symbols, length, bits, start), orders[^1], length, bits, cancel));
        }
        return new NgramModel(bits, orders);
    }

    private static NgramOrder Unigrams(NgramCounts seen, ReadOnlySpan<float> reserved)
    {
        double different = seen.Keys.Length;
        double total = seen.Counts.Sum(count => (double)count);
        double shared = 1;
        foreach (float share in reserved) shared -= share;
        ulong[] keys = new ulong[reserved.Length - 1];
        float[] probabilities = new float[keys.Length];
        int next = 0;
        for (int i = 0; i < keys.Length; i++)
        {
            keys[i] = (ulong)(i + 1);
            bool isSeen = next < different && seen.Keys[next] == keys[i];
            // The shortest context has no shorter one: what is new there is any of the symbols alike.
            double chance = isSeen ? (seen.Counts[next++] + 1) / (total + different) : 0;
            probabilities[i] = (float)(reserved[i + 1] + shared * chance);
        }
        return new NgramOrder(keys, probabilities, Ones(keys.Length));
    }

    private static NgramOrder Longer(
        NgramCounts seen, NgramOrder shorter, int length, int bits, CancellationToken cancel)
    {
        float[] probabilities = new float[seen.Keys.Length];
        ulong mask = (1UL << ((length - 1) * bits)) - 1;
        int context = 0;
        for (int begin = 0, end; begin < seen.Keys.Length; begin = end)
        {
            if ((begin & 0xFFF) == 0) cancel.ThrowIfCancellationRequested();
            ulong prefix = seen.Keys[begin] >> bits;
            double total = 0;
            for (end = begin; end < seen.Keys.Length && seen.Keys[end] >> bits == prefix; end++)
            {
                total += seen.Counts[end];
            }
            double different = end - begin;
            // Both are sorted, and every context is a shorter n-gram itself.
            while (shorter.Keys[context] != prefix) context++;
            shorter.Backoffs[context] = (float)(different / (total + different));
            for (int i = begin; i < end; i++)
            {
                int suffix = Array.BinarySearch(shorter.Keys, seen.Keys[i] & mask);
                probabilities[i] = (float)(
                    (seen.Counts[i] + different * shorter.Probabilities[suffix]) / (total + different));
            }
        }
        return new NgramOrder(seen.Keys, probabilities, Ones(probabilities.Length));
    }

    private static float[] Ones(int length)
    {
        float[] ones = new float[length];
        Array.Fill(ones, 1);
        return ones;
    }
}
