using System.Management.Automation;
using System.Text;
using SttPowerShell.Client.Http;
using SttPowerShell.Errors;

namespace SttPowerShell.Commands;

/// <summary>
/// A cmdlet that adds corpora or grammars from files or text. A model analyses one at a time, so of several each waits
/// for the one before.
/// </summary>
public abstract class AddLanguageResourceCmdlet : AddModelResourceCmdlet
{
    private const string TextSet = "Text";
    private const int ProgressId = 7005;

    private readonly List<AddedResource> _unfinished = [];
    private readonly StringBuilder _text = new();
    private SttCustomModelReference? _textModel;

    /// <summary>Lines of text in place of a file. All that come become one, which -Name names.</summary>
    [Parameter(Mandatory = true, ParameterSetName = TextSet, ValueFromPipeline = true)]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public string[] Text { get; set; } = [];

    /// <summary>Says how to send it, or gives the error that it can't be sent for.</summary>
    private protected abstract ErrorRecord? Prepare(LanguageText text, out SendResource send);

    /// <summary>Makes the request.</summary>
    private protected delegate Task SendResource(
        SttSession session, string modelId, string name, RequestBody body, CancellationToken cancel);

    private protected override async Task ProcessAsync(CancellationToken cancel)
    {
        if (ParameterSetName == TextSet)
        {
            if (Name is null) ThrowTerminatingError(LanguageErrors.NameNeeded(Kind.Noun));
            _textModel = Model;
            foreach (string line in Text) _text.Append(line).Append('\n');
            return;
        }
        FilePaths paths = new(this);
        IEnumerable<string> files = ParameterSetName == LiteralPathSet
            ? LiteralPath.SelectMany(paths.ResolveLiteral)
            : Path.SelectMany(paths.Resolve);
        foreach (string file in files) await AddFileAsync(file, cancel);
    }

    private protected override async Task EndAsync(CancellationToken cancel)
    {
        if (_textModel is not null)
        {
            await AddAsync(LanguageText.OfBytes(Name!, Encoding.UTF8.GetBytes(_text.ToString())), _textModel, cancel);
        }
        foreach (AddedResource added in _unfinished) await FinishAsync(added, Wait, cancel);
    }

    private async Task AddFileAsync(string path, CancellationToken cancel)
    {
        LanguageText text;
        try
        {
            text = await LanguageText.OfFileAsync(path, cancel);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            WriteError(PathErrors.Unreadable(path, e));
            return;
        }
        await AddAsync(text, Model!, cancel);
    }

    private async Task AddAsync(LanguageText text, SttCustomModelReference reference, CancellationToken cancel)
    {
        if (FindSession(reference.Model?.Session) is not SttSession session) return;
        if (await FindModelAsync(reference, session, cancel) is not SttCustomModel model) return;
        string name = Name ?? ResourceNames.OfFile(text.FilePath!);
        if (Refusal(text, model, name, out SendResource send) is ErrorRecord refusal)
        {
            WriteError(refusal);
            return;
        }
        if (!ShouldProcess($"{Kind.Noun} '{name}' of custom model '{model}'", $"Add {text.Target}")) return;
        await FinishOthersAsync(model, cancel);
        await SendAsync(text, new AddedResource(session, model, name, text.Target), send, cancel);
    }

    private ErrorRecord? Refusal(LanguageText text, SttCustomModel model, string name, out SendResource send)
        => Prepare(text, out send) ?? text.Refusal(Kind.Noun) ?? NameRefusal(model, name, text.Target);

    private async Task SendAsync(LanguageText text, AddedResource added, SendResource send, CancellationToken cancel)
    {
        SttSession session = added.Session;
        string shown = System.IO.Path.GetFileName(text.Target);
        TransferProgress sent = new(this, ProgressId, $"Adding {Kind.Noun} '{added.Name}'", shown, text.Length);
        try
        {
            WriteVerbose($"Adding {text.Target} as {Kind.Noun} '{added.Name}' to '{added.Model}' at {session.Uri}.");
            bool done = await TryChangeAsync(text.Target, added.Model, session,
                () => send(session, added.Model.Id, added.Name, text.Open(sent), cancel), Wait, cancel);
            if (!done) return;
            _unfinished.Add(added);
            Take(added.Model, added.Name);
            session.SeenNames.Remember(Kind.Noun, added.Model.Id, [added.Name]);
        }
        finally
        {
            sent.Complete();
        }
    }

    /// <summary>Waits for what the command has added to the same model before.</summary>
    private async Task FinishOthersAsync(SttCustomModel model, CancellationToken cancel)
    {
        foreach (AddedResource added in _unfinished.Where(a => a.Model.Id == model.Id).ToArray())
        {
            _unfinished.Remove(added);
            await FinishAsync(added, true, cancel);
        }
    }

    private async Task FinishAsync(AddedResource added, bool wait, CancellationToken cancel)
    {
        if (!wait && !PassThru) return;
        ModelResource? now = null;
        if (wait)
        {
            now = await Analysis.OfTextAsync(
                Kind, added.Name, Analysed(added.Model, added.Session), added.Target, cancel);
        }
        else
        {
            await TryAsync(added.Target, added.Session,
                async () => now = await Kind.GetAsync(added.Session, added.Model.Id, added.Name, cancel));
        }
        if (now is not null) Tell(now, added.Model, added.Target);
    }

    private sealed record AddedResource(SttSession Session, SttCustomModel Model, string Name, string Target);
}
