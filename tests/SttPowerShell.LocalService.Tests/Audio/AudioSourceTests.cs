using SttPowerShell.LocalService.Audio;
using SttPowerShell.LocalService.Recognition;
using SttPowerShell.LocalService.Tests.Support;

namespace SttPowerShell.LocalService.Tests.Audio;

public sealed class AudioSourceTests
{
    private static readonly short[] Sound =
        [.. Enumerable.Range(0, 4000).Select(i => (short)(8000 * Math.Sin(2 * Math.PI * 440 * i / 16000)))];

    [Fact]
    public async Task Sixteen_bit_mono_at_the_models_rate_comes_out_as_it_went_in() =>
        Assert.Equal(Sound, await ReadAsync(Wav.Pcm16(Sound), "audio/wav"));

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4096)]
    public async Task The_sizes_of_the_arriving_pieces_make_no_difference(int size) =>
        Assert.Equal(Sound, await ReadAsync(new PiecewiseStream(Wav.Pcm16(Sound), size), "audio/wav"));

    [Theory]
    [InlineData(1, 8)]
    [InlineData(1, 24)]
    [InlineData(1, 32)]
    [InlineData(3, 32)]
    [InlineData(6, 8)]
    [InlineData(7, 8)]
    public async Task Every_wav_encoding_is_read(int tag, int bits)
    {
        byte[] body = [.. Sound.SelectMany(sample => Encode(sample, tag, bits))];
        short[] read = await ReadAsync(Wav.File([Wav.Format(tag, 1, 16000, bits), Wav.Chunk("data", body)]), null);
        AssertClose(read, tag is 6 or 7 ? 300 : bits == 8 ? 256 : 1);
    }

    [Fact]
    public async Task The_extensible_format_is_read()
    {
        byte[] extension =
        [
            22, 0, 16, 0, 4, 0, 0, 0, 1, 0, 0x00, 0x00, 0x00, 0x00, 0x10, 0x00, 0x80, 0x00, 0x00, 0xAA, 0x00, 0x38,
            0x9B, 0x71,
        ];
        byte[] file = Wav.File(
            [Wav.Format(0xFFFE, 1, 16000, 16, extension), Wav.Chunk("data", Wav.Bytes(Sound))]);
        Assert.Equal(Sound, await ReadAsync(file, "audio/wav"));
    }

    [Fact]
    public async Task Other_chunks_are_skipped_even_those_of_odd_length()
    {
        byte[] file = Wav.File(
        [
            Wav.Chunk("LIST", new byte[33]), Wav.Format(1, 1, 16000, 16), Wav.Chunk("fact", new byte[4]),
            Wav.Chunk("data", Wav.Bytes(Sound)), Wav.Chunk("LIST", [.. Enumerable.Repeat((byte)0x7F, 999)]),
        ]);
        Assert.Equal(Sound, await ReadAsync(file, "audio/wav"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0xFFFFFFFF)]
    [InlineData(0x7FFFF000)]
    public async Task A_length_that_the_writer_did_not_know_ends_with_the_stream(uint length)
    {
        byte[] file = Wav.File([Wav.Format(1, 1, 16000, 16), Wav.Chunk("data", Wav.Bytes(Sound), length)]);
        Assert.Equal(Sound, await ReadAsync(file, "audio/wav"));
    }

    /// <summary>Also where the bytes end just within a buffer.</summary>
    [Theory]
    [InlineData(100)]
    [InlineData(8000)]
    [InlineData(8192)]
    [InlineData(8193)]
    [InlineData(20_000)]
    public async Task Raw_audio_of_any_length_is_read_whole(int count)
    {
        short[] samples = [.. Enumerable.Range(0, count).Select(i => (short)(i * 3 % 5000))];
        Assert.Equal(samples, await ReadAsync(Wav.Bytes(samples), "audio/l16;rate=16000"));
    }

    [Fact]
    public async Task Channels_are_mixed_down_by_their_mean()
    {
        short[] stereo = [.. Sound.SelectMany(sample => new[] { sample, (short)(sample / 2) })];
        short[] expected = [.. Sound.Select(sample => (short)Math.Round((sample + (sample / 2)) / 2.0))];
        Assert.Equal(expected, await ReadAsync(Wav.Pcm16(stereo, channels: 2), "audio/wav"));
        Assert.Equal(expected, await ReadAsync(Wav.Bytes(stereo), "audio/l16;rate=16000;channels=2"));
    }

    [Theory]
    [InlineData("audio/l16;rate=16000;endianness=little-endian", false)]
    [InlineData("audio/l16; rate=16000; endianness=big-endian", true)]
    [InlineData("Audio/L16;rate=\"16000\"", false)]
    [InlineData("audio/l16;rate=16000", true)]
    public async Task Raw_samples_are_read_in_either_byte_order_named_or_not(string contentType, bool bigEndian)
    {
        // A second of silence tells nothing about the byte order.
        short[] samples = [.. new short[16000], .. Sound];
        byte[] bytes = Wav.Bytes(samples);
        if (bigEndian) bytes = [.. bytes.Chunk(2).SelectMany(pair => pair.Reverse())];
        Assert.Equal(samples, await ReadAsync(bytes, contentType));
    }

    [Theory]
    [InlineData("audio/mulaw;rate=16000", 7)]
    [InlineData("audio/alaw;rate=16000", 6)]
    public async Task Companded_samples_are_read(string contentType, int tag) =>
        AssertClose(await ReadAsync([.. Sound.SelectMany(sample => Encode(sample, tag, 8))], contentType), 300);

    [Fact]
    public async Task Basic_audio_is_for_narrowband_models()
    {
        byte[] bytes = [.. Sound.SelectMany(sample => Encode(sample, 7, 8))];
        Assert.Equal(2 * Sound.Length, (await ReadAsync(bytes, "audio/basic", leastRate: 8000)).Length);
        AudioRejectedException refused = await RefusedAsync(bytes, "audio/basic");
        Assert.Equal(400, refused.Status);
        Assert.Equal(
            "This 8000hz audio input requires a narrow band model. See /v1/models for a list of available models.",
            refused.Message);
    }

    [Fact]
    public async Task Less_than_100_bytes_are_refused()
    {
        AudioRejectedException refused = await RefusedAsync(new byte[15], "audio/wav");
        Assert.Equal(400, refused.Status);
        Assert.Equal("Stream was 15 bytes but needs to be at least 100 bytes.", refused.Message);
        Assert.Equal(
            "Stream was 0 bytes but needs to be at least 100 bytes.", (await RefusedAsync([], null)).Message);
    }

    [Fact]
    public async Task A_wav_file_that_was_cut_short_is_refused_with_how_much_came()
    {
        byte[] file = Wav.Pcm16(Sound);
        AudioRejectedException refused = await RefusedAsync(file[..(44 + 3000)], "audio/wav");
        Assert.Equal(400, refused.Status);
        Assert.StartsWith(
            "unable to transcode data stream audio/wav -> audio/x-float-array: the data ended after 3000 of 8000 bytes",
            refused.Message);
    }

    [Fact]
    public async Task A_wav_file_cut_anywhere_is_refused_and_never_read_in_part()
    {
        byte[] file = Wav.File(
            [Wav.Chunk("LIST", new byte[90]), Wav.Format(1, 1, 16000, 16), Wav.Chunk("data", Wav.Bytes(Sound[..200]))]);
        for (int length = 0; length < file.Length; length++)
        {
            Assert.Equal(400, (await RefusedAsync(file[..length], "audio/wav")).Status);
        }
    }

    [Theory]
    [InlineData("audio/wav")]
    [InlineData("application/octet-stream")]
    [InlineData(null)]
    public async Task Garbage_is_refused(string? contentType)
    {
        byte[] garbage = new byte[5000];
        new Random(7).NextBytes(garbage);
        garbage[0] = 0;
        AudioRejectedException refused = await RefusedAsync(garbage, contentType);
        Assert.Equal(400, refused.Status);
        Assert.StartsWith("unable to transcode data stream ", refused.Message);
    }

    [Fact]
    public async Task Damaged_headers_are_refused_or_read_but_never_hang_or_crash()
    {
        byte[] file = Wav.Pcm16(Sound[..500]);
        Random random = new(11);
        for (int round = 0; round < 2000; round++)
        {
            byte[] damaged = [.. file];
            for (int hit = 0; hit < 3; hit++) damaged[random.Next(44)] = (byte)random.Next(256);
            try
            {
                await ReadAsync(damaged, "audio/wav");
            }
            catch (AudioRejectedException e)
            {
                Assert.Equal(400, e.Status);
            }
        }
    }

    [Theory]
    [InlineData("audio/flac")]
    [InlineData("audio/mp3")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task Other_types_are_refused_with_those_that_work(string contentType)
    {
        AudioRejectedException refused = await RefusedAsync(new byte[200], contentType);
        Assert.Equal(415, refused.Status);
        Assert.Contains($"'{contentType}'", refused.Message);
        Assert.Contains("audio/wav", refused.Message);
    }

    [Theory]
    [InlineData("audio/l16")]
    [InlineData("audio/l16;rate=fast")]
    [InlineData("audio/l16;rate=0")]
    [InlineData("audio/l16;rate=16000;channels=17")]
    [InlineData("audio/l16;rate=16000;endianness=middle")]
    [InlineData("audio/mulaw")]
    [InlineData("audio")]
    public async Task A_content_type_that_says_too_little_or_nonsense_is_refused(string contentType)
    {
        AudioRejectedException refused = await RefusedAsync(new byte[200], contentType);
        Assert.Equal(400, refused.Status);
        Assert.Contains(contentType, refused.Message);
    }

    [Fact]
    public async Task A_compressed_file_without_a_type_is_recognised_and_refused() =>
        Assert.Equal(415, (await RefusedAsync([.. "fLaC"u8, .. new byte[200]], null)).Status);

    [Fact]
    public async Task Samples_come_before_the_last_byte_has_arrived()
    {
        byte[] start = Wav.File([Wav.Format(1, 1, 16000, 16), Wav.Chunk("data", Wav.Bytes(Sound), 1_000_000)]);
        await using AudioSource source = await AudioSource.OpenAsync(
            new NeverEndingStream(start), "audio/wav", 16000, default);
        await using IAsyncEnumerator<ReadOnlyMemory<short>> samples = source.ReadAsync(16000, default).GetAsyncEnumerator();
        int read = 0;
        while (read < Sound.Length && await samples.MoveNextAsync()) read += samples.Current.Length;
        Assert.Equal(Sound.Length, read);
    }

    private static Task<short[]> ReadAsync(byte[] bytes, string? contentType, int leastRate = 16000) =>
        ReadAsync(new MemoryStream(bytes), contentType, leastRate);

    private static async Task<short[]> ReadAsync(Stream stream, string? contentType, int leastRate = 16000)
    {
        await using AudioSource source = await AudioSource.OpenAsync(stream, contentType, leastRate, default);
        List<short> samples = [];
        await foreach (ReadOnlyMemory<short> block in source.ReadAsync(16000, default)) samples.AddRange(block.Span);
        return [.. samples];
    }

    private static Task<AudioRejectedException> RefusedAsync(byte[] bytes, string? contentType) =>
        Assert.ThrowsAsync<AudioRejectedException>(() => ReadAsync(bytes, contentType));

    private static void AssertClose(short[] read, int tolerance)
    {
        Assert.Equal(Sound.Length, read.Length);
        Assert.All(Sound.Zip(read), pair => Assert.InRange(pair.Second, pair.First - tolerance, pair.First + tolerance));
    }

    private static byte[] Encode(short sample, int tag, int bits) => (tag, bits) switch
    {
        (1, 8) => [(byte)((sample >> 8) + 128)],
        (1, 24) => [0, (byte)sample, (byte)(sample >> 8)],
        (1, 32) => [0, 0, (byte)sample, (byte)(sample >> 8)],
        (3, 32) => BitConverter.GetBytes(sample / 32768f),
        (6, 8) => [CompandALaw(sample)],
        _ => [CompandMuLaw(sample)],
    };

    /// <summary>ITU-T G.711 the other way round: segment by leading bits, then four more.</summary>
    private static byte CompandMuLaw(short sample)
    {
        int magnitude = Math.Min(Math.Abs((int)sample) + 132, 32767);
        int exponent = 7 - System.Numerics.BitOperations.LeadingZeroCount((uint)magnitude << 17);
        int mantissa = (magnitude >> (exponent + 3)) & 15;
        return (byte)~((sample < 0 ? 0x80 : 0) | (exponent << 4) | mantissa);
    }

    private static byte CompandALaw(short sample)
    {
        int magnitude = Math.Min(Math.Abs((int)sample) >> 3, 4095);
        int exponent = Math.Max(0, 27 - System.Numerics.BitOperations.LeadingZeroCount((uint)magnitude));
        int mantissa = (exponent == 0 ? magnitude >> 1 : magnitude >> exponent) & 15;
        return (byte)(((sample < 0 ? 0 : 0x80) | (exponent << 4) | mantissa) ^ 0x55);
    }
}
