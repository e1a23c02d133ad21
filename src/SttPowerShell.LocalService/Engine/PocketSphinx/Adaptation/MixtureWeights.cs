using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace SttPowerShell.LocalService.Engine.PocketSphinx.Adaptation;

/// <summary>
/// The mixture weights of a model. The trainer wants them as numbers (SphinxTrain's <c>mixture_weights</c>), while the
/// model is shipped with the decoder's compressed form of them alone (<c>sendump</c>).
/// </summary>
internal static class MixtureWeights
{
    /// <summary>Sphinx's base of logarithms.</summary>
    private const double LogBase = 1.0001;

    /// <summary>A byte of a sendump is a negative logarithm without its ten lowest bits.</summary>
    private const int Unit = 1024;

    private const float Least = 1e-7f;
    private const uint ByteOrderMark = 0x11223344;
    private const int LongestText = 999;

    /// <summary>Converts a sendump.</summary>
    /// <param name="from">Its file: a row of senones for each density of each feature.</param>
    /// <param name="to">The file to write: the densities of each feature of each senone.</param>
    /// <exception cref="InvalidDataException">It isn't one that is understood.</exception>
    public static void Convert(string from, string to)
    {
        byte[] dump = File.ReadAllBytes(from);
        try
        {
            Convert(dump, to);
        }
        catch (Exception e) when (e is ArgumentException or IndexOutOfRangeException or FormatException)
        {
            throw new InvalidDataException($"'{from}' has no mixture weights that can be read: {e.Message}", e);
        }
    }

    private static void Convert(ReadOnlySpan<byte> dump, string to)
    {
        ReadOnlySpan<byte> rest = dump;
        int features = Header(ref rest);
        int densities = Number(ref rest);
        int senones = Number(ref rest);
        float[] weights = [.. Enumerable.Range(0, 256).Select(
            value => Math.Max(Least, (float)Math.Exp(-value * Unit * Math.Log(LogBase))))];
        using FileStream file = File.Create(to);
        file.Write("s3\nversion 1.0\nendhdr\n"u8);
        Span<byte> number = stackalloc byte[sizeof(uint)];
        foreach (uint value in (ReadOnlySpan<uint>)[
            ByteOrderMark, (uint)senones, (uint)features, (uint)densities, (uint)(senones * features * densities)])
        {
            BinaryPrimitives.WriteUInt32LittleEndian(number, value);
            file.Write(number);
        }
        byte[] row = new byte[densities * sizeof(float)];
        for (int senone = 0; senone < senones; senone++)
        {
            for (int feature = 0; feature < features; feature++)
            {
                Distribution(rest[(feature * densities * senones)..], senone, senones, weights, row);
                file.Write(row);
            }
        }
    }

    /// <summary>The weights of one senone's densities, which add up to 1.</summary>
    private static void Distribution(
        ReadOnlySpan<byte> dump, int senone, int senones, float[] weights, Span<byte> row)
    {
        int densities = row.Length / sizeof(float);
        float sum = 0;
        for (int density = 0; density < densities; density++) sum += weights[dump[density * senones + senone]];
        for (int density = 0; density < densities; density++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(
                row[(density * sizeof(float))..], weights[dump[density * senones + senone]] / sum);
        }
    }

    /// <summary>Reads the texts before the numbers, and gives the count of features.</summary>
    private static int Header(ref ReadOnlySpan<byte> rest)
    {
        int features = 1;
        for (int length = Number(ref rest); length != 0; length = Number(ref rest))
        {
            if (length is < 0 or > LongestText) throw new FormatException("It doesn't begin with texts.");
            string[] words = Encoding.ASCII.GetString(rest[..length]).TrimEnd('\0').Split(' ');
            rest = rest[length..];
            if (words is ["feature_count", string count]) features = int.Parse(count, CultureInfo.InvariantCulture);
            if (words is ["cluster_count", not "0"]) throw new FormatException("Its weights are clustered.");
        }
        return features;
    }

    private static int Number(ref ReadOnlySpan<byte> rest)
    {
        int number = BinaryPrimitives.ReadInt32LittleEndian(rest);
        rest = rest[sizeof(int)..];
        return number;
    }
}
