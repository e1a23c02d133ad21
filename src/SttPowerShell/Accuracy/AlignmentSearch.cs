namespace SttPowerShell.Accuracy;

/// <summary>
/// Finds the alignment of two sequences that NIST's sclite finds: the least weight, where a substitution weighs 4 and
/// an insertion or a deletion 3, and of several such alignments the one that, read from the end, prefers a match or a
/// substitution to an insertion and that to a deletion (SCTK, src/sclite/net_dp.c). The preference matters: three
/// substitutions weigh as much as two insertions and two deletions.
/// </summary>
/// <remarks>
/// <para>Only cells of the table are looked at that may lie on a best path: those whose weight, with the gaps at least
/// needed from there, isn't above what a quick search with a narrow window found. No best path leaves them, so weights
/// and preferences along it are those of the whole table. Similar texts need a small part of it.</para>
/// <para>Of the rows one in √n is kept; those between are made again for the way back. Memory is then rows of the
/// window times √n.</para>
/// </remarks>
internal sealed class AlignmentSearch
{
    private const int Substitution = 4;
    private const int Gap = 3;
    private const int QuickWidth = 256;
    private const int WorthWidening = 4;

    // Above every weight, with room to add one.
    private const int Never = int.MaxValue / 2;

    private readonly int[] _reference;
    private readonly int[] _hypothesis;
    private readonly CancellationToken _cancel;
    private int[] _above;
    private int[] _row;
    private int _first;
    private int _last;
    private int _bound;
    private int _width;

    private AlignmentSearch(int[] reference, int[] hypothesis, CancellationToken cancel)
    {
        _reference = reference;
        _hypothesis = hypothesis;
        _cancel = cancel;
        _above = new int[hypothesis.Length + 1];
        _row = new int[hypothesis.Length + 1];
    }

    /// <summary>What becomes of the items of both sequences, in order. Equal numbers are equal items.</summary>
    public static SttWordChange[] Find(int[] reference, int[] hypothesis, CancellationToken cancel)
    {
        AlignmentSearch search = new(reference, hypothesis, cancel);
        search._bound = search.Estimate();
        search._width = int.MaxValue;
        return search.Trace();
    }

    /// <summary>
    /// The weight of an alignment that is found quickly. Wider windows are tried as long as they find a better one and
    /// take much less time than what they may save.
    /// </summary>
    private int Estimate()
    {
        _bound = Never;
        _width = QuickWidth;
        int weight = Weigh(null);
        while (_width < _hypothesis.Length && weight / Gap > WorthWidening * _width)
        {
            _width *= WorthWidening;
            int wider = Weigh(null);
            if (wider >= weight) break;
            weight = wider;
        }
        return weight;
    }

    /// <summary>The weight of the best alignment within bound and width; each row is told of.</summary>
    private int Weigh(Action<int>? rowMade)
    {
        Start();
        rowMade?.Invoke(0);
        for (int i = 1; i <= _reference.Length; i++)
        {
            Advance(i);
            rowMade?.Invoke(i);
        }
        return _row[_hypothesis.Length];
    }

    private SttWordChange[] Trace()
    {
        int stride = Math.Max(1, (int)Math.Sqrt(_reference.Length));
        List<KeptRow> kept = [];
        Weigh(i =>
        {
            if (i % stride == 0) kept.Add(Keep());
        });
        List<SttWordChange> back = [];
        int j = _hypothesis.Length;
        for (int block = kept.Count - 1; block >= 0; block--)
        {
            int from = block * stride;
            int to = Math.Min(from + stride, _reference.Length);
            if (to == from) continue;
            j = TraceBlock(MakeAgain(kept[block], from, to), from, to, j, back);
        }
        for (; j > 0; j--) back.Add(SttWordChange.Insertion);
        back.Reverse();
        return [.. back];
    }

