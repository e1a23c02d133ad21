using System.IO.Pipelines;
using SttPowerShell.LocalService.Audio;
using SttPowerShell.LocalService.Audio.Ffmpeg;
using SttPowerShell.LocalService.Audio.SoundFile;
using SttPowerShell.LocalService.Recognition;

namespace SttPowerShell.LocalService.Tests.Audio;

/// <summary>Builds audio files and reads them through the service's formats.</summary>
internal static class TestAudio
{
    public static AudioFormats Formats { get; } = new(
        [new WavFormat(), new RawFormat(), new SoundFileFormat(Encoder.Library), new FfmpegFormat()]);

    public static double[] Sine(double frequency, int rate, double seconds, double amplitude = 0.5) =>
        [.. Enumerable.Range(0, (int)(rate * seconds))
            .Select(n => amplitude * Math.Sin(2 * Math.PI * frequency * n / rate))];

    public static byte[] Int16(IEnumerable<double> samples) =>
        [.. samples.SelectMany(sample => BitConverter.GetBytes((short)Math.Round(sample * 32767)))];

    public static byte[] Wav(
        byte[] data, int tag = 1, int bits = 16, int rate = 16000, int channels = 1, uint? dataSize = null,
        byte[]? before = null, byte[]? after = null, bool extensible = false)
    {
        using MemoryStream file = new();
        using BinaryWriter writer = new(file);
        writer.Write("RIFF"u8);
        writer.Write(0);
        writer.Write("WAVE"u8);
        writer.Write(before ?? []);
        writer.Write("fmt "u8);
        writer.Write(extensible ? 40 : 16);
        writer.Write((ushort)(extensible ? 0xFFFE : tag));
        writer.Write((ushort)channels);
        writer.Write(rate);
        writer.Write(rate * channels * bits / 8);
        writer.Write((ushort)(channels * bits / 8));
        writer.Write((ushort)bits);
        if (extensible)
        {
            writer.Write((ushort)22);
            writer.Write((ushort)bits);
            writer.Write(0);
            writer.Write((ushort)tag);
            writer.Write(new byte[14]);
        }

        writer.Write("data"u8);
        writer.Write(dataSize ?? (uint)data.Length);
        writer.Write(data);
        writer.Write(after ?? []);
        return file.ToArray();
    }

    public static async Task<IPcmSource> OpenAsync(Stream audio, string? contentType) =>
        await Formats.OpenAsync(PipeReader.Create(audio), contentType, CancellationToken.None);

    public static async Task<float[]> ReadAsync(Stream audio, string? contentType)
    {
        await using IPcmSource source = await OpenAsync(audio, contentType);
        return await ReadAllAsync(source);
    }

    /// <summary>The error that reading has to end with.</summary>
    public static async Task<AudioRejectedException> RejectedAsync(byte[] audio, string? contentType) =>
        await Assert.ThrowsAsync<AudioRejectedException>(() => ReadAsync(audio, contentType));

    /// <summary>Audio that has to be refused in the contract's words.</summary>
    public static async Task UndecodableAsync(byte[] audio, string? contentType)
    {
        AudioRejectedException error = await RejectedAsync(audio, contentType);
        string type = (contentType ?? "application/octet-stream").Split(';')[0];
        Assert.Equal(400, error.Status);
        Assert.StartsWith(
            $"unable to transcode data stream {type} -> audio/x-float-array", error.Message, StringComparison.Ordinal);
    }

    public static Task<float[]> ReadAsync(byte[] audio, string? contentType) =>
        ReadAsync(new MemoryStream(audio), contentType);

    public static async Task<float[]> ReadAllAsync(IPcmSource source)
    {
        List<float> samples = [];
        float[] block = new float[source.Channels * 37];
        int count;
        while ((count = await source.ReadAsync(block, CancellationToken.None)) > 0)
        {
            Assert.Equal(0, count % source.Channels);
            samples.AddRange(block.AsSpan(0, count));
        }

        return [.. samples];
    }
}
