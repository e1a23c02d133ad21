using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using SttPowerShell.LocalService.Recognition;

namespace SttPowerShell.LocalService.Audio;

/// <summary>
/// RIFF/WAVE files with PCM, floating-point, A-law or µ-law samples (Multimedia Programming Interface and Data
/// Specifications 1.0, IBM and Microsoft 1991; "Multiple Channel Audio Data and WAVE Files", Microsoft 2007).
/// </summary>
internal sealed class WavFormat : IAudioFormat
{
    /// <summary>The contract's limit for audio/wav.</summary>
    private const int MaximumChannels = 9;

    private const int FormatChunkSize = 16;

    /// <summary>Where WAVE_FORMAT_EXTENSIBLE keeps the tag of the true format: the first bytes of a GUID.</summary>
    private const int SubFormatOffset = 24;

    private const int ExtensibleTag = 0xFFFE;

    /// <summary>
    /// Programs that write into a pipe can't come back to enter the length, and leave one of these: 0, about 2^31 (sox,
    /// arecord) or 2^32 - 1 (ffmpeg). True lengths of 2 GiB are far beyond what a request may hold.
    /// </summary>
    private const long LeastPlaceholder = 0x7FFF_0000;

    public IReadOnlyList<string> MediaTypes { get; } = ["audio/wav", "audio/x-wav", "audio/wave", "audio/vnd.wave"];

    public async ValueTask<IPcmSource> OpenAsync(PipeReader audio, AudioContentType type, CancellationToken cancel)
    {
        byte[] riff = await ReadAsync(audio, 12, type, cancel).ConfigureAwait(false);
        if (!riff.AsSpan(0, 4).SequenceEqual("RIFF"u8) || !riff.AsSpan(8, 4).SequenceEqual("WAVE"u8))
        {
            throw AudioFormats.Undecodable(type, "it doesn't begin with a RIFF/WAVE header");
        }

        WaveFormat? format = null;
        while (true)
        {
            byte[] chunk = await ReadAsync(audio, 8, type, cancel).ConfigureAwait(false);
            long size = BinaryPrimitives.ReadUInt32LittleEndian(chunk.AsSpan(4));
            if (chunk.AsSpan(0, 4).SequenceEqual("data"u8)) return Samples(audio, format, size, type);

            int kept = 0;
            if (chunk.AsSpan(0, 4).SequenceEqual("fmt "u8))
            {
                kept = (int)Math.Min(size, SubFormatOffset + 2);
                format = ParseFormat(await ReadAsync(audio, kept, type, cancel).ConfigureAwait(false), type);
            }

            // A chunk of odd size is followed by a byte that its size doesn't count.
            await SkipAsync(audio, size - kept + (size & 1), type, cancel).ConfigureAwait(false);
        }
    }

    private static EncodedSamples Samples(PipeReader audio, WaveFormat? format, long size, AudioContentType type)
    {
        WaveFormat known = format ?? throw AudioFormats.Undecodable(type, "its data comes before its format");
        long? length = size is 0 or >= LeastPlaceholder ? null : size;
        return new EncodedSamples(audio, known.Encoding, known.Rate, known.Channels, length);
    }

    private static WaveFormat ParseFormat(ReadOnlySpan<byte> chunk, AudioContentType type)
    {
        if (chunk.Length < FormatChunkSize) throw AudioFormats.Undecodable(type, "its format chunk is too short");
        int tag = BinaryPrimitives.ReadUInt16LittleEndian(chunk);
        int channels = BinaryPrimitives.ReadUInt16LittleEndian(chunk[2..]);
        long rate = BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]);
        int frameSize = BinaryPrimitives.ReadUInt16LittleEndian(chunk[12..]);
        int bits = BinaryPrimitives.ReadUInt16LittleEndian(chunk[14..]);
        if (tag == ExtensibleTag && chunk.Length >= SubFormatOffset + 2)
        {
            tag = BinaryPrimitives.ReadUInt16LittleEndian(chunk[SubFormatOffset..]);
        }

        SampleEncoding encoding = Encoding(tag, bits) ?? throw AudioFormats.Undecodable(
            type, $"WAVE format 0x{tag:X4} with {bits} bits is none of PCM, floating point, A-law and mu-law");
        if (channels is < 1 or > MaximumChannels)
        {
            throw new AudioRejectedException(StatusCodes.Status400BadRequest,
                $"The audio has {channels} channels; {type.MediaType} may have 1 to {MaximumChannels} channels.");
        }

        if (rate is < 1 or > AudioContentType.MaximumRate || frameSize != channels * encoding.Bytes)
        {
            throw AudioFormats.Undecodable(type, $"its header has rate {rate} and {frameSize} bytes a frame");
        }

        return new WaveFormat(encoding, (int)rate, channels);
    }

    private static SampleEncoding? Encoding(int tag, int bits) => (tag, bits) switch
    {
        (1, 8) => SampleEncoding.Unsigned8,
        (1, 16) => SampleEncoding.Int16,
        (1, 24) => SampleEncoding.Int24,
        (1, 32) => SampleEncoding.Int32,
        (3, 32) => SampleEncoding.Float32,
        (3, 64) => SampleEncoding.Float64,
        (6, 8) => SampleEncoding.ALaw,
        (7, 8) => SampleEncoding.MuLaw,
        _ => null,
    };

    private static async ValueTask<byte[]> ReadAsync(
        PipeReader audio, int count, AudioContentType type, CancellationToken cancel)
    {
        if (count == 0) return [];
        ReadResult result = await audio.ReadAtLeastAsync(count, cancel).ConfigureAwait(false);
        if (result.Buffer.Length < count) throw EndsInHeader(type);
        byte[] bytes = result.Buffer.Slice(0, count).ToArray();
        audio.AdvanceTo(result.Buffer.GetPosition(count));
        return bytes;
    }

    private static async ValueTask SkipAsync(
        PipeReader audio, long count, AudioContentType type, CancellationToken cancel)
    {
        while (count > 0)
        {
            ReadResult result = await audio.ReadAsync(cancel).ConfigureAwait(false);
            long skipped = Math.Min(count, result.Buffer.Length);
            audio.AdvanceTo(result.Buffer.GetPosition(skipped));
            count -= skipped;
            if (count > 0 && result.IsCompleted) throw EndsInHeader(type);
        }
    }

    private static AudioRejectedException EndsInHeader(AudioContentType type) =>
        AudioFormats.Undecodable(type, "it ends before its data chunk");

    private sealed record WaveFormat(SampleEncoding Encoding, int Rate, int Channels);
}
