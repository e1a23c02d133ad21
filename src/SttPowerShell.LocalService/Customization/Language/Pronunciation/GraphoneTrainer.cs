using SttPowerShell.LocalService.Customization.Language.Ngrams;

namespace SttPowerShell.LocalService.Customization.Language.Pronunciation;

/// <summary>
/// Trains a joint-sequence model (Bisani and Ney 2008) on a dictionary: words are rows of graphones, and an n-gram
/// model says which graphone comes next.
/// </summary>
internal static class GraphoneTrainer
{
    /// <summary>The longest n-grams; longer ones add nothing (Bisani and Ney 2008, section 5).</summary>
    private const int Order = 7;

    private const int MostGraphones = (1 << GraphoneModel.Bits) - 4;

    public static GraphoneModel Train(
        IReadOnlyCollection<(string Word, string Phones)> words, CancellationToken cancel)
    {
        IReadOnlyList<Graphone[]> aligned = GraphoneAlignment.Align(words, MostGraphones, cancel);
        Graphone[] graphones =
        [
            .. aligned.SelectMany(word => word).Distinct()
                .OrderBy(graphone => graphone.Letter).ThenBy(graphone => graphone.Phones, StringComparer.Ordinal),
        ];
        Dictionary<Graphone, int> symbols = [];
        foreach (Graphone graphone in graphones) symbols.Add(graphone, symbols.Count + GraphoneModel.FirstGraphone);
        SymbolSequence sequence = new();
        foreach (Graphone[] word in aligned)
        {
            sequence.Add(GraphoneModel.Start);
            foreach (Graphone graphone in word) sequence.Add(symbols[graphone]);
            sequence.Add(GraphoneModel.End);
            sequence.AddBreak();
        }
        float[] nothing = new float[graphones.Length + GraphoneModel.FirstGraphone];
        return new GraphoneModel(graphones, NgramTable.Of(WittenBell.Estimate(
            sequence, GraphoneModel.Start, nothing, Order, GraphoneModel.Bits, cancel)));
    }
}
