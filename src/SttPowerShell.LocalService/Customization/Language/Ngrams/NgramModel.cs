namespace SttPowerShell.LocalService.Customization.Language.Ngrams;

/// <summary>N-grams of one length with their probabilities.</summary>
/// <param name="Keys">Symbols packed into a number, first one highest; ascending.</param>
/// <param name="Probabilities">Of the last symbol after the ones before it.</param>
/// <param name="Backoffs">
/// What the probability of a symbol after a shorter context is multiplied with if the n-gram with this longer one is
/// not in the model: 1 for an n-gram that nothing followed.
/// </param>
internal sealed record NgramOrder(ulong[] Keys, float[] Probabilities, float[] Backoffs);

/// <summary>An n-gram model with back-off (Katz 1987): what comes next after up to n-1 symbols.</summary>
/// <param name="Bits">The bits that each symbol takes in a key.</param>
/// <param name="Orders">N-grams of 1, 2, ... symbols. The first has all symbols.</param>
internal sealed record NgramModel(int Bits, IReadOnlyList<NgramOrder> Orders)
{
    /// <summary>
    /// The probability of the last symbol after the ones before it; 0 for one that isn't in the model.
    /// </summary>
    public double Probability(params ReadOnlySpan<int> symbols)
    {
        double weight = 1;
        for (int begin = Math.Max(0, symbols.Length - Orders.Count); begin < symbols.Length; begin++)
        {
            NgramOrder order = Orders[symbols.Length - begin - 1];
            int found = Array.BinarySearch(order.Keys, Pack(symbols[begin..]));
            if (found >= 0) return weight * order.Probabilities[found];
            if (begin == symbols.Length - 1) break;
            NgramOrder contexts = Orders[symbols.Length - begin - 2];
            int context = Array.BinarySearch(contexts.Keys, Pack(symbols[begin..^1]));
            if (context >= 0) weight *= contexts.Backoffs[context];
        }
        return 0;
    }

    private ulong Pack(ReadOnlySpan<int> symbols)
    {
        ulong key = 0;
        foreach (int symbol in symbols) key = key << Bits | (uint)symbol;
        return key;
    }
}
