using System.Buffers.Binary;

namespace SttPowerShell.LocalService.Audio;

/// <summary>Makes numbers from sample bytes, full scale at 1, and mixes channels down to one by their mean.</summary>
internal static class SampleDecoder
{
    private static readonly float[] ALaw = [.. Enumerable.Range(0, 256).Select(code => ExpandALaw((byte)code))];
    private static readonly float[] MuLaw = [.. Enumerable.Range(0, 256).Select(code => ExpandMuLaw((byte)code))];

    /// <summary>Decodes whole frames: as many numbers as there are frames in the bytes.</summary>
    public static void DecodeMono(ReadOnlySpan<byte> bytes, AudioFormat format, Span<float> mono)
    {
        int step = format.BytesPerSample;
        int position = 0;
        for (int frame = 0; frame < mono.Length; frame++)
        {
            float sum = 0;
            for (int channel = 0; channel < format.Channels; channel++, position += step)
            {
                sum += Decode(bytes[position..], format.Encoding);
            }
            mono[frame] = sum / format.Channels;
        }
    }

    private static float Decode(ReadOnlySpan<byte> bytes, SampleEncoding encoding) => encoding switch
    {
        SampleEncoding.Pcm8 => (bytes[0] - 128) / 128f,
        SampleEncoding.Pcm16 => BinaryPrimitives.ReadInt16LittleEndian(bytes) / 32768f,
        SampleEncoding.Pcm16BigEndian => BinaryPrimitives.ReadInt16BigEndian(bytes) / 32768f,
        SampleEncoding.Pcm24 => ((bytes[0] << 8) | (bytes[1] << 16) | (bytes[2] << 24)) / 2147483648f,
        SampleEncoding.Pcm32 => BinaryPrimitives.ReadInt32LittleEndian(bytes) / 2147483648f,
        SampleEncoding.Float32 => Bounded(BinaryPrimitives.ReadSingleLittleEndian(bytes)),
        SampleEncoding.ALaw => ALaw[bytes[0]],
        SampleEncoding.MuLaw => MuLaw[bytes[0]],
        _ => throw new ArgumentOutOfRangeException(nameof(encoding)),
    };

    /// <summary>A file may hold anything; what isn't a number counts as silence.</summary>
    private static float Bounded(float value) => float.IsNaN(value) ? 0 : Math.Clamp(value, -1, 1);

    /// <summary>ITU-T G.711, table 1: sign, 3 bits exponent, 4 bits mantissa, even bits inverted; 13 bits wide.</summary>
    private static float ExpandALaw(byte code)
    {
        int value = code ^ 0x55;
        int exponent = (value >> 4) & 7;
        int magnitude = ((value & 15) << 1) + 1;
        if (exponent > 0) magnitude = (magnitude + 32) << (exponent - 1);
        return ((value & 0x80) != 0 ? magnitude : -magnitude) / 4096f;
    }

    /// <summary>ITU-T G.711, table 2: all bits inverted, bias 33; 14 bits wide.</summary>
    private static float ExpandMuLaw(byte code)
    {
        int value = ~code & 0xFF;
        int exponent = (value >> 4) & 7;
        int magnitude = ((((value & 15) << 1) + 33) << exponent) - 33;
        return ((value & 0x80) != 0 ? -magnitude : magnitude) / 8192f;
    }
}
