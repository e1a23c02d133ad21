using SttPowerShell.LocalService.Engine.Supply;

namespace SttPowerShell.Quality;

/// <summary>Sentences spoken by flite's three 16 kHz voices: for words that nobody has recorded.</summary>
internal sealed class Voices(DebianPackages packages, string folder)
{
    private static readonly string[] Packages = ["flite", "libflite1", "libasound2", "libasound2-data"];
    private static readonly string[] Names = ["slt", "rms", "awb"];
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    /// <summary>Each sentence in each voice, in files of the folder.</summary>
    public async Task<IReadOnlyList<Utterance>> SpeakAsync(IEnumerable<string> sentences, CancellationToken cancel)
    {
        string root = await packages.EnsureAsync(Packages, cancel);
        string libraries = Path.GetDirectoryName(
            Directory.EnumerateFiles(root, "libflite.so.1", SearchOption.AllDirectories).First())!;
        List<Utterance> spoken = [];
        foreach (string sentence in sentences)
        {
            foreach (string voice in Names)
            {
                string file = Path.Combine(folder, $"{voice}-{spoken.Count}.wav");
                ToolResult result = await Tool.RunAsync(
                    new ToolCommand("env",
                        [$"LD_LIBRARY_PATH={libraries}", Path.Combine(root, "usr/bin/flite"),
                            "-voice", voice, "-t", sentence, "-o", file],
                        folder, Limit),
                    cancel);
                if (result.ExitCode != 0) throw new InvalidOperationException($"flite failed: {result.Errors}");
                spoken.Add(new Utterance(file, TestSets.Words(sentence)));
            }
        }
        return spoken;
    }
}
