using System.Management.Automation;
using System.Net.Http.Headers;
using SttPowerShell.Completion;
using SttPowerShell.Errors;

namespace SttPowerShell.Commands;

/// <summary>
/// A cmdlet that takes recordings, in each of the ways that they come, and custom models beside them.
/// </summary>
public abstract class RecognitionCmdlet : SttCmdlet
{
    private protected const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";
    private const long LeastBytes = 100;

    // Bytes come through the pipeline one at a time.
    private readonly MemoryStream _bytes = new();
    private bool _pathsAreArguments;
    private bool _anyInput;

    // What a job shall recognise, each with its reference.
    private readonly List<(AudioSource Source, string? Reference)> _forJob = [];

    /// <summary>Recordings. Wildcards are allowed.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true, ParameterSetName = PathSet)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[]? Path { get; set; }

    /// <summary>Recordings whose names are taken as they are, without wildcards.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = LiteralPathSet)]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string[]? LiteralPath { get; set; }

    /// <summary>
    /// Audio: a file, a path, bytes, or a stream, which is read but not closed. Or custom models to recognise with.
    /// Give bytes with a comma before them (,$bytes), since the pipeline is slow with them one by one.
    /// </summary>
    [Parameter(ValueFromPipeline = true)]
    [ValidateNotNull]
    public object? InputObject { get; set; }

    /// <summary>
    /// The type of the audio, such as audio/wav or audio/l16;rate=16000. Raw formats need it. Without it the type is
    /// found from the header, else from the extension.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ContentTypeCompleter))]
    public string? ContentType { get; set; }

    /// <summary>What was really said; carried through to the transcript, to compare with it.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    public string? Reference { get; set; }

    /// <summary>
    /// Does it in a PowerShell job, which is emitted at once; see Get-Job, Receive-Job and Stop-Job. Streams are read
    /// by the job: leave them open.
    /// </summary>
    [Parameter]
    public SwitchParameter AsJob { get; set; }

    private protected override bool RunsAsJob => AsJob;

    private FilePaths Paths => new(this, report: Report);

    /// <summary>Takes a custom model from the pipeline.</summary>
    private protected abstract void Add(SttCustomModel model);

    /// <summary>The most that one request may carry, in bytes.</summary>
    private protected virtual long MostBytes => 100 * 1024 * 1024;

    /// <summary>Whether the user wants it done, where that is asked.</summary>
    private protected virtual bool IsConfirmed(AudioSource source) => true;

    /// <summary>Takes a recording that one request may carry.</summary>
    private protected abstract Task RecognizeAsync(AudioSource source, CancellationToken cancel);

    /// <summary>Takes the error of one recording; the others go on.</summary>
    private protected virtual void Report(ErrorRecord error) => WriteError(error);

    private protected override Task BeginAsync(CancellationToken cancel)
    {
        // What comes through the pipeline isn't bound yet.
        _pathsAreArguments = Path is not null || LiteralPath is not null;
        if (ContentType is not null && !MediaTypeHeaderValue.TryParse(ContentType, out _))
        {
            ThrowTerminatingError(PathErrors.InvalidContentType(ContentType));
        }
        if (AudioFormat.LacksRate(ContentType)) ThrowTerminatingError(RecognitionErrors.RateMissing(ContentType!));
        return Task.CompletedTask;
    }

    private protected sealed override async Task ProcessAsync(CancellationToken cancel)
    {
        if (InputObject is not null && (_pathsAreArguments || (Path is null && LiteralPath is null)))
        {
            _anyInput = true;
            await TakeAsync(InputObject, cancel);
        }
        else if (!_pathsAreArguments)
        {
            if (Path is null && LiteralPath is null) ThrowTerminatingError(PathErrors.NoAudio(MyInvocation.MyCommand.Name));
            await RecognizeFilesAsync(cancel);
        }
    }

