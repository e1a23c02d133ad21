using System.Runtime.CompilerServices;

namespace SttPowerShell.LocalService.Audio;

/// <summary>
/// A recording as it arrives, in whatever supported format, turned into mono 16-bit samples of one rate. Nothing is
/// kept: what was read is decoded, mixed down and resampled as soon as it is there.
/// </summary>
/// <remarks>
/// A WAV file whose data chunk says how long it is must arrive whole: one that ends before is refused, because a
/// result of a part would look like a complete one. Raw audio, and WAV from a writer that didn't know the length, ends
/// where the stream ends; bytes of an incomplete last frame are dropped.
/// </remarks>
internal sealed class AudioSource : IAsyncDisposable
{
    /// <summary>The least audio that the contract takes, in bytes.</summary>
    public const int MinimumBytes = 100;

    private const int BlockBytes = 16 * 1024;

    private readonly ByteReader _reader;
    private readonly AudioType _type;
    private readonly long? _dataBytes;
    private AudioFormat _format;

    private AudioSource(ByteReader reader, AudioType type, AudioFormat format, long? dataBytes)
    {
        _reader = reader;
        _type = type;
        _format = format;
        _dataBytes = dataBytes;
    }

    /// <summary>Reads as far as is needed to know the format.</summary>
    /// <param name="stream">The bytes; it stays open.</param>
    /// <param name="contentType">The Content-Type header; null if there was none.</param>
    /// <param name="leastRate">The lowest rate that the model takes, in Hz.</param>
    /// <param name="cancel">Ends the wait for bytes.</param>
    /// <exception cref="Recognition.AudioRejectedException">It can't be used.</exception>
    public static async Task<AudioSource> OpenAsync(
        Stream stream, string? contentType, int leastRate, CancellationToken cancel)
    {
        AudioType type = AudioType.Parse(contentType);
        ByteReader reader = new(stream);
        try
        {
            byte[] start = await reader.PeekAsync(MinimumBytes, cancel).ConfigureAwait(false);
            if (start.Length < MinimumBytes) throw AudioErrors.TooShort(start.Length);
            if (type.IsUnknown) type = Detect(type, start);
            WavHeader header = type.Raw is { } raw
                ? new WavHeader(raw, null)
                : await WavHeader.ReadAsync(reader, cancel).ConfigureAwait(false);
            int actual = header.Format.Rate;
            if (actual < leastRate) throw AudioErrors.RateTooLow(actual, leastRate);
            return new AudioSource(reader, type, header.Format, header.DataBytes);
        }
        catch
        {
            await reader.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>The samples, block by block; a block is valid until the next one is asked for.</summary>
    /// <param name="rate">The rate to deliver, in Hz.</param>
    /// <param name="cancel">Ends the wait for bytes.</param>
    /// <exception cref="Recognition.AudioRejectedException">The data ended early.</exception>
    public async IAsyncEnumerable<ReadOnlyMemory<short>> ReadAsync(
        int rate, [EnumeratorCancellation] CancellationToken cancel)
    {
        if (_type.DetectByteOrder) await DetectByteOrderAsync(cancel).ConfigureAwait(false);
        int unit = _format.BytesPerFrame;
        SampleConverter converter = new(_format, rate);
        byte[] bytes = new byte[BlockBytes / unit * unit];
        long left = _dataBytes ?? long.MaxValue;
        while (left >= unit)
        {
            Memory<byte> target = bytes.AsMemory(0, (int)Math.Min(bytes.Length, left));
            int read = await _reader.ReadUnitsAsync(target, unit, cancel).ConfigureAwait(false);
            if (read == 0 && _dataBytes is { } all) throw Truncated(all - left, all);
            if (read == 0) break;
            left -= read;
            yield return converter.Convert(bytes.AsSpan(0, read));
        }
        yield return converter.Complete();
        // What follows the samples, such as a LIST chunk, is read so that the sender can finish.
        await _reader.SkipAsync(long.MaxValue, cancel).ConfigureAwait(false);
    }

    public ValueTask DisposeAsync() => _reader.DisposeAsync();

    private static AudioType Detect(AudioType type, byte[] start) => AudioType.Detect(start) switch
    {
        AudioType.Wav => new AudioType(AudioType.Wav),
        { } known => throw AudioErrors.UnsupportedType(known),
        null => throw AudioErrors.Undecodable(type.MediaType,
            "its first bytes don't tell what it is. Name the type in Content-Type."),
    };

    /// <summary>
    /// Without an endianness parameter the contract has the service find the byte order: that of sound makes smaller
    /// steps from sample to sample. Silence in front is the same in both and is skipped over.
    /// </summary>
    private async Task DetectByteOrderAsync(CancellationToken cancel)
    {
        byte[] start = [];
        for (int count = BlockBytes; count <= 16 * BlockBytes; count *= 2)
        {
            start = await _reader.PeekAsync(count, cancel).ConfigureAwait(false);
            if (start.Length < count || start.AsSpan().ContainsAnyExcept((byte)0)) break;
        }
        AudioFormat bigEndian = _format with { Encoding = SampleEncoding.Pcm16BigEndian };
        if (Roughness(start, bigEndian) < Roughness(start, _format)) _format = bigEndian;
    }

    private static double Roughness(byte[] bytes, AudioFormat format)
    {
        float[] mono = new float[bytes.Length / format.BytesPerFrame];
        SampleDecoder.DecodeMono(bytes, format, mono);
        return mono.Zip(mono.Skip(1), (before, after) => Math.Abs(after - (double)before)).Sum();
    }

    private Recognition.AudioRejectedException Truncated(long received, long all) => AudioErrors.Undecodable(
        _type.MediaType, $"the data ended after {received} of {all} bytes. The upload or the file is cut short.");
}
