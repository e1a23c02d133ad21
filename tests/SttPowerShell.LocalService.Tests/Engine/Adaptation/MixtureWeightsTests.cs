using System.Buffers.Binary;
using System.Text;
using SttPowerShell.LocalService.Engine.PocketSphinx.Adaptation;
using SttPowerShell.LocalService.Tests.Support;

namespace SttPowerShell.LocalService.Tests.Engine.Adaptation;

public sealed class MixtureWeightsTests
{
    private static readonly byte[] Head = "s3\nversion 1.0\nendhdr\n"u8.ToArray();

    [Fact]
    public void Compressed_logarithms_become_weights_that_add_up_to_one()
    {
        using TemporaryDirectory folder = new();
        // Two densities of one feature for three senones, a row of senones for each density.
        File.WriteAllBytes(folder.File("sendump"), Dump(2, 3, [0, 10, 255, 0, 0, 20]));
        MixtureWeights.Convert(folder.File("sendump"), folder.File("weights"));
        byte[] weights = File.ReadAllBytes(folder.File("weights"));
        Assert.Equal(Head, weights[..Head.Length]);
        int[] sizes = [.. Enumerable.Range(0, 5).Select(i => BinaryPrimitives.ReadInt32LittleEndian(
            weights.AsSpan(Head.Length + 4 * i)))];
        Assert.Equal([0x11223344, 3, 1, 2, 6], sizes);
        double[] values = [.. Enumerable.Range(0, 6).Select(i => (double)BinaryPrimitives.ReadSingleLittleEndian(
            weights.AsSpan(Head.Length + 20 + 4 * i)))];
        double tenth = Math.Pow(1.0001, -10 * 1024);
        Assert.Equal(0.5, values[0], 4);
        Assert.Equal(0.5, values[1], 4);
        Assert.Equal(tenth / (1 + tenth), values[2], 4);
        Assert.Equal(1 / (1 + tenth), values[3], 4);
        Assert.InRange(values[4], 1e-8, 1e-4);
        Assert.Equal(1, values[5], 4);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(40)]
    [InlineData(-1)]
    public void What_is_cut_off_is_no_such_file(int length)
    {
        using TemporaryDirectory folder = new();
        byte[] dump = Dump(2, 3, [0, 10, 255, 0, 0, 20]);
        File.WriteAllBytes(folder.File("sendump"), dump[..(length < 0 ? dump.Length - 1 : length)]);
        InvalidDataException failure = Assert.Throws<InvalidDataException>(
            () => MixtureWeights.Convert(folder.File("sendump"), folder.File("weights")));
        Assert.StartsWith(
            $"'{folder.File("sendump")}' has no mixture weights", failure.Message, StringComparison.Ordinal);
    }

    private static byte[] Dump(int densities, int senones, byte[] values)
    {
        using MemoryStream dump = new();
        foreach (string text in (string[])["a title", "feature_count 1", "cluster_count 0"])
        {
            byte[] bytes = [.. Encoding.ASCII.GetBytes(text), 0];
            dump.Write(BitConverter.GetBytes(bytes.Length));
            dump.Write(bytes);
        }
        foreach (int number in (int[])[0, densities, senones]) dump.Write(BitConverter.GetBytes(number));
        dump.Write(values);
        return dump.ToArray();
    }
}
