using System.Management.Automation;
using SttPowerShell.Backups;
using SttPowerShell.Client.Wire;
using SttPowerShell.Errors;
using SttPowerShell.Exports;
using SttPowerShell.Sessions;

namespace SttPowerShell.Commands;

/// <summary>Exports custom models for a cmdlet, each into a file that is whole or isn't there.</summary>
/// <param name="cmdlet">The cmdlet, which failures, warnings and progress go to.</param>
/// <param name="sources">Where contents are looked for.</param>
internal sealed class ModelExport(Cmdlet cmdlet, SourceFiles sources)
{
    /// <summary>Exports a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="session">Its session.</param>
    /// <param name="path">The file.</param>
    /// <param name="replace">Whether to replace a file that is there.</param>
    /// <param name="cancel">Ends it; no file is left then.</param>
    /// <returns>What was exported; null after an error.</returns>
    public async Task<SttCustomModelFile?> RunAsync(
        SttCustomModel model, SttSession session, string path, bool replace, CancellationToken cancel)
    {
        SttCustomModelFile? exported = null;
        BackupProgress progress = new(cmdlet, $"Exporting {model}");
        ErrorRecord? failure;
        try
        {
            failure = await SttCmdlet.FailureAsync(model, session, async () =>
            {
                ModelSnapshot snapshot = await ModelSnapshot.TakeAsync(model, session, cancel);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                await WholeFile.WriteAsync(
                    path, async file => exported = await WriteAsync(file, path, snapshot, progress, cancel), replace);
            });
        }
        catch (Exception e) when (e is ModelChangedException or SourceFileException)
        {
            failure = e is ModelChangedException
                ? BackupErrors.Changed(model, e.Message)
                : BackupErrors.SourceUnreadable(model, (SourceFileException)e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            failure = TranscriptErrors.NotWritten(path, e);
        }
        finally
        {
            progress.Complete();
        }
        if (failure is not null)
        {
            cmdlet.WriteError(failure);
            return null;
        }
        if (!exported!.IsComplete) cmdlet.WriteWarning(Warning(exported));
        return exported;
    }

    private async Task<SttCustomModelFile> WriteAsync(
        Stream file, string path, ModelSnapshot snapshot, BackupProgress progress, CancellationToken cancel)
    {
        (List<SourceMatch> found, List<MissingContent> missing) = await MatchAsync(snapshot, cancel);
        using ModelFileWriter writer = new(file);
        if (snapshot.Model.Type == SttModelType.Language)
        {
            IAsyncEnumerable<Word> words = snapshot.Session.Client.Words.ListAsync(snapshot.Model.Id, null, null, cancel);
            await writer.AddWordsAsync(words, count => progress.Count("words", count), cancel);
        }
        long total = found.Sum(f => new FileInfo(f.Path!).Length);
        long before = 0;
        foreach (SourceMatch match in found)
        {
            await writer.AddFileAsync(
                match.Content!, match.Path!, copied => progress.Show($"{match.Content}", before + copied, total), cancel);
            before += writer.Contents[^1].Size;
        }
        await snapshot.RequireUnchangedAsync(cancel);
        ModelManifest manifest = Manifest(snapshot, missing);
        await writer.FinishAsync(manifest, cancel);
        return Told(path, snapshot, manifest, writer.Contents) with { Length = file.Length };
    }

    private async Task<(List<SourceMatch> Found, List<MissingContent> Missing)> MatchAsync(
        ModelSnapshot snapshot, CancellationToken cancel)
    {
        List<SourceMatch> found = [];
        List<MissingContent> missing = [];
        foreach (Corpus corpus in snapshot.Corpora)
        {
            Take(ModelManifest.Corpus, corpus.Name, await sources.OfCorpusAsync(corpus.Name ?? "", cancel));
        }
        foreach (Grammar grammar in snapshot.Grammars)
        {
            Take(ModelManifest.Grammar, grammar.Name, await sources.OfGrammarAsync(grammar.Name ?? "", cancel));
        }
        foreach (AudioResource audio in snapshot.Audio)
        {
            SttAudio told = SttAudio.From(audio, snapshot.Model.Id, snapshot.Session);
            Take(ModelManifest.Audio, audio.Name, await sources.OfAudioAsync(told, cancel));
        }
        return (found, missing);

        void Take(string kind, string? name, SourceMatch match)
        {
            if (match.Path is not null) found.Add(match);
            else missing.Add(new MissingContent { Kind = kind, Name = name, Reason = match.Reason });
        }
    }

    private static ModelManifest Manifest(ModelSnapshot snapshot, IReadOnlyList<MissingContent> missing) => new()
    {
        Format = ModelManifest.FormatName,
        FormatVersion = ModelManifest.NewestVersion,
        Created = DateTimeOffset.UtcNow,
        ModuleVersion = Connector.Version,
        Service = snapshot.Session.Uri.ToString(),
        Type = snapshot.Model.Type == SttModelType.Language ? "language" : "acoustic",
        Model = snapshot.Wire,
        BaseModelRate = snapshot.Rate,
        Corpora = snapshot.Corpora,
        Grammars = snapshot.Grammars,
        AudioResources = snapshot.Audio,
        Missing = missing,
        Notes = ModelManifest.GeneralNotes,
    };

    private static SttCustomModelFile Told(
        string path, ModelSnapshot snapshot, ModelManifest manifest, IReadOnlyList<ModelContent> contents) => new()
    {
        Path = path,
        Name = snapshot.Model.Name,
        ModelId = snapshot.Model.Id,
        Type = snapshot.Model.Type,
        BaseModel = snapshot.Model.BaseModel,
        Words = contents.Sum(c => c.Count ?? 0),
        Corpora = contents.Count(c => c.Kind == ModelManifest.Corpus),
        Grammars = contents.Count(c => c.Kind == ModelManifest.Grammar),
        Audio = contents.Count(c => c.Kind == ModelManifest.Audio),
        // An array, since PowerShell indexes those.
        Missing = manifest.Missing!.Select(m => new SttMissingContent
        {
            Kind = m.Kind!, Name = m.Name ?? "", Reason = m.Reason!,
        }).ToArray(),
        Service = snapshot.Session.Uri,
        Exported = manifest.Created,
    };

    private static string Warning(SttCustomModelFile file)
    {
        string missing = SttErrors.Shorten(file.Missing.Select(m => $"{m} ({m.Reason})"));
        return $"'{file.Path}' lacks what the service doesn't give back and -SourcePath doesn't have: {missing}.";
    }
}
