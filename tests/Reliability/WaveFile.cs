namespace SttPowerShell.Reliability;

/// <summary>Makes a WAV file of noise: 16 kHz, 16 bits, mono.</summary>
internal static class WaveFile
{
    public static void Write(string path, int seconds)
    {
        byte[] samples = new byte[seconds * 32000];
        new Random(1).NextBytes(samples);
        using BinaryWriter writer = new(File.Create(path));
        writer.Write("RIFF"u8);
        writer.Write(36 + samples.Length);
        writer.Write("WAVEfmt "u8);
        writer.Write(16);
        writer.Write((short)1);
        writer.Write((short)1);
        writer.Write(16000);
        writer.Write(32000);
        writer.Write((short)2);
        writer.Write((short)16);
        writer.Write("data"u8);
        writer.Write(samples.Length);
        writer.Write(samples);
    }
}
