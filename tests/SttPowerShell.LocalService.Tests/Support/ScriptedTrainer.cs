using SttPowerShell.LocalService.Engine;

namespace SttPowerShell.LocalService.Tests.Support;

/// <summary>Stands for a trainer of acoustic models: takes down what it is given, fails if a test says so.</summary>
internal sealed class ScriptedTrainer : IAcousticTrainer
{
    /// <summary>What it was given last: each utterance's words.</summary>
    public IReadOnlyList<string> Learnt { get; private set; } = [];

    /// <summary>How the words are pronounced that it was given last.</summary>
    public IReadOnlyDictionary<string, string> Pronunciations { get; private set; }
        = new Dictionary<string, string>();

    /// <summary>What the next adaptations fail with; null for nothing.</summary>
    public Exception? Failure { get; set; }

    public async Task<AdaptationOutcome> AdaptAsync(
        AdaptationData data, string work, string folder, CancellationToken cancel)
    {
        if (Failure is not null) throw Failure;
        Assert.All(data.Utterances, utterance => Assert.Equal(
            utterance.Seconds * 16000 * 2, new FileInfo(AdaptationData.FileOf(data.Folder, utterance.Name)).Length));
        Learnt = [.. data.Utterances.Select(utterance => string.Join(' ', utterance.Words))];
        Pronunciations = data.Pronunciations;
        await File.WriteAllTextAsync(Path.Combine(work, "log"), "", cancel);
        await File.WriteAllTextAsync(Path.Combine(folder, "mllr_matrix"), "adapted", cancel);
        return new AdaptationOutcome("test", 0);
    }
}
