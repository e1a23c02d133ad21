using System.Buffers.Binary;
using System.Globalization;

namespace SttPowerShell.Kills;

/// <summary>Recordings that hold their number in their first samples, so that a server can tell them apart.</summary>
internal static class Recordings
{
    private const int HeaderBytes = 44;
    private const int Bytes = 3244;

    public static string Name(int number) => number.ToString("000000", CultureInfo.InvariantCulture);

    public static string Text(int number) => $"this is recording {number} and it has some words more than that";

    /// <summary>Writes a tenth of a second of WAV, 16 kHz, 16 bits, mono.</summary>
    public static void Write(string folder, int number)
    {
        byte[] wave = new byte[Bytes];
        "RIFF"u8.CopyTo(wave);
        BinaryPrimitives.WriteInt32LittleEndian(wave.AsSpan(4), Bytes - 8);
        "WAVEfmt "u8.CopyTo(wave.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(wave.AsSpan(16), 16);
        BinaryPrimitives.WriteInt16LittleEndian(wave.AsSpan(20), 1);
        BinaryPrimitives.WriteInt16LittleEndian(wave.AsSpan(22), 1);
        BinaryPrimitives.WriteInt32LittleEndian(wave.AsSpan(24), 16000);
        BinaryPrimitives.WriteInt32LittleEndian(wave.AsSpan(28), 32000);
        BinaryPrimitives.WriteInt16LittleEndian(wave.AsSpan(32), 2);
        BinaryPrimitives.WriteInt16LittleEndian(wave.AsSpan(34), 16);
        "data"u8.CopyTo(wave.AsSpan(36));
        BinaryPrimitives.WriteInt32LittleEndian(wave.AsSpan(40), Bytes - HeaderBytes);
        BinaryPrimitives.WriteInt32LittleEndian(wave.AsSpan(HeaderBytes), number);
        File.WriteAllBytes(Path.Combine(folder, Name(number) + ".wav"), wave);
    }

    public static int NumberOf(ReadOnlySpan<byte> wave)
        => BinaryPrimitives.ReadInt32LittleEndian(wave[HeaderBytes..]);
}