    /// <summary>Goes back from a row to the first of its block, and gives the column where it ends.</summary>
    private int TraceBlock(KeptRow[] rows, int from, int to, int j, List<SttWordChange> back)
    {
        for (int i = to; i > from;)
        {
            int weight = rows[i - from].At(j);
            bool same = j > 0 && _reference[i - 1] == _hypothesis[j - 1];
            if (j > 0 && weight == rows[i - from - 1].At(j - 1) + (same ? 0 : Substitution))
            {
                back.Add(same ? SttWordChange.Match : SttWordChange.Substitution);
                i--;
                j--;
            }
            else if (j > 0 && weight == rows[i - from].At(j - 1) + Gap)
            {
                back.Add(SttWordChange.Insertion);
                j--;
            }
            else
            {
                back.Add(SttWordChange.Deletion);
                i--;
            }
        }
        return j;
    }

    private KeptRow[] MakeAgain(KeptRow first, int from, int to)
    {
        KeptRow[] rows = new KeptRow[to - from + 1];
        rows[0] = first;
        first.Weights.CopyTo(_row, first.First);
        _first = first.First;
        _last = first.First + first.Weights.Length - 1;
        for (int i = from + 1; i <= to; i++)
        {
            Advance(i);
            rows[i - from] = Keep();
        }
        return rows;
    }

    /// <summary>The row before the first item of the reference: only insertions.</summary>
    private void Start()
    {
        _row[0] = 0;
        _first = 0;
        _last = 0;
        Extend(0);
        Narrow(0);
    }

    /// <summary>Makes the next row of the one before.</summary>
    private void Advance(int i)
    {
        if (i % 64 == 0) _cancel.ThrowIfCancellationRequested();
        (_above, _row) = (_row, _above);
        int[] above = _above;
        int[] row = _row;
        int[] hypothesis = _hypothesis;
        int said = _reference[i - 1];
        int diagonal = Never;
        int left = Never;
        int j = _first;
        if (j == 0)
        {
            diagonal = above[0];
            row[0] = left = diagonal + Gap;
            j = 1;
        }
        for (; j <= _last; j++)
        {
            int up = above[j];
            int best = Math.Min(diagonal + (said == hypothesis[j - 1] ? 0 : Substitution), up + Gap);
            // The only step that has to wait for the one before.
            left = Math.Min(best, left + Gap);
            row[j] = left;
            diagonal = up;
        }
        if (j <= hypothesis.Length)
        {
            _last = j;
            row[j] = Math.Min(diagonal + (said == hypothesis[j - 1] ? 0 : Substitution), left + Gap);
        }
        Extend(i);
        Narrow(i);
    }

    // Beyond what the row above reaches there can only be more insertions. The end must be reached in any case.
    private void Extend(int i)
    {
        while (_last < _hypothesis.Length && (_last - _first < _width || i == _reference.Length)
            && _row[_last] + Gap + Rest(i, _last + 1) <= _bound)
        {
            _row[_last + 1] = _row[_last] + Gap;
            _last++;
        }
    }

    private void Narrow(int i)
    {
        while (_first < _last && _row[_first] + Rest(i, _first) > _bound) _first++;
        while (_last > _first && _row[_last] + Rest(i, _last) > _bound) _last--;
        if (i == _reference.Length) return;
        // Weights rise evenly on both sides of a good path, so that it stays in the middle.
        while (_last - _first >= _width)
        {
            if (_row[_first] > _row[_last]) _first++;
            else _last--;
        }
    }

    /// <summary>What the gaps weigh at least that are needed from a cell to the end.</summary>
    private int Rest(int i, int j) => Gap * Math.Abs(_hypothesis.Length - j - (_reference.Length - i));

    private KeptRow Keep() => new(_first, _row.AsSpan(_first, _last - _first + 1).ToArray());

    private readonly record struct KeptRow(int First, int[] Weights)
    {
        public int At(int j) => j >= First && j < First + Weights.Length ? Weights[j - First] : Never;
    }
}
