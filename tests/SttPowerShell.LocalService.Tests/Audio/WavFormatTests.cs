using SttPowerShell.LocalService.Audio;
using SttPowerShell.LocalService.Recognition;

namespace SttPowerShell.LocalService.Tests.Audio;

public sealed class WavFormatTests
{
    private static readonly double[] Tone = TestAudio.Sine(440, 16000, 0.1);

    [Theory]
    [InlineData(1, 8, 1.0 / 100)]
    [InlineData(1, 16, 1.0 / 30000)]
    [InlineData(1, 24, 1e-6)]
    [InlineData(1, 32, 1e-6)]
    [InlineData(3, 32, 1e-6)]
    [InlineData(3, 64, 1e-6)]
    [InlineData(6, 8, 0.02)]
    [InlineData(7, 8, 0.02)]
    public async Task Every_encoding_gives_the_same_sine(int tag, int bits, double tolerance)
    {
        byte[] data = [.. Tone.SelectMany(sample => Encode(sample, tag, bits))];
        foreach (bool extensible in new[] { false, true })
        {
            float[] samples = await TestAudio.ReadAsync(
                TestAudio.Wav(data, tag, bits, extensible: extensible), "audio/wav");
            Assert.Equal(Tone.Length, samples.Length);
            Assert.All(Tone.Zip(samples), pair => Assert.Equal(pair.First, pair.Second, tolerance));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(1000)]
    public async Task The_sizes_in_which_bytes_arrive_change_nothing(int most)
    {
        byte[] wav = TestAudio.Wav(TestAudio.Int16(Tone), channels: 2);
        float[] whole = await TestAudio.ReadAsync(wav, "audio/wav");
        Assert.Equal(whole, await TestAudio.ReadAsync(new TrickleStream(wav, most), "audio/wav"));
    }

    [Fact]
    public async Task Other_chunks_are_skipped_also_those_of_odd_size()
    {
        byte[] list = [.. "LIST"u8, 3, 0, 0, 0, 1, 2, 3, 0];
        byte[] wav = TestAudio.Wav(TestAudio.Int16(Tone), before: list, after: [.. "junk"u8, 1, 0, 0, 0, 7, 0]);
        Assert.Equal(Tone.Length, (await TestAudio.ReadAsync(wav, null)).Length);
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(0x7FFF_F000u)]
    [InlineData(0xFFFF_FFFFu)]
    public async Task A_length_that_a_live_writer_could_not_know_means_until_the_end(uint size)
    {
        byte[] wav = TestAudio.Wav(TestAudio.Int16(Tone), dataSize: size);
        Assert.Equal(Tone.Length, (await TestAudio.ReadAsync(wav, "audio/wav")).Length);
    }

    [Fact]
    public async Task Data_that_ends_before_its_length_is_an_error_that_says_how_much_arrived()
    {
        byte[] wav = TestAudio.Wav(TestAudio.Int16(Tone), dataSize: 100_000);
        AudioRejectedException error = await RejectedAsync(wav);
        Assert.Equal(400, error.Status);
        Assert.Contains("100000 bytes", error.Message, StringComparison.Ordinal);
        Assert.Contains("only 3200 arrived", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_cut_anywhere_is_an_error()
    {
        byte[] wav = TestAudio.Wav(TestAudio.Int16(Tone), before: [.. "LIST"u8, 80, 0, 0, 0, .. new byte[80]]);
        for (int length = 0; length < wav.Length; length += length < 200 ? 1 : 97)
        {
            Assert.Equal(400, (await RejectedAsync(wav[..length])).Status);
        }
    }

    [Fact]
    public async Task An_upload_that_breaks_after_the_samples_fails()
    {
        byte[] wav = TestAudio.Wav(TestAudio.Int16(Tone), after: new byte[500]);
        await Assert.ThrowsAsync<IOException>(() => TestAudio.ReadAsync(new BrokenStream(wav), "audio/wav"));
    }

    [Fact]
    public async Task Text_noise_and_codecs_that_are_not_read_cannot_be_transcoded()
    {
        byte[] noise = new byte[5000];
        new Random(7).NextBytes(noise);
        byte[] text = [.. Enumerable.Repeat((byte)'a', 500)];
        byte[] data = TestAudio.Int16(Tone);
        byte[][] files =
        [
            noise, text, TestAudio.Wav(data, tag: 2, bits: 4), TestAudio.Wav(data, rate: 0),
            TestAudio.Wav(data, bits: 12), [.. "RIFF"u8, 0, 0, 0, 0, .. "WAVE"u8, .. "data"u8, .. new byte[200]],
        ];
        foreach (byte[] file in files)
        {
            AudioRejectedException error = await RejectedAsync(file);
            Assert.Equal(400, error.Status);
            Assert.StartsWith(
                "unable to transcode data stream audio/wav -> audio/x-float-array",
                error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Nine_channels_are_read_and_ten_refused()
    {
        byte[] data = new byte[18 * 20];
        await using IPcmSource nine =
            await TestAudio.OpenAsync(new MemoryStream(TestAudio.Wav(data, channels: 9)), "audio/wav");
        Assert.Equal(9, nine.Channels);
        AudioRejectedException error = await RejectedAsync(TestAudio.Wav(data, channels: 10));
        Assert.Contains("10 channels", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Values_that_are_no_numbers_become_silence()
    {
        IEnumerable<float> values = Enumerable.Repeat(float.NaN, 50).Append(float.PositiveInfinity);
        byte[] wav = TestAudio.Wav([.. values.SelectMany(BitConverter.GetBytes)], tag: 3, bits: 32);
        float[] samples = await TestAudio.ReadAsync(wav, "audio/wav");
        Assert.Equal(new float[51], samples);
    }

    private static Task<AudioRejectedException> RejectedAsync(byte[] file) =>
        Assert.ThrowsAsync<AudioRejectedException>(() => TestAudio.ReadAsync(file, "audio/wav"));

    private static byte[] Encode(double sample, int tag, int bits) => (tag, bits) switch
    {
        (1, 8) => [(byte)Math.Round(sample * 127 + 128)],
        (1, 16) => BitConverter.GetBytes((short)Math.Round(sample * 32768)),
        (1, 24) => BitConverter.GetBytes((int)Math.Round(sample * 8388608))[..3],
        (1, 32) => BitConverter.GetBytes((int)Math.Round(sample * 2147483648)),
        (3, 32) => BitConverter.GetBytes((float)sample),
        (3, 64) => BitConverter.GetBytes(sample),
        (6, 8) => [Nearest(Companding.ALaw, sample)],
        _ => [Nearest(Companding.MuLaw, sample)],
    };

    private static byte Nearest(float[] table, double sample) =>
        (byte)Enumerable.Range(0, 256).MinBy(code => Math.Abs(table[code] - sample));

    /// <summary>A connection that breaks where the bytes end.</summary>
    private sealed class BrokenStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override async ValueTask<int> ReadAsync(
            Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            int count = await base.ReadAsync(buffer, cancellationToken);
            return count > 0 ? count : throw new IOException("The connection broke.");
        }
    }
}
