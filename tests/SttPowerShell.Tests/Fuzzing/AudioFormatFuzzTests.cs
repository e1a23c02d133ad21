using System.Reflection;
using SttPowerShell.Fuzzing;
using SttPowerShell.Tests.Support;

namespace SttPowerShell.Tests.Fuzzing;

/// <summary>What a file's first bytes say of it, whatever they are.</summary>
public sealed class AudioFormatFuzzTests : IDisposable
{
    private readonly Shell _shell = new();

    private delegate object Detect(ReadOnlySpan<byte> head, long? length, string? name);

    public void Dispose() => _shell.Dispose();

    [Fact]
    public void Any_header_gives_a_format_that_makes_sense()
    {
        Detect detect = AppDomain.CurrentDomain.GetAssemblies().Single(a => a.GetName().Name == "SttPowerShell")
            .GetType("SttPowerShell.Commands.AudioFormat")!
            .GetMethod("Detect", BindingFlags.Public | BindingFlags.Static)!.CreateDelegate<Detect>();
        byte[] flac = [.. "fLaC"u8, 0, 0, 0, 34, 16, 0, 16, 0, 0, 0, 0, 0, 0, 0, 10, 0xC4, 0x40, 0xF0, 0, 0, 0x3E, 0x80, 1, 2, 3];
        byte[][] good =
        [
            Recording.Wave(0.01), flac, [.. "OggS"u8, .. new byte[30], .. "OpusHead"u8], [0xFF, 0xFB, 0x90, 0, 1, 2],
            [0x1A, 0x45, 0xDF, 0xA3], [.. "PK"u8, 3, 4], [0x1F, 0x8B, 8], [.. "ID3"u8, 4, 0],
        ];

        new Fuzz("audio-format").Run(Inputs.Damaged(good), head =>
        {
            foreach (long? length in (long?[])[null, 0, head.Length, long.MaxValue])
            {
                foreach (string? name in (string?[])[null, "a.wav", "a.raw", ".", "\0"])
                {
                    object format = detect(head.AsSpan(0, Math.Min(4096, head.Length)), length, name);
                    Assert.InRange((double?)format.Property("Duration") ?? 0, 0, double.MaxValue);
                    Assert.InRange((int?)format.Property("Rate") ?? 1, 1, int.MaxValue);
                }
            }
        });
    }
}
