using System.Text.RegularExpressions;

namespace SttPowerShell.LocalService.Tests.Support;

/// <summary>A recorded sentence and what was read.</summary>
internal sealed record Clip(string Path, string Text)
{
    /// <summary>16 kHz, mono: these files have a plain header of 44 bytes.</summary>
    public short[] Samples
    {
        get
        {
            byte[] bytes = File.ReadAllBytes(Path);
            short[] samples = new short[(bytes.Length - 44) / 2];
            Buffer.BlockCopy(bytes, 44, samples, 0, samples.Length * 2);
            return samples;
        }
    }

    public override string ToString() => System.IO.Path.GetFileNameWithoutExtension(Path);
}

/// <summary>The five recorded sentences of the package pocketsphinx-testdata.</summary>
internal sealed partial class Librivox
{
    public Librivox(string folder) => Clips =
    [
        .. File.ReadLines(Path.Combine(folder, "transcription"))
            .Select(line => Line().Match(line))
            .Select(line => new Clip(Path.Combine(folder, line.Groups[2].Value + ".wav"), line.Groups[1].Value)),
    ];

    public IReadOnlyList<Clip> Clips { get; }

    [GeneratedRegex(@"^<s> (.*) </s> \((.*)\)$")]
    private static partial Regex Line();
}
