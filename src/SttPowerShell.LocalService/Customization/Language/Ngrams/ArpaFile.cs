using System.Globalization;
using System.Text;

namespace SttPowerShell.LocalService.Customization.Language.Ngrams;

/// <summary>Writes n-gram models in the ARPA format, which recognisers read.</summary>
internal static class ArpaFile
{
    /// <summary>The format's stand-in for the logarithm of 0.</summary>
    private const double Never = -99;

    /// <summary>Writes a model: N-grams in the order of their symbols' numbers, base 10 logarithms.</summary>
    /// <param name="path">The file; it is replaced.</param>
    /// <param name="model">The model.</param>
    /// <param name="names">The word for each symbol, by its number.</param>
    /// <param name="cancel">Leaves an incomplete file behind.</param>
    public static async Task WriteAsync(
        string path, NgramModel model, IReadOnlyList<string> names, CancellationToken cancel)
    {
        StreamWriter file = new(path, append: false, new UTF8Encoding(false), bufferSize: 1 << 16) { NewLine = "\n" };
        await using (file.ConfigureAwait(false))
        {
            await file.WriteLineAsync("\\data\\").ConfigureAwait(false);
            for (int i = 0; i < model.Orders.Count; i++)
            {
                await file.WriteLineAsync(string.Create(
                    CultureInfo.InvariantCulture,
                    $"ngram {i + 1}={model.Orders[i].Keys.Length}")).ConfigureAwait(false);
            }
            StringBuilder lines = new();
            for (int i = 0; i < model.Orders.Count; i++)
            {
                await file.WriteLineAsync($"\n\\{i + 1}-grams:").ConfigureAwait(false);
                for (int ngram = 0; ngram < model.Orders[i].Keys.Length; ngram++)
                {
                    Append(lines, model, i, ngram, names);
                    if (lines.Length < 1 << 15) continue;
                    await file.WriteAsync(lines, cancel).ConfigureAwait(false);
                    lines.Clear();
                }
                await file.WriteAsync(lines, cancel).ConfigureAwait(false);
                lines.Clear();
            }
            await file.WriteLineAsync("\n\\end\\").ConfigureAwait(false);
        }
    }

    private static void Append(StringBuilder lines, NgramModel model, int order, int ngram, IReadOnlyList<string> names)
    {
        NgramOrder ngrams = model.Orders[order];
        Append(lines, ngrams.Probabilities[ngram]);
        ulong mask = (1UL << model.Bits) - 1;
        for (int i = order; i >= 0; i--)
        {
            lines.Append(i == order ? '\t' : ' ').Append(names[(int)(ngrams.Keys[ngram] >> (i * model.Bits) & mask)]);
        }
        if (order + 1 < model.Orders.Count) Append(lines.Append('\t'), ngrams.Backoffs[ngram]);
        lines.Append('\n');
    }

    private static void Append(StringBuilder lines, double probability) => lines.Append(
        CultureInfo.InvariantCulture, $"{(probability > 0 ? Math.Log10(probability) : Never):0.####}");
}
