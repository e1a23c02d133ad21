using System.Management.Automation;
using System.Net.Http.Headers;
using SttPowerShell.Backups;
using SttPowerShell.Completion;
using SttPowerShell.Errors;

namespace SttPowerShell.Commands;

/// <summary>Exports custom models into files, from which they can be made again in any service.</summary>
/// <remarks>
/// <para>A file has what the service gives back: what it says of the model, its words with their pronunciations, and
/// the lists of its corpora, grammars and audio. The service doesn't give back what is in those. They are put into the
/// file where -SourcePath has the files that they were added from, which are found by their names: notes.txt is the
/// corpus notes, as Add-SttCorpus names it. What is missing is told by a warning, in the property Missing, and in the
/// file. What the model has learnt isn't given back either: a model that is imported is trained anew.</para>
/// <para>A .sttmodel file is a zip archive. Its manifest.json has the SHA-256 of everything else in it. It is written
/// under another name first and then renamed, so that nobody ever finds half a file.</para>
/// </remarks>
/// <example>
/// <summary>Export a model with the texts that it learnt from.</summary>
/// <code>Export-SttCustomModel retail bak -SourcePath texts</code>
/// <para>Writes bak/retail.sttmodel. The directory is made if it isn't there.</para>
/// </example>
/// <example>
/// <summary>Export all models, each into a file of its own, over those of the last time.</summary>
/// <code>Get-SttCustomModel |
///     Export-SttCustomModel -Path bak -SourcePath texts, recordings -Force</code>
/// <para>One that can't be exported is an error of its own; the others go on.</para>
/// </example>
/// <example>
/// <summary>See what a file lacks.</summary>
/// <code>(Export-SttCustomModel clinic clinic.sttmodel -WarningAction Ignore).Missing</code>
/// <para>Each has kind, name and reason.</para>
/// </example>
/// <seealso cref="ImportSttCustomModelCommand"/>
/// <seealso cref="RemoveSttCustomModelCommand"/>
/// <seealso cref="GetSttCustomModelCommand"/>
[Cmdlet(VerbsData.Export, "SttCustomModel", SupportsShouldProcess = true)]
[OutputType(typeof(SttCustomModelFile))]
public sealed class ExportSttCustomModelCommand : CustomModelInputCmdlet
{
    private readonly HashSet<string> _written = new(StringComparer.OrdinalIgnoreCase);
    private ModelFileNames? _names;
    private ModelExport? _export;
    private string _path = "";

    /// <summary>
    /// Where to write: a file whose name ends in .sttmodel, or a directory, in which each model gets a file of its own
    /// name. Without it: the current location.
    /// </summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = ".";

    /// <summary>
    /// Files from which corpora, grammars and audio were added, and folders with such files. Wildcards are allowed;
    /// subfolders are not searched.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[]? SourcePath { get; set; }

    /// <summary>
    /// The type of recordings that don't tell theirs, such as audio/l16;rate=16000. Raw formats need it.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ContentTypeCompleter))]
    public string? ContentType { get; set; }

    /// <summary>The type of all recordings in archives, if they were added with one.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ContentTypeCompleter))]
    public string? ContainedContentType { get; set; }

    /// <summary>Replaces files that exist. Without it that is an error.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override Task BeginAsync(CancellationToken cancel)
    {
        foreach (string type in new[] { ContentType, ContainedContentType }.OfType<string>())
        {
            bool isType = MediaTypeHeaderValue.TryParse(type, out _);
            if (!isType) ThrowTerminatingError(PathErrors.InvalidContentType(type));
        }
        _path = new FilePaths(this).OfNew(Path);
        _names = new ModelFileNames(_path);
        _export = new ModelExport(this, SourceFiles.Find(this, SourcePath, ContentType, ContainedContentType));
        return Task.CompletedTask;
    }

    private protected override async Task TakeAsync(
        SttCustomModel model, SttSession session, CancellationToken cancel)
    {
        string path = ModelFileNames.IsFile(_path) ? _path : _names!.Next(model);
        if (Refusal(model, path) is ErrorRecord refusal)
        {
            WriteError(refusal);
            return;
        }
        if (!ShouldProcess(path, $"Export {ModelErrors.Name(model)}")) return;
        _written.Add(path);
        if (await _export!.RunAsync(model, session, path, Force, cancel) is SttCustomModelFile file) WriteObject(file);
    }

    private ErrorRecord? Refusal(SttCustomModel model, string path)
    {
        if (_written.Contains(path)) return BackupErrors.OneFile(model, path);
        return File.Exists(path) && !Force ? BackupErrors.FileExists(path) : null;
    }
}
