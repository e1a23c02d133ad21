using System.IO.Pipelines;
using System.Runtime.Versioning;
using SttPowerShell.LocalService.Audio;
using SttPowerShell.LocalService.Recognition;
using static SttPowerShell.LocalService.Tests.Audio.TestAudio;

namespace SttPowerShell.LocalService.Tests.Audio;

[Collection(SpoolingTests.Name)]
[UnsupportedOSPlatform("windows")]
public sealed class SoundFileFormatTests
{
    private const int Rate = 16000;

    /// <summary>One file of each format, and the types under which it may be sent.</summary>
    private static readonly (int Format, string[] Types)[] Kinds =
    [
        (Encoder.Flac16, ["audio/flac"]),
        (Encoder.Opus, ["audio/ogg", "audio/ogg;codecs=opus"]),
        (Encoder.Vorbis, ["audio/ogg", "audio/ogg; codecs=\"vorbis\""]),
        (Encoder.Mp3, ["audio/mp3", "audio/mpeg"]),
    ];

    public static TheoryData<int, string> Formats => new()
    {
        { Encoder.Flac16, "audio/flac" },
        { Encoder.Opus, "audio/ogg" },
        { Encoder.Vorbis, "audio/ogg" },
        { Encoder.Mp3, "audio/mp3" },
    };

    [Theory]
    [InlineData(Encoder.Flac8, "audio/flac", 8000, 1, 35)]
    [InlineData(Encoder.Flac16, "audio/flac", 16000, 1, 80)]
    [InlineData(Encoder.Flac16, "audio/flac", 22050, 8, 80)]
    [InlineData(Encoder.Flac24, "audio/flac", 96000, 2, 120)]
    [InlineData(Encoder.Opus, "audio/ogg;codecs=opus", 48000, 2, 15)]
    [InlineData(Encoder.Opus, "audio/ogg", 16000, 1, 15)]
    [InlineData(Encoder.Opus, "audio/ogg", 8000, 1, 10)]
    [InlineData(Encoder.Vorbis, "audio/ogg;codecs=vorbis", 44100, 2, 15)]
    [InlineData(Encoder.Vorbis, "AUDIO/OGG; codecs=\"Vorbis\"", 16000, 1, 15)]
    [InlineData(Encoder.Vorbis, "audio/ogg", 11025, 3, 15)]
    [InlineData(Encoder.Mp3, "audio/mpeg", 44100, 2, 15)]
    [InlineData(Encoder.Mp3, "audio/mp3", 16000, 1, 15)]
    [InlineData(Encoder.Mp3, "audio/mp3", 8000, 1, 15)]
    public async Task What_was_encoded_comes_back(int format, string contentType, int rate, int channels, int decibels)
    {
        double[] original = Chords(rate, channels);
        byte[] file = await Encoder.EncodeAsync(format, original, rate, channels);
        foreach (string? type in new[] { contentType, null, "application/octet-stream" })
        {
            await using IPcmSource source = await OpenAsync(new TrickleStream(file, 1000), type);
            Assert.Equal((rate, channels), (source.Rate, source.Channels));
            float[] decoded = await ReadAllAsync(source);
            Assert.Equal(original.Length, decoded.Length);
            Assert.True(SignalToNoise(original, decoded) > decibels, $"{SignalToNoise(original, decoded)} dB");
        }
    }

    [Fact]
    public async Task Many_channels_at_a_high_rate_become_one_at_16_kHz()
    {
        double[] tone = Sine(440, 96000, 0.5);
        byte[] file = await Encoder.EncodeAsync(
            Encoder.Flac24, [.. tone.SelectMany(sample => Enumerable.Repeat(sample, 8))], 96000, 8);
        await using IPcmSource source = await OpenAsync(new MemoryStream(file), "audio/flac");
        List<float> mono = [];
        await foreach (ReadOnlyMemory<short> block in MonoSamples.ReadAsync(source, Rate, default))
        {
            mono.AddRange(block.ToArray().Select(sample => sample / 32768f));
        }

        // Away from the ends, where the filter still meets the silence beside the tone.
        double[] expected = Sine(440, Rate, 0.5);
        Assert.Equal(expected.Length, mono.Count);
        Assert.True(SignalToNoise(expected[400..^400], [.. mono[400..^400]]) > 50);
    }

    [Fact]
    public async Task A_type_that_contradicts_the_bytes_can_not_be_transcoded()
    {
        string[] types = [.. Kinds.SelectMany(kind => kind.Types), "audio/wav", "audio/webm"];
        foreach ((int format, string[] own) in Kinds)
        {
            byte[] file = await EncodedAsync(format);
            foreach (string type in types.Except(own)) await UndecodableAsync(file, type);
        }

        byte[] wav = Wav(Int16(Sine(440, Rate, 0.1)));
        foreach (string type in types.Except(["audio/wav"])) await UndecodableAsync(wav, type);
    }

