using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace SttPowerShell.Quality;

/// <summary>Writes docs/quality.md.</summary>
internal static class Document
{
    public static void Write(string path, IReadOnlyList<SetResult> results, IReadOnlyList<TrainingCost> costs)
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
            + "utterances | words | errors | word error rate | names heard | goal |")
            .AppendLine("|---|---|---|---:|---:|---:|---:|---:|---|");
        foreach (SetResult result in results)
        {
            string rate = result.WordErrorRate is double share
                ? string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.0} %") : "";
            string names = result.NamesSaid == 0 ? "" : $"{result.NamesHeard} of {result.NamesSaid}";
            text.AppendLine(CultureInfo.InvariantCulture,
                $"| {result.Set.Name} | {result.Set.BaseModel} | {result.Set.Learned} | "
                    + $"{result.Set.Utterances.Count} | {result.Words} | {result.Errors} | {rate} | {names} | {result.Set.Goal} |");
        }
        text.AppendLine().AppendLine("Errors are substitutions, insertions and deletions together. "
            + "The one acoustic model is of 16 kHz: narrowband audio is upsampled for it, which costs words. "
            + "Every third prompt is tested, the texts of the others are the corpus. "
            + "The sentences of the chapters are the novel's own without the recorded ones; those in its manner were "
            + "written by somebody who knew the recordings, so take them for the best case. "
            + "All models are trained with the default weight, 0.3. Acoustic models learn from the prompts that aren't "
            + "tested, of the one speaker who is; nobody tells them what is said there.");
        AppendCosts(text, costs);
        File.WriteAllText(path, text.ToString());
    }

    private static void AppendCosts(StringBuilder text, IReadOnlyList<TrainingCost> costs)
    {
        text.AppendLine().AppendLine("## What training acoustic models costs").AppendLine();
        text.AppendLine("Goals: the first pass, which finds out what is said, at most 0.35 s of processor time for a "
            + "second of audio; the adaptation itself at most 2 s for a minute.").AppendLine();
        text.AppendLine("| learned from | minutes of audio | first pass, CPU s a second | adaptation, CPU s a minute | "
            + "s until trained |").AppendLine("|---|---:|---:|---:|---:|");
        foreach (TrainingCost cost in costs)
        {
            text.AppendLine(CultureInfo.InvariantCulture,
                $"| {cost.Learned} | {cost.Audio.TotalMinutes:0.0} | {cost.FirstPass:0.00} | {cost.Adaptation:0.00} | "
                    + $"{cost.Elapsed.TotalSeconds:0} |");
        }
        text.AppendLine().AppendLine("The first pass is all processor time of the service's own process meanwhile, "
            + "which leaves one processor to those who wait for results; the adaptation is that of SphinxTrain's "
            + "programs.");
    }
}
