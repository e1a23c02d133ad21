namespace SttPowerShell.Tests.Support;

/// <summary>Small recordings.</summary>
internal static class Recording
{
    /// <summary>Silence as WAV: 16-bit mono at 16 kHz.</summary>
    public static byte[] Wave(double seconds = 0.5)
    {
        byte[] samples = new byte[(int)(seconds * 32000)];
        using MemoryStream stream = new();
        using BinaryWriter writer = new(stream);
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
        return stream.ToArray();
    }
}
