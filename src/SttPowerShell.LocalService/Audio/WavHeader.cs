using System.Buffers.Binary;

namespace SttPowerShell.LocalService.Audio;

/// <summary>The head of a RIFF WAVE file (Microsoft and IBM, Multimedia Programming Interface 1.0, and RFC 2361).</summary>
/// <param name="Format">What the samples are.</param>
/// <param name="DataBytes">
/// The length of the samples; null if the writer didn't know it, because it wrote while it recorded.
/// </param>
internal sealed record WavHeader(AudioFormat Format, long? DataBytes)
{
    private const int MaximumChannels = 9;
    private const int RiffHeaderBytes = 12;
    private const int ChunkHeaderBytes = 8;
    private const int LongestFormatChunk = 1024;

    /// <summary>
    /// A writer that can't come back to correct the length leaves 0, 0xFFFFFFFF (ffmpeg), 0x7FFFF000 (SoX) or
    /// 0x80000000 (arecord). No upload is as long as 2 GiB.
    /// </summary>
    private const uint UnknownLength = 0x7FFF0000;

    /// <summary>WAVE_FORMAT_EXTENSIBLE's GUIDs are a format tag in front of these bytes.</summary>
    private static ReadOnlySpan<byte> SubformatTail =>
        [0x00, 0x00, 0x00, 0x00, 0x10, 0x00, 0x80, 0x00, 0x00, 0xAA, 0x00, 0x38, 0x9B, 0x71];

    /// <summary>Reads up to the first sample.</summary>
    /// <exception cref="Recognition.AudioRejectedException">It isn't such a file, or holds a codec.</exception>
    public static async Task<WavHeader> ReadAsync(ByteReader reader, CancellationToken cancel)
    {
        byte[] riff = await ReadPartAsync(reader, RiffHeaderBytes, cancel).ConfigureAwait(false);
        if (AudioType.Detect(riff) != AudioType.Wav) throw Bad("it does not begin with a RIFF WAVE header.");
        AudioFormat? format = null;
        while (true)
        {
            byte[] chunk = await ReadPartAsync(reader, ChunkHeaderBytes, cancel).ConfigureAwait(false);
            uint length = BinaryPrimitives.ReadUInt32LittleEndian(chunk.AsSpan(4));
            if (chunk.AsSpan(0, 4).SequenceEqual("data"u8))
            {
                bool unknown = length is 0 or >= UnknownLength;
                return new WavHeader(format ?? throw Bad("its format chunk is missing."), unknown ? null : length);
            }
            // Chunks begin at even positions.
            uint padding = length & 1;
            if (!chunk.AsSpan(0, 4).SequenceEqual("fmt "u8))
            {
                await reader.SkipAsync((long)length + padding, cancel).ConfigureAwait(false);
                continue;
            }
            if (length is < 16 or > LongestFormatChunk) throw Bad($"its format chunk has {length} bytes.");
            byte[] body = await ReadPartAsync(reader, (int)(length + padding), cancel).ConfigureAwait(false);
            format = ParseFormat(body.AsSpan(0, (int)length));
        }
    }

    private static AudioFormat ParseFormat(ReadOnlySpan<byte> chunk)
    {
        int tag = BinaryPrimitives.ReadUInt16LittleEndian(chunk);
        int channels = BinaryPrimitives.ReadUInt16LittleEndian(chunk[2..]);
        uint rate = BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]);
        int block = BinaryPrimitives.ReadUInt16LittleEndian(chunk[12..]);
        int bits = BinaryPrimitives.ReadUInt16LittleEndian(chunk[14..]);
        if (tag == 0xFFFE && chunk.Length >= 40 && chunk[26..40].SequenceEqual(SubformatTail))
        {
            tag = BinaryPrimitives.ReadUInt16LittleEndian(chunk[24..]);
        }
        SampleEncoding encoding = (tag, bits) switch
        {
            (1, 8) => SampleEncoding.Pcm8,
            (1, 16) => SampleEncoding.Pcm16,
            (1, 24) => SampleEncoding.Pcm24,
            (1, 32) => SampleEncoding.Pcm32,
            (3, 32) => SampleEncoding.Float32,
            (6, 8) => SampleEncoding.ALaw,
            (7, 8) => SampleEncoding.MuLaw,
            _ => throw Bad($"WAV format {tag} with {bits} bits is not supported. Supported are PCM with 8, 16, 24 "
                + "or 32 bits, 32-bit float, A-law and µ-law."),
        };
        if (channels is < 1 or > MaximumChannels) throw Bad($"it has {channels} channels; 1 to {MaximumChannels} work.");
        if (rate is < 1 or > AudioFormat.MaximumRate) throw Bad($"its sample rate is {rate} Hz.");
        AudioFormat format = new(encoding, (int)rate, channels);
        return block == format.BytesPerFrame ? format : throw Bad(
            $"its header says {block} bytes for {channels} samples of {bits} bits.");
    }

    private static async Task<byte[]> ReadPartAsync(ByteReader reader, int count, CancellationToken cancel)
    {
        byte[] bytes = new byte[count];
        int read = await reader.ReadAsync(bytes, cancel).ConfigureAwait(false);
        return read == count ? bytes : throw Bad("it ends within its header.");
    }

    private static Recognition.AudioRejectedException Bad(string why) => AudioErrors.Undecodable(AudioType.Wav, why);
}
