using System.Numerics;
using System.Runtime.InteropServices;
using SttPowerShell.LocalService.Customization.Language.Ngrams;

namespace SttPowerShell.LocalService.Customization.Language.Pronunciation;

/// <summary>
/// N-grams of all lengths in one hash table (open addressing, linear probing), as arrays that are written and read in
/// one piece: 16 bytes a slot.
/// </summary>
internal sealed class NgramTable
{
    private readonly ulong[] _keys;
    private readonly Weights[] _weights;

    private NgramTable(ulong[] keys, Weights[] weights)
    {
        _keys = keys;
        _weights = weights;
    }

    public static NgramTable Of(NgramModel model)
    {
        int capacity = (int)BitOperations.RoundUpToPowerOf2(
            (uint)(model.Orders.Sum(order => order.Keys.Length) * 4L / 3));
        NgramTable table = new(new ulong[capacity], new Weights[capacity]);
        foreach (NgramOrder order in model.Orders)
        {
            for (int i = 0; i < order.Keys.Length; i++)
            {
                int slot = table.Slot(order.Keys[i]);
                table._keys[slot] = order.Keys[i];
                table._weights[slot] =
                    new Weights(MathF.Log(order.Probabilities[i]), MathF.Log(order.Backoffs[i]));
            }
        }
        return table;
    }

    /// <summary>Reads what <see cref="Write"/> has written.</summary>
    public static NgramTable Read(BinaryReader reader)
    {
        int capacity = reader.ReadInt32();
        if (!BitOperations.IsPow2(capacity)) throw new InvalidDataException("The table's size is not a power of two.");
        NgramTable table = new(new ulong[capacity], new Weights[capacity]);
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(table._keys.AsSpan()));
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(table._weights.AsSpan()));
        return table;
    }

    /// <summary>Writes the table in this machine's byte order.</summary>
    public void Write(BinaryWriter writer)
    {
        writer.Write(_keys.Length);
        writer.Write(MemoryMarshal.AsBytes(_keys.AsSpan()));
        writer.Write(MemoryMarshal.AsBytes(_weights.AsSpan()));
    }

    /// <summary>Finds the logarithms of an n-gram's probability and back-off weight.</summary>
    public bool TryFind(ulong key, out Weights weights)
    {
        int slot = Slot(key);
        weights = _weights[slot];
        return _keys[slot] == key;
    }

    /// <summary>Where a key is, or where it would go.</summary>
    private int Slot(ulong key)
    {
        int mask = _keys.Length - 1;
        // Fibonacci hashing: the high bits of the product depend on all bits of the key.
        int slot = (int)(key * 0x9E3779B97F4A7C15 >> 32) & mask;
        while (_keys[slot] != 0 && _keys[slot] != key) slot = (slot + 1) & mask;
        return slot;
    }

    /// <summary>Natural logarithms.</summary>
    internal readonly record struct Weights(float Probability, float Backoff);
}
