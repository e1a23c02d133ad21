namespace SttPowerShell.LocalService.Customization.Language.Ngrams;

/// <summary>
/// A long row of symbols, numbered from 1, with breaks: no n-gram reaches across one. Held in blocks, so that growing
/// never copies it: four bytes a symbol.
/// </summary>
internal sealed class SymbolSequence
{
    private const int Break = 0;
    private const int BlockBits = 16;
    private const int BlockSize = 1 << BlockBits;

    private readonly List<int[]> _blocks = [];

    /// <summary>How many symbols and breaks.</summary>
    public int Length { get; private set; }

    public void Add(int symbol)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(symbol);
        Append(symbol);
    }

    public void AddBreak()
    {
        if (Length > 0 && At(Length - 1) != Break) Append(Break);
    }

    /// <summary>
    /// Calls back for each n-gram of a length, with its symbols packed into a number, first one highest.
    /// </summary>
    /// <param name="length">The number of symbols in each, n.</param>
    /// <param name="bits">The bits that each symbol takes.</param>
    /// <param name="visit">Called in order of appearance.</param>
    public void ForEach(int length, int bits, Action<ulong> visit)
    {
        ulong mask = length * bits == 64 ? ulong.MaxValue : (1UL << (length * bits)) - 1;
        ulong ngram = 0;
        int run = 0;
        for (int i = 0; i < Length; i++)
        {
            int symbol = At(i);
            if (symbol == Break)
            {
                run = 0;
                continue;
            }
            ngram = (ngram << bits | (uint)symbol) & mask;
            if (++run >= length) visit(ngram);
        }
    }

    private int At(int i) => _blocks[i >> BlockBits][i & (BlockSize - 1)];

    private void Append(int symbol)
    {
        if (Length >> BlockBits == _blocks.Count) _blocks.Add(new int[BlockSize]);
        _blocks[^1][Length++ & (BlockSize - 1)] = symbol;
    }
}
