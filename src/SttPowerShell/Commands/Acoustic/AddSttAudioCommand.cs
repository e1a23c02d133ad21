using System.Management.Automation;
using System.Net.Http.Headers;
using SttPowerShell.Completion;
using SttPowerShell.Errors;

namespace SttPowerShell.Commands;

/// <summary>Adds recordings that a custom acoustic model learns from.</summary>
/// <remarks>
/// <para>Takes recordings, archives of recordings (zip and tar.gz) and folders, of which it takes the recordings and
/// archives. Each becomes audio of the model, named after its file. The service finds out its length and whether it can
/// be used. Training needs 10 minutes at least; Get-SttAudio -Total tells how many there are.</para>
/// <para>Several files are sent at once, and streamed, so that memory doesn't grow with them. A file may have 100 bytes
/// to 100 MB. Its type is found from its beginning, else from its extension.</para>
/// </remarks>
/// <example>
/// <summary>Add all recordings of a folder and wait until they are analysed.</summary>
/// <code>Add-SttAudio support recordings -Wait</code>
/// <para>One that can't be used is an error of its own, with the reason; the others go on.</para>
/// </example>
/// <example>
/// <summary>Add recordings from everywhere, eight at a time.</summary>
/// <code>Get-ChildItem calls -Filter *.flac -Recurse |
///     Add-SttAudio support -ThrottleLimit 8</code>
/// <para>Each is named after its file.</para>
/// </example>
/// <example>
/// <summary>Add an archive of raw recordings, and see what is in it.</summary>
/// <code>$type = 'audio/l16;rate=16000'
/// Add-SttAudio support may.tar.gz -ContainedContentType $type -Wait
/// (Get-SttAudio support may).Members</code>
/// <para>Raw formats need their type, and all recordings of the archive must be of it.</para>
/// </example>
/// <seealso cref="GetSttAudioCommand"/>
/// <seealso cref="RemoveSttAudioCommand"/>
/// <seealso cref="StartSttTrainingCommand"/>
/// <seealso href="https://cloud.ibm.com/apidocs/speech-to-text#addaudio">
/// Watson Speech to Text API: add an audio resource</seealso>
[Cmdlet(VerbsCommon.Add, "SttAudio", SupportsShouldProcess = true, DefaultParameterSetName = PathSet)]
[OutputType(typeof(SttAudio))]
public sealed class AddSttAudioCommand : AddModelResourceCmdlet
{
    private const string InputSet = "InputObject";
    private const int ProgressId = 7006;

    private readonly List<NewAudio> _files = [];

