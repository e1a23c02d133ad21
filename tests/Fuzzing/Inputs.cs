using System.Buffers.Binary;
using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace SttPowerShell.Fuzzing;

/// <summary>Where inputs come from.</summary>
public static class Inputs
{
    private static readonly uint[] Edges =
        [0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x10000, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFF0, 0xFFFF_FFFF];

    /// <summary>Good inputs that were damaged in a few places, now and then whole or mere noise.</summary>
    public static Gen<byte[]> Damaged(params byte[][] good) => Seeds().Select(seed =>
    {
        Random random = new(seed);
        return random.Next(30) switch
        {
            0 => good[random.Next(good.Length)],
            1 => Noise(random, random.Next(2000)),
            _ => Damage(random, good[random.Next(good.Length)], good[random.Next(good.Length)]),
        };
    });

    /// <summary>The same of texts in UTF-8.</summary>
    public static Gen<byte[]> Damaged(params string[] good) => Damaged([.. good.Select(Encoding.UTF8.GetBytes)]);

    /// <summary>Texts of pieces that mean something to what reads them, in any order.</summary>
    public static Gen<byte[]> Pieced(params string[] pieces) => Seeds().Select(seed =>
    {
        Random random = new(seed);
        return Encoding.UTF8.GetBytes(string.Concat(
            Enumerable.Range(0, random.Next(1, 60)).Select(_ => pieces[random.Next(pieces.Length)])));
    });

    /// <summary>JSON with values of other types, missing and additional members, sometimes damaged as text too.</summary>
    public static Gen<byte[]> Json(params string[] good) => Seeds().Select(seed =>
    {
        Random random = new(seed);
        byte[] json = Encoding.UTF8.GetBytes(new JsonChange(random).Of(good[random.Next(good.Length)]));
        return random.Next(4) == 0 ? Damage(random, json, Encoding.UTF8.GetBytes(good[0])) : json;
    });

    private static Gen<int> Seeds() => Gen.Choose(0, int.MaxValue - 1);

    private static byte[] Damage(Random random, byte[] input, byte[] other)
    {
        List<byte> bytes = [.. input];
        for (int damage = random.Next(1, 6); damage > 0; damage--) Damage(random, bytes, other);
        return [.. bytes];
    }

    private static void Damage(Random random, List<byte> bytes, byte[] other)
    {
        int at = random.Next(bytes.Count + 1);
        int left = bytes.Count - at;
        switch (random.Next(9))
        {
            case 0 when left > 0:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1 when left > 0:
                bytes[at] = (byte)random.Next(256);
                break;
            case 2 when left >= 4:
                byte[] edge = new byte[4];
                uint value = Edges[random.Next(Edges.Length)];
                if (random.Next(2) == 0) BinaryPrimitives.WriteUInt32LittleEndian(edge, value);
                else BinaryPrimitives.WriteUInt32BigEndian(edge, value);
                for (int i = 0; i < edge.Length; i++) bytes[at + i] = edge[i];
                break;
            case 3:
                bytes.RemoveRange(at, Math.Min(left, random.Next(1, 200)));
                break;
            case 4:
                bytes.InsertRange(at, Noise(random, random.Next(1, 20)));
                break;
            case 5:
                bytes.InsertRange(at, bytes.GetRange(at, Math.Min(left, random.Next(1, 300))));
                break;
            case 6:
                int from = random.Next(other.Length + 1);
                bytes.InsertRange(at, other[from..Math.Min(other.Length, from + random.Next(1, 500))]);
                break;
            case 7 when random.Next(4) == 0:
                bytes.RemoveRange(at, left);
                break;
            case 8 when left > 0:
                bytes.InsertRange(at, Enumerable.Repeat(bytes[at], random.Next(1, 2000)));
                break;
        }
    }

    private static byte[] Noise(Random random, int length)
    {
        byte[] noise = new byte[length];
        random.NextBytes(noise);
        return noise;
    }
}
