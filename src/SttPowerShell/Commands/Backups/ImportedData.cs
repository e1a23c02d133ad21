using System.Globalization;
using System.Management.Automation;
using SttPowerShell.Backups;
using SttPowerShell.Client.Http;
using SttPowerShell.Client.Wire;
using SttPowerShell.Errors;
using SttPowerShell.Sessions;

namespace SttPowerShell.Commands;

/// <summary>
/// Gives a new model what its file has, one thing when the one before is analysed: corpora and grammars first, since
/// a user's definitions of words go over what those bring.
/// </summary>
internal sealed class ImportedData
{
    private const int ProgressId = 7009;
    private const int WordsInARequest = 5000;

    private readonly Cmdlet _cmdlet;
    private readonly ModelFileReader _file;
    private readonly AnalysedModel _target;
    private readonly ModelDataChanges _changes;
    private readonly ModelDataAnalysis _analysis;

    public ImportedData(Cmdlet cmdlet, ModelFileReader file, AnalysedModel target, double? timeout)
    {
        _cmdlet = cmdlet;
        _file = file;
        _target = target;
        _changes = new ModelDataChanges(cmdlet, timeout);
        _analysis = new ModelDataAnalysis(cmdlet, _changes);
    }

    /// <summary>Whether words of corpora and grammars are added like those of users.</summary>
    public bool AllWords { get; init; }

    /// <summary>Whether the service can't use something that was added. Errors tell of it.</summary>
    public bool HasInvalid { get; private set; }

    private SttCustomModel Model => _target.Model;

    private SttSession Session => _target.Session;

    /// <summary>Adds all of it.</summary>
    /// <returns>What could not be added, for a sentence, after an error; null if all was.</returns>
    public async Task<string?> AddAsync(CancellationToken cancel)
    {
        ModelContent[] all = [.. _file.Manifest.Contents!.Where(c => c.Kind != ModelManifest.Words).OrderBy(Order)];
        List<string> audio = [];
        for (int i = 0; i < all.Length; i++)
        {
            // Words come behind the last grammar, and a model with audio has none.
            ModelContent content = all[i];
            string shown = string.Create(CultureInfo.CurrentCulture, $"{content} ({i + 1} of {all.Length})");
            bool isAdded = content.Kind == ModelManifest.Audio
                ? await SendAsync(content, shown, cancel)
                : await SendAsync(content, shown, cancel) && await IsAnalysedAsync(content, cancel);
            if (!isAdded) return content.ToString();
            if (content.Kind == ModelManifest.Audio) audio.Add(content.Name!);
        }
        if (audio.Count > 0 && !await IsAudioAnalysedAsync(audio, cancel)) return "some of its audio";
        return await AddWordsAsync(cancel) ? null : "some of its words";
    }

    private static int Order(ModelContent content) => content.Kind switch
    {
        ModelManifest.Corpus => 0,
        ModelManifest.Grammar => 1,
        _ => 2,
    };

    private async Task<bool> SendAsync(ModelContent content, string shown, CancellationToken cancel)
    {
        TransferProgress progress = new(_cmdlet, ProgressId, $"Importing {Model}", shown, content.Size);
        try
        {
            ModelWatch watch = new(Model, Session, _target.Finder, content.ToString());
            _cmdlet.WriteVerbose($"Adding {content} to '{Model}' at {Session.Uri}.");
            bool isSent = await _changes.TryAsync(
                watch, () => RequestAsync(content, new ContentBody(_file, content, progress), cancel), true, cancel);
            if (isSent) Session.SeenNames.Remember(content.Kind!, Model.Id, [content.Name!]);
            return isSent;
        }
        finally
        {
            progress.Complete();
        }
    }