    [Theory]
    [InlineData("audio/flac")]
    [InlineData("audio/ogg")]
    [InlineData("audio/ogg;codecs=opus")]
    [InlineData("audio/mp3")]
    [InlineData("audio/mpeg")]
    [InlineData("audio/wav")]
    [InlineData("audio/webm")]
    [InlineData(null)]
    public async Task A_text_can_not_be_transcoded(string? contentType) =>
        await UndecodableAsync([.. Enumerable.Repeat("This is no audio at all.\n"u8.ToArray(), 50)
            .SelectMany(line => line)], contentType);

    [Fact]
    public async Task A_codec_that_is_none_is_named()
    {
        AudioRejectedException error = await RejectedAsync(await EncodedAsync(Encoder.Opus), "audio/ogg;codecs=speex");
        Assert.Equal(400, error.Status);
        Assert.Contains("'codecs'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task A_file_cut_anywhere_is_an_error(int format, string contentType)
    {
        byte[] file = await EncodedAsync(format);
        int[] lengths = [100, 150, .. Enumerable.Range(1, 24).Select(n => n * file.Length / 25), file.Length - 1];
        foreach (int length in lengths) await UndecodableAsync(file[..length], contentType);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task A_file_with_a_hole_is_an_error(int format, string contentType)
    {
        byte[] file = await EncodedAsync(format);
        for (int part = 2; part < 8; part++)
        {
            int at = part * file.Length / 9;
            await UndecodableAsync([.. file[..at], .. file[(at + 700)..]], contentType);
            byte[] overwritten = [.. file];
            overwritten.AsSpan(at, 700).Fill(0x55);
            await UndecodableAsync(overwritten, contentType);
        }
    }

    /// <summary>A crash in native code would end the whole run.</summary>
    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Random_damage_is_refused_or_gives_finite_samples(int format, string contentType)
    {
        byte[] file = await EncodedAsync(format, seconds: 0.5);
        Random random = new(17);
        for (int round = 0; round < 100; round++)
        {
            byte[] damaged = [.. file];
            for (int n = random.Next(1, 20); n > 0; n--) damaged[random.Next(4, file.Length)] = (byte)random.Next(256);
            try
            {
                Assert.All(await ReadAsync(damaged, contentType), sample => Assert.InRange(sample, -1, 1));
            }
            catch (AudioRejectedException error)
            {
                Assert.Equal(400, error.Status);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Noise_after_a_good_beginning_can_not_be_transcoded(int format, string contentType)
    {
        byte[] noise = new byte[20000];
        new Random(5).NextBytes(noise);
        await UndecodableAsync([.. (await EncodedAsync(format))[..60], .. noise], contentType);
    }

    [Fact]
    public async Task A_flac_stream_of_unknown_length_is_read_to_its_end()
    {
        byte[] file = await EncodedAsync(Encoder.Flac16);
        int samples = (await ReadAsync(file, "audio/flac")).Length;
        SetFlacLength(file, 0);
        Assert.Equal(samples, (await ReadAsync(file, "audio/flac")).Length);
        await UndecodableAsync(file[..^1], "audio/flac");
    }

    [Fact]
    public async Task A_flac_file_with_fewer_samples_than_its_header_says_is_an_error()
    {
        byte[] file = await EncodedAsync(Encoder.Flac16);
        SetFlacLength(file, (uint)(await ReadAsync(file, "audio/flac")).Length + 1);
        await UndecodableAsync(file, "audio/flac");
    }

    /// <summary>ID3v1 tags are appended to files of all formats.</summary>
    [Theory]
    [InlineData(Encoder.Flac16, "audio/flac")]
    [InlineData(Encoder.Mp3, "audio/mp3")]
    public async Task A_tag_after_the_audio_does_no_harm(int format, string contentType)
    {
        byte[] file = await EncodedAsync(format);
        byte[] tag = new byte[128];
        "TAGTitle"u8.CopyTo(tag);
        Assert.Equal(
            (await ReadAsync(file, contentType)).Length,
            (await ReadAsync([.. file, .. tag], contentType)).Length);
    }

    [Theory]
    [InlineData(Encoder.Opus)]
    [InlineData(Encoder.Vorbis)]
    public async Task A_live_ogg_recording_without_a_marked_end_is_read(int format)
    {
        byte[] file = await EncodedAsync(format, seconds: 4);
        int last = file.AsSpan().LastIndexOf("OggS"u8);
        float[] samples = await ReadAsync(file[..last], "audio/ogg");
        Assert.InRange(samples.Length, Rate / 4, 4 * Rate);
    }

    [Fact]
    public async Task An_mp3_with_a_tag_before_it_is_still_known_to_be_cut()
    {
        byte[] file = await EncodedAsync(Encoder.Mp3);
        byte[] tagged = [.. "ID3"u8, 4, 0, 0, 0, 0, 2, 0, .. new byte[256], .. file];
        Assert.Equal(2 * Rate, (await ReadAsync(tagged, null)).Length);
        await UndecodableAsync(tagged[..^300], "audio/mp3");
    }

    /// <summary>The encoder's bit rate varies, so a length guessed from the beginning would be far too short.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_mp3_without_a_length_is_read_to_its_end(bool tagged)
    {
        byte[] file = await EncodedAsync(Encoder.Mp3);
        int second = file.AsSpan(4).IndexOf(file.AsSpan(0, 2)) + 4;
        byte[] tag = [.. "ID3"u8, 4, 0, 0, 0, 0, 2, 0, .. new byte[256]];
        byte[] unknown = [.. tagged ? tag : [], .. file[second..]];
        Assert.InRange((await ReadAsync(unknown, "audio/mp3")).Length, 2 * Rate, 2 * Rate + 2400);
        // Left early, with the pipe full.
        await using IPcmSource source = await OpenAsync(
            new MemoryStream([.. Enumerable.Repeat(unknown, 50).SelectMany(bytes => bytes)]), "audio/mp3");
        Assert.NotEqual(0, await source.ReadAsync(new float[100], default));
    }

    [Fact]
    public async Task Nobody_can_find_or_read_the_file_that_keeps_the_audio()
    {
        await using IPcmSource source = await OpenAsync(
            new MemoryStream(await EncodedAsync(Encoder.Flac16)), "audio/flac");
        string[] open = SpooledFiles();
        Assert.Contains("(deleted)", Assert.Single(open), StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(Path.GetTempPath(), "stt-audio-*"));
        using SpooledAudio spooled = await SpooledAudio.SpoolAsync(PipeReader.Create(new MemoryStream()), default);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(spooled.Handle));
    }

    [Fact]
    public async Task The_file_that_keeps_the_audio_is_gone_after_use_error_and_cancel()
    {
        byte[] file = await EncodedAsync(Encoder.Flac16);
        await ReadAsync(file, "audio/flac");
        await UndecodableAsync(file[..1000], "audio/flac");

        Pipe pipe = new();
        await pipe.Writer.WriteAsync(file.AsMemory(0, 1000));
        using CancellationTokenSource cancel = new();
        Task<IPcmSource> opening = TestAudio.Formats.OpenAsync(pipe.Reader, "audio/flac", cancel.Token).AsTask();
        Assert.False(opening.IsCompleted);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => opening);
        Assert.Empty(SpooledFiles());
    }

    [Fact]
    public async Task A_broken_upload_is_its_own_error()
    {
        Pipe pipe = new();
        await pipe.Writer.WriteAsync((await EncodedAsync(Encoder.Flac16)).AsMemory(0, 1000));
        await pipe.Writer.CompleteAsync(new IOException("reset"));
        IOException error = await Assert.ThrowsAsync<IOException>(
            () => TestAudio.Formats.OpenAsync(pipe.Reader, "audio/flac", default).AsTask());
        Assert.Equal("reset", error.Message);
        Assert.Empty(SpooledFiles());
    }

    private static Task<byte[]> EncodedAsync(int format, double seconds = 2) =>
        Encoder.EncodeAsync(format, Chords(Rate, 1, seconds), Rate);

    /// <summary>Another chord in each channel, so that none can be taken for another.</summary>
    private static double[] Chords(int rate, int channels, double seconds = 2)
    {
        double[][] tones =
        [
            .. Enumerable.Range(0, channels).Select(channel => Sine(220 + 90 * channel, rate, seconds, 0.3)
                .Zip(Sine(700 + 110 * channel, rate, seconds, 0.2), (low, high) => low + high).ToArray()),
        ];
        return [.. Enumerable.Range(0, tones[0].Length).SelectMany(n => tones.Select(tone => tone[n]))];
    }

    private static double SignalToNoise(double[] original, float[] decoded) => 10 * Math.Log10(
        original.Sum(sample => sample * sample)
        / original.Zip(decoded, (first, second) => Math.Pow(first - second, 2)).Sum());

    /// <summary>The last 32 of the 36 bits for the number of samples in STREAMINFO (RFC 9639 section 8.2).</summary>
    private static void SetFlacLength(byte[] file, uint samples) =>
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(22), samples);

    private static string[] SpooledFiles() =>
    [
        .. Directory.EnumerateFiles("/proc/self/fd").Select(file => new FileInfo(file).LinkTarget)
            .OfType<string>().Where(target => target.Contains("stt-audio-", StringComparison.Ordinal)),
    ];
}

/// <summary>Tests that spool audio, alone in the process: some look at which files are open.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class SpoolingTests
{
    public const string Name = "Spooled audio";
}
