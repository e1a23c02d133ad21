using System.Buffers.Binary;

namespace SttPowerShell.LocalService.Audio;

/// <summary>How one sample is written in bytes.</summary>
internal sealed class SampleEncoding
{
    private delegate float Decoder(ReadOnlySpan<byte> sample);

    private readonly Decoder _decode;

    private SampleEncoding(string codec, int bytes, Decoder decode)
        => (Codec, Bytes, _decode) = (codec, bytes, decode);

    /// <summary>Its name in ffmpeg.</summary>
    public string Codec { get; }

    /// <summary>Bytes a sample.</summary>
    public int Bytes { get; }

    public static SampleEncoding Unsigned8 { get; } = new("pcm_u8", 1, static sample => (sample[0] - 128) / 128f);

    public static SampleEncoding Int16 { get; } =
        new("pcm_s16le", 2, static sample => BinaryPrimitives.ReadInt16LittleEndian(sample) / 32768f);

    public static SampleEncoding Int16BigEndian { get; } =
        new("pcm_s16be", 2, static sample => BinaryPrimitives.ReadInt16BigEndian(sample) / 32768f);

    /// <summary>The three bytes become the upper ones of 32 bits, so that the sign needs no care.</summary>
    public static SampleEncoding Int24 { get; } =
        new("pcm_s24le", 3, static sample => ((sample[0] << 8) | (sample[1] << 16) | (sample[2] << 24)) / 2147483648f);

    public static SampleEncoding Int32 { get; } =
        new("pcm_s32le", 4, static sample => BinaryPrimitives.ReadInt32LittleEndian(sample) / 2147483648f);

    public static SampleEncoding Float32 { get; } =
        new("pcm_f32le", 4, static sample => Finite(BinaryPrimitives.ReadSingleLittleEndian(sample)));

    public static SampleEncoding Float64 { get; } =
        new("pcm_f64le", 8, static sample => Finite(BinaryPrimitives.ReadDoubleLittleEndian(sample)));

    public static SampleEncoding ALaw { get; } = new("pcm_alaw", 1, static sample => Companding.ALaw[sample[0]]);

    public static SampleEncoding MuLaw { get; } = new("pcm_mulaw", 1, static sample => Companding.MuLaw[sample[0]]);

    /// <summary>Decodes whole samples.</summary>
    public void Decode(ReadOnlySpan<byte> encoded, Span<float> samples)
    {
        for (int i = 0; i < samples.Length; i++) samples[i] = _decode(encoded.Slice(i * Bytes, Bytes));
    }

    /// <summary>One NaN or infinity would spread through the filters over everything after it.</summary>
    private static float Finite(double value) => double.IsFinite(value) ? (float)Math.Clamp(value, -1, 1) : 0;
}
