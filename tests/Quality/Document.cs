using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace SttPowerShell.Quality;

/// <summary>Writes docs/quality.md.</summary>
internal static class Document
{
    public static void Write(string path, IReadOnlyList<SetResult> results)
    {
        StringBuilder text = new();
        text.AppendLine("# Recognition quality").AppendLine();
        text.AppendLine("Word errors of the local service, with its base models and with custom "
            + "models, through the cmdlets. "
            + "Written by `./build.ps1 -Task Quality`; the recordings come from Debian's packages.").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture,
            $"{DateTime.UtcNow:yyyy-MM-dd}, {Environment.ProcessorCount} cores, "
                + $"{RuntimeInformation.OSDescription}.").AppendLine();
        text.AppendLine("| recordings | base model | custom models learned from | "
            + "utterances | words | errors | word error rate | names heard |")
            .AppendLine("|---|---|---|---:|---:|---:|---:|---:|");
        foreach (SetResult result in results)
        {
            string rate = result.WordErrorRate is double share
                ? string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.0} %") : "";
            string names = result.NamesSaid == 0 ? "" : $"{result.NamesHeard} of {result.NamesSaid}";
            text.AppendLine(CultureInfo.InvariantCulture,
                $"| {result.Set.Name} | {result.Set.BaseModel} | {result.Set.Learned} | "
                    + $"{result.Set.Utterances.Count} | {result.Words} | {result.Errors} | {rate} | {names} |");
        }
        text.AppendLine().AppendLine("Errors are substitutions, insertions and deletions together. "
            + "The one acoustic model is of 16 kHz: narrowband audio is upsampled for it, which costs words. "
            + "Every third prompt is tested, the texts of the others are the corpus. "
            + "The sentences of the chapters are the novel's own without the recorded ones; those in its manner were "
            + "written by somebody who knew the recordings, so take them for the best case. "
            + "All models are trained with the default weight, 0.3. Acoustic models learn from the prompts that aren't "
            + "tested, of the one speaker who is; nobody tells them what is said there.");
        File.WriteAllText(path, text.ToString());
    }
}
