using System.Buffers.Binary;

namespace SttPowerShell.Examples;

/// <summary>Mono samples of 16 bits, little-endian.</summary>
public sealed record Wave(byte[] Samples, int Rate)
{
    private const int HeaderLength = 44;

    public static Wave Silence(double seconds, int rate = 16000) => new(new byte[(int)(seconds * rate) * 2], rate);

    /// <summary>Reads a WAV file with the usual header of 44 bytes.</summary>
    public static Wave Read(string path)
    {
        byte[] file = File.ReadAllBytes(path);
        return new Wave(file[HeaderLength..], BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(24)));
    }

    /// <summary>The mean of each two samples: half the rate.</summary>
    public Wave Halved()
    {
        byte[] half = new byte[Samples.Length / 4 * 2];
        for (int i = 0; i < half.Length; i += 2)
        {
            int sum = BinaryPrimitives.ReadInt16LittleEndian(Samples.AsSpan(2 * i))
                + BinaryPrimitives.ReadInt16LittleEndian(Samples.AsSpan(2 * i + 2));
            BinaryPrimitives.WriteInt16LittleEndian(half.AsSpan(i), (short)(sum / 2));
        }
        return new Wave(half, Rate / 2);
    }

    public byte[] ToFile()
    {
        using MemoryStream file = new();
        using BinaryWriter writer = new(file);
        writer.Write("RIFF"u8);
        writer.Write(HeaderLength - 8 + Samples.Length);
        writer.Write("WAVEfmt "u8);
        writer.Write(16);
        writer.Write((short)1);
        writer.Write((short)1);
        writer.Write(Rate);
        writer.Write(Rate * 2);
        writer.Write((short)2);
        writer.Write((short)16);
        writer.Write("data"u8);
        writer.Write(Samples.Length);
        writer.Write(Samples);
        return file.ToArray();
    }
}
