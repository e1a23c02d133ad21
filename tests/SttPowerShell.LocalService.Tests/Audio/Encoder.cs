using System.Runtime.InteropServices;
using System.Text;
using SttPowerShell.LocalService.Audio.SoundFile;
using SttPowerShell.LocalService.Tests.Support;

namespace SttPowerShell.LocalService.Tests.Audio;

/// <summary>Encodes audio with libsndfile's own encoders: FLAC, libvorbis, libopus and LAME.</summary>
internal static class Encoder
{
    public const int Flac8 = 0x170001;
    public const int Flac16 = 0x170002;
    public const int Flac24 = 0x170003;
    public const int Vorbis = 0x200060;
    public const int Opus = 0x200064;
    public const int Mp3 = 0x230082;

    private const string Name = SoundFileLibrary.Name;
    private const int ModeWrite = 0x20;
    private const int BlockFrames = 1024;

    public static SoundFileSupply Library { get; } = SoundFileSupply.ForUser();

    /// <summary>Encodes interleaved samples.</summary>
    public static async Task<byte[]> EncodeAsync(int format, double[] samples, int rate, int channels = 1)
    {
        await Library.LoadAsync(default);
        using TemporaryDirectory folder = new();
        string path = folder.File("audio");
        SoundFileInfo info = new() { Rate = rate, Channels = channels, Format = format };
        nint file = sf_open(Encoding.UTF8.GetBytes(path + "\0"), ModeWrite, ref info);
        Assert.NotEqual(0, file);
        foreach (double[] block in samples.Chunk(BlockFrames * channels))
        {
            float[] values = [.. block.Select(sample => (float)sample)];
            Assert.Equal(values.Length / channels, sf_writef_float(file, values, values.Length / channels));
        }

        Assert.Equal(0, sf_close(file));
        return await File.ReadAllBytesAsync(path);
    }

    // Once the product has loaded the library from wherever it lies, the system's loader finds it by its name.
    [DllImport(Name)]
    private static extern nint sf_open(byte[] path, int mode, ref SoundFileInfo info);

    [DllImport(Name)]
    private static extern long sf_writef_float(nint file, float[] interleaved, long frames);

    [DllImport(Name)]
    private static extern int sf_close(nint file);
}
