using System.Buffers.Binary;
using System.Text;

namespace SttPowerShell.LocalService.Tests.Support;

/// <summary>Writes WAV files for tests, chunk by chunk, so that they may be wrong in any place.</summary>
internal static class Wav
{
    public static byte[] Pcm16(short[] samples, int rate = 16000, int channels = 1) =>
        File([Format(1, channels, rate, 16), Chunk("data", Bytes(samples))]);

    public static byte[] File(params byte[][] chunks) =>
        Chunk("RIFF", [.. "WAVE"u8, .. chunks.SelectMany(chunk => chunk)]);

    public static byte[] Format(int tag, int channels, int rate, int bits, byte[]? extension = null)
    {
        byte[] body = new byte[16];
        BinaryPrimitives.WriteUInt16LittleEndian(body, (ushort)tag);
        BinaryPrimitives.WriteUInt16LittleEndian(body.AsSpan(2), (ushort)channels);
        BinaryPrimitives.WriteInt32LittleEndian(body.AsSpan(4), rate);
        BinaryPrimitives.WriteInt32LittleEndian(body.AsSpan(8), rate * channels * bits / 8);
        BinaryPrimitives.WriteUInt16LittleEndian(body.AsSpan(12), (ushort)(channels * bits / 8));
        BinaryPrimitives.WriteUInt16LittleEndian(body.AsSpan(14), (ushort)bits);
        return Chunk("fmt ", [.. body, .. extension ?? []]);
    }

    /// <param name="id">Four letters.</param>
    /// <param name="body">Padded to an even length.</param>
    /// <param name="length">What the header says; null for the truth.</param>
    public static byte[] Chunk(string id, byte[] body, uint? length = null)
    {
        byte[] head = [.. Encoding.ASCII.GetBytes(id), 0, 0, 0, 0];
        BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(4), length ?? (uint)body.Length);
        return [.. head, .. body, .. new byte[body.Length & 1]];
    }

    public static byte[] Bytes(short[] samples)
    {
        byte[] bytes = new byte[samples.Length * 2];
        Buffer.BlockCopy(samples, 0, bytes, 0, bytes.Length);
        return bytes;
    }
}