    private Task RequestAsync(ModelContent content, RequestBody body, CancellationToken cancel) => content.Kind switch
    {
        ModelManifest.Corpus => Session.Client.Corpora.AddAsync(Model.Id, content.Name!, body, false, cancel),
        ModelManifest.Grammar => Session.Client.Grammars.AddAsync(
            Model.Id, content.Name!, body, content.ContentType!, false, cancel),
        _ => Session.Client.Audio.AddAsync(
            Model.Id, content.Name!, body, content.ContentType!, content.ContainedContentType, false, cancel),
    };

    private async Task<bool> IsAnalysedAsync(ModelContent content, CancellationToken cancel)
    {
        ModelResourceKind kind = content.Kind == ModelManifest.Corpus
            ? ModelResourceKind.Corpus
            : ModelResourceKind.Grammar;
        string target = content.ToString();
        if (await _analysis.OfTextAsync(kind, content.Name!, _target, target, cancel) is not ModelResource now) return false;
        if (now.IsInvalid) Tell(kind.Invalid(now, Model, target));
        return true;
    }

    private async Task<bool> IsAudioAnalysedAsync(IReadOnlyList<string> names, CancellationToken cancel)
    {
        if (!await _analysis.OfAudioAsync(_target, names, cancel)) return false;
        return await TryAsync(async () =>
        {
            ModelResourceKind kind = ModelResourceKind.Audio;
            IReadOnlyList<ModelResource> all = await kind.ListAsync(Session, Model.Id, cancel);
            foreach (ModelResource invalid in all.Where(a => a.IsInvalid))
            {
                // Only by itself an archive tells what is in it.
                ModelResource whole = await kind.GetAsync(Session, Model.Id, invalid.Name, cancel);
                Tell(kind.Invalid(whole, Model, $"audio '{invalid.Name}'"));
            }
        });
    }

    private async Task<bool> AddWordsAsync(CancellationToken cancel)
    {
        ImportedWords words = new(_file.Manifest, AllWords);
        BackupProgress progress = new(_cmdlet, $"Importing {Model}");
        try
        {
            List<Word> batch = [];
            await foreach (Word word in _file.WordsAsync(cancel))
            {
                if (words.Take(word) is not Word wanted) continue;
                batch.Add(wanted);
                if (batch.Count < WordsInARequest) continue;
                if (!await SendAsync(batch, cancel)) return false;
                progress.Count("words", words.Taken);
                batch.Clear();
            }
            if (batch.Count > 0 && !await SendAsync(batch, cancel)) return false;
        }
        finally
        {
            progress.Complete();
        }
        if (words.Warning is string warning) _cmdlet.WriteWarning($"'{Model}': {warning}");
        return words.Taken == 0 || await TryAsync(() => TellOfWordsAsync(cancel));
    }

    private async Task<bool> SendAsync(List<Word> words, CancellationToken cancel)
    {
        string what = string.Create(CultureInfo.InvariantCulture,
            $"{words.Count} words, from '{words[0].Text}' on");
        ModelWatch watch = new(Model, Session, _target.Finder, what);
        _cmdlet.WriteVerbose($"Adding {what} to '{Model}' at {Session.Uri}.");
        return await _changes.TryAsync(
                watch, () => Session.Client.Words.AddAsync(Model.Id, words, cancel), true, cancel)
            && await _analysis.OfWordsAsync(_target, null, cancel);
    }

    private async Task TellOfWordsAsync(CancellationToken cancel)
    {
        await foreach (Word word in Session.Client.Words.ListAsync(Model.Id, "user", null, cancel))
        {
            if (word.Problems is not { Count: > 0 }) continue;
            Tell(LanguageErrors.WordInvalid(SttWord.From(word, Model.Id, Session), Model.ToString()));
        }
    }

    private void Tell(ErrorRecord invalid)
    {
        HasInvalid = true;
        _cmdlet.WriteError(invalid);
    }

    private async Task<bool> TryAsync(Func<Task> call)
    {
        ErrorRecord? failure = await SttCmdlet.FailureAsync(Model, Session, call);
        if (failure is not null) _cmdlet.WriteError(failure);
        return failure is null;
    }
}
