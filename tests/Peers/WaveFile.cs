namespace SttPowerShell.Peers;

/// <summary>Makes a WAV file of noise, which nothing can compress: 16 kHz, 16 bits, mono.</summary>
public static class WaveFile
{
    private const int HeaderBytes = 44;

    /// <param name="path">Where to write it.</param>
    /// <param name="bytes">How long the whole file is to be.</param>
    public static void Write(string path, long bytes)
    {
        using BinaryWriter writer = new(File.Create(path));
        writer.Write("RIFF"u8);
        writer.Write((uint)(bytes - 8));
        writer.Write("WAVEfmt "u8);
        writer.Write(16);
        writer.Write((short)1);
        writer.Write((short)1);
        writer.Write(16000);
        writer.Write(32000);
        writer.Write((short)2);
        writer.Write((short)16);
        writer.Write("data"u8);
        writer.Write((uint)(bytes - HeaderBytes));
        byte[] noise = new byte[1 << 20];
        new Random(1).NextBytes(noise);
        for (long left = bytes - HeaderBytes; left > 0; left -= noise.Length)
            writer.Write(noise, 0, (int)Math.Min(left, noise.Length));
    }
}