    /// <summary>Paths of files and folders from the pipeline. Wildcards are allowed.</summary>
    [Parameter(Mandatory = true, ParameterSetName = InputSet, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public string[] InputObject { get; set; } = [];

    /// <summary>
    /// The type, such as audio/wav, audio/l16;rate=16000 or application/zip. Raw formats need it. Without it the type
    /// is found from the file's beginning, else from its extension.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ContentTypeCompleter))]
    public string? ContentType { get; set; }

    /// <summary>
    /// Of archives: the type of all recordings in it. Raw formats need it; it must not be given for plain audio.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ContentTypeCompleter))]
    public string? ContainedContentType { get; set; }

    /// <summary>How many files are sent at once.</summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = 4;

    private protected override ModelResourceKind Kind => ModelResourceKind.Audio;

    private protected override Task BeginAsync(CancellationToken cancel)
    {
        foreach (string type in new[] { ContentType, ContainedContentType }.OfType<string>())
        {
            bool isType = MediaTypeHeaderValue.TryParse(type, out _);
            if (!isType) ThrowTerminatingError(PathErrors.InvalidContentType(type));
        }
        return Task.CompletedTask;
    }

    private protected override async Task ProcessAsync(CancellationToken cancel)
    {
        FilePaths paths = new(this, folders: true);
        IEnumerable<string> found = ParameterSetName == LiteralPathSet
            ? LiteralPath.SelectMany(paths.ResolveLiteral)
            : (ParameterSetName == InputSet ? InputObject : Path).SelectMany(paths.Resolve);
        if (FindSession(Model!.Model?.Session) is not SttSession session) return;
        if (await FindModelAsync(Model, session, cancel) is not SttCustomModel model) return;
        foreach (string path in found)
        {
            if (Directory.Exists(path)) await TakeFolderAsync(path, model, session, cancel);
            else if (await OpenAsync(path, cancel) is AudioSource file) Take(file, model, session);
        }
    }

    private protected override async Task EndAsync(CancellationToken cancel)
    {
        if (_files.Count == 0) return;
        await SendAllAsync(cancel);
        foreach (IGrouping<string, NewAudio> ofModel in _files.Where(f => f.IsSent).GroupBy(f => f.Model.Id))
        {
            if (Wait) await FinishAsync([.. ofModel], cancel);
            else if (PassThru) await TellAsync([.. ofModel], cancel);
        }
    }

    private async Task TakeFolderAsync(
        string folder, SttCustomModel model, SttSession session, CancellationToken cancel)
    {
        bool any = false;
        string[] files = [];
        try
        {
            // Without hidden files, such as those that some systems keep a folder's view in.
            files = Directory.GetFiles(folder, "*", new EnumerationOptions());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            WriteError(PathErrors.Unreadable(folder, e));
            return;
        }
        foreach (string path in files.Order(StringComparer.OrdinalIgnoreCase))
        {
            if (await OpenAsync(path, cancel) is not AudioSource file) continue;
            if (file.Format.ContentType is null)
            {
                WriteVerbose($"{path} is passed over: it is neither audio nor an archive.");
                continue;
            }
            any = true;
            Take(file, model, session);
        }
        if (!any) WriteError(AudioErrors.EmptyFolder(folder));
    }

    private async Task<AudioSource?> OpenAsync(string path, CancellationToken cancel)
    {
        try
        {
            return await AudioSource.OfFileAsync(path, cancel);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            WriteError(PathErrors.Unreadable(path, e));
            return null;
        }
    }

    private void Take(AudioSource file, SttCustomModel model, SttSession session)
    {
        string name = Name ?? ResourceNames.OfFile(file.FilePath!);
        string? type = ContentType ?? file.Format.ContentType;
        if ((Refusal(file, type) ?? NameRefusal(model, name, file.FilePath!)) is ErrorRecord refusal)
        {
            WriteError(refusal);
            return;
        }
        if (!ShouldProcess($"audio '{name}' of custom model '{model}'", $"Add {file.FilePath}")) return;
        Take(model, name);
        _files.Add(new NewAudio(file, model, session, name, type!));
    }

    private ErrorRecord? Refusal(AudioSource file, string? type)
    {
        bool isArchive = type is not null && new AudioFormat(MediaTypeHeaderValue.Parse(type).MediaType).IsArchive;
        if (file.Length < AudioLimits.LeastBytes)
        {
            return PathErrors.TooShort(file.Target, file.Name, file.Length.Value);
        }
        if (file.Length > AudioLimits.MostBytes)
        {
            return AudioErrors.TooLarge(file.Target, file.Name, file.Length.Value, isArchive);
        }
        if (type is null) return AudioErrors.FormatUnknown(file.Target, file.Name);
        if (ContentType is null && file.Format.NeedsRate) return PathErrors.RateNeeded(file.Target, file.Name, type);
        return ContainedContentType is not null && !isArchive
            ? AudioErrors.ContainedTypeWithoutArchive(file.Target, file.Name)
            : null;
    }

    private async Task SendAllAsync(CancellationToken cancel)
    {
        using CancellationTokenSource all = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        using SemaphoreSlim places = new(ThrottleLimit);
        BatchTransferProgress progress = new(
            this, ProgressId, "Adding audio", [.. _files.Select(f => f.Source.Length ?? 0)]);
        try
        {
            await Task.WhenAll(_files.Select(SendInTurnAsync));
        }
        finally
        {
            progress.Complete();
        }

        async Task SendInTurnAsync(NewAudio file, int index)
        {
            await places.WaitAsync(all.Token);
            try
            {
                await SendAsync(file, progress.For(index), all.Token);
                progress.End(index);
            }
            catch
            {
                // An error that ends the pipeline: nobody wants the others then.
                await all.CancelAsync();
                throw;
            }
            finally
            {
                places.Release();
            }
        }
    }

    private async Task SendAsync(NewAudio file, IProgress<long> sent, CancellationToken cancel)
    {
        SttSession session = file.Session;
        WriteVerbose($"Adding {file.Path} ({file.Type}) as audio '{file.Name}' to '{file.Model}' at {session.Uri}.");
        file.IsSent = await TryChangeAsync(file.Path, file.Model, session, () => session.Client.Audio.AddAsync(
            file.Model.Id, file.Name, file.Source.Open(sent), file.Type, ContainedContentType, Force, cancel),
            Wait, cancel);
        if (file.IsSent) session.SeenNames.Remember(Kind.Noun, file.Model.Id, [file.Name]);
    }

    private async Task FinishAsync(IReadOnlyList<NewAudio> files, CancellationToken cancel)
    {
        AnalysedModel model = Analysed(files[0].Model, files[0].Session);
        if (await Analysis.OfAudioAsync(model, files.Select(f => f.Name), cancel)) await TellAsync(files, cancel);
    }

    private async Task TellAsync(IReadOnlyList<NewAudio> files, CancellationToken cancel)
    {
        foreach (NewAudio file in files)
        {
            await TryAsync(file.Path, file.Session, async () => Tell(
                await Kind.GetAsync(file.Session, file.Model.Id, file.Name, cancel), file.Model, file.Path));
        }
    }

    private sealed class NewAudio(
        AudioSource source, SttCustomModel model, SttSession session, string name, string type)
    {
        public AudioSource Source => source;

        public string Path => source.FilePath!;

        public SttCustomModel Model => model;

        public SttSession Session => session;

        public string Name => name;

        public string Type => type;

        public bool IsSent { get; set; }
    }
}
