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
        text.AppendLine("Word errors of the local service's base models, without customisation, through the cmdlets. "
            + "Written by `./build.ps1 -Task Quality`; the recordings come from Debian's packages.").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture,
            $"{DateTime.UtcNow:yyyy-MM-dd}, {Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription}.").AppendLine();
        text.AppendLine("| recordings | base model | utterances | words | errors | word error rate |").AppendLine("|---|---|---:|---:|---:|---:|");
        foreach (SetResult result in results)
        {
            text.AppendLine(CultureInfo.InvariantCulture,
                $"| {result.Set.Name} | {result.Set.BaseModel} | {result.Set.Utterances.Count} | {result.Words} | {result.Errors} | {result.WordErrorRate * 100:0.0} % |");
        }
        text.AppendLine().AppendLine("Errors are substitutions, insertions and deletions together. The one acoustic model is of 16 kHz: "
            + "narrowband audio is upsampled for it, which costs words.");
        File.WriteAllText(path, text.ToString());
    }
}