    private protected sealed override async Task EndAsync(CancellationToken cancel)
    {
        // Paths that are arguments wait until all models have come. A pipeline that brought nothing asked for nothing.
        if (_pathsAreArguments && (_anyInput || !MyInvocation.ExpectingInput)) await RecognizeFilesAsync(cancel);
        if (_bytes.Length > 0) await CheckAsync(AudioSource.OfBytes(_bytes.ToArray()), cancel);
    }

    private protected override async Task FinishAsync(CancellationToken cancel)
    {
        foreach ((AudioSource source, string? reference) in _forJob)
        {
            using (source)
            {
                Reference = reference;
                await RecognizeAsync(source, cancel);
            }
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) _bytes.Dispose();
        base.Dispose(disposing);
    }

    private async Task TakeAsync(object input, CancellationToken cancel)
    {
        switch (Unwrap(input))
        {
            case SttCustomModel model:
                Add(model);
                break;
            case byte one:
                _bytes.WriteByte(one);
                break;
            case byte[] bytes:
                await CheckAsync(AudioSource.OfBytes(bytes), cancel);
                break;
            case FileInfo file:
                await RecognizeFileAsync(file.FullName, cancel);
                break;
            case DirectoryInfo directory:
                Report(PathErrors.IsDirectory(directory.FullName));
                break;
            case Stream stream:
                await CheckAsync(await AudioSource.OfStreamAsync(stream, cancel), cancel);
                break;
            case string path:
                await RecognizeFilesAsync(Paths.Resolve(path), cancel);
                break;
            case object?[] several:
                foreach (object? item in several) await TakeAsync(item!, cancel);
                break;
            // What isn't a file itself may name one, as the items of PowerShell's providers do.
            case object when PSObject.AsPSObject(input).Properties["PSPath"]?.Value is string path:
                await RecognizeFilesAsync(Paths.ResolveLiteral(path), cancel);
                break;
            case object other:
                Report(PathErrors.NotAudio(other));
                break;
        }
    }

    private async Task RecognizeFilesAsync(CancellationToken cancel)
    {
        await RecognizeFilesAsync((Path ?? []).SelectMany(Paths.Resolve), cancel);
        await RecognizeFilesAsync((LiteralPath ?? []).SelectMany(Paths.ResolveLiteral), cancel);
    }

    private async Task RecognizeFilesAsync(IEnumerable<string> files, CancellationToken cancel)
    {
        foreach (string file in files) await RecognizeFileAsync(file, cancel);
    }

    /// <summary>Takes a file that is there.</summary>
    private protected virtual async Task RecognizeFileAsync(string file, CancellationToken cancel)
    {
        AudioSource source;
        try
        {
            source = await AudioSource.OfFileAsync(file, cancel);
        }
        catch (FileNotFoundException)
        {
            Report(PathErrors.NotFound(file));
            return;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Report(PathErrors.Unreadable(file, e));
            return;
        }
        await CheckAsync(source, cancel);
    }

    /// <summary>Takes a recording that is a file, bytes or a stream.</summary>
    private protected virtual async Task CheckAsync(AudioSource source, CancellationToken cancel)
    {
        bool isKept = false;
        try
        {
            if (Refusal(source) is ErrorRecord refusal) Report(refusal);
            else if (!IsConfirmed(source)) return;
            else if (AsJob) isKept = Keep(source);
            else await RecognizeAsync(source, cancel);
        }
        finally
        {
            if (!isKept) source.Dispose();
        }
    }

    private bool Keep(AudioSource source)
    {
        _forJob.Add((source, Reference));
        return true;
    }

    /// <summary>Why a recording can't be sent, or null; looked at before anything is sent.</summary>
    private protected virtual ErrorRecord? Refusal(AudioSource source)
    {
        if (source.Length < LeastBytes) return PathErrors.TooShort(source.Target, source.Name, source.Length.Value);
        if (source.Length is long length && length > MostBytes)
        {
            return PathErrors.TooLong(source.Target, source.Name, length, MostBytes);
        }
        return ContentType is null && source.Format.NeedsRate
            ? PathErrors.RateNeeded(source.Target, source.Name, source.Format.ContentType!)
            : null;
    }

    private static object? Unwrap(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;
}
