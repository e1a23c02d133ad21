using System.Management.Automation;
using SttPowerShell.Backups;
using SttPowerShell.Completion;
using SttPowerShell.Errors;

namespace SttPowerShell.Commands;

/// <summary>Makes custom models of files that Export-SttCustomModel has written, in this or another service.</summary>
/// <remarks>
/// <para>A file is checked as a whole first: the SHA-256 of all that is in it must be that of its manifest. Then the
/// model is created and given its corpora, grammars, words and audio, each when the one before is analysed. Of the words
/// those are added that a user had added or changed, which their source tells; the others come with their corpora and
/// grammars, also those that had been removed from the model since.</para>
/// <para>If something can't be added or the command is stopped, the model that was begun is removed again, so that no half
/// of a model is left; if it can't be removed, it is named. Data that the service takes but can't use is an error, and
/// the model stays. Once its data is there, stopping the command doesn't stop the training.</para>
/// <para>The new model has another id. What the old one had learnt is in no file: use -Train.</para>
/// </remarks>
/// <example>
/// <summary>Make a model anew, and train it.</summary>
/// <code>Export-SttCustomModel retail retail.sttmodel -SourcePath texts
/// Import-SttCustomModel retail.sttmodel -Name retail-copy -Train -Wait</code>
/// <para>Emits the model when it is trained.</para>
/// </example>
/// <example>
/// <summary>Bring a model from one service to another.</summary>
/// <code>Export-SttCustomModel clinic -SourcePath texts -Session world |
///     Import-SttCustomModel -Name clinic-2 -Session cluster</code>
/// <para>The sessions were named with Connect-SttService -Name.</para>
/// </example>
/// <example>
/// <summary>See what would be made of a folder's files.</summary>
/// <code>Export-SttCustomModel retail bak -WarningAction Ignore
/// Import-SttCustomModel bak/*.sttmodel -Name retail-copy `
///     -BaseModel en-US_Telephony -WhatIf</code>
/// <para>Checks the files and changes nothing.</para>
/// </example>
/// <seealso cref="ExportSttCustomModelCommand"/>
/// <seealso cref="StartSttTrainingCommand"/>
/// <seealso cref="NewSttCustomModelCommand"/>
[Cmdlet(VerbsData.Import, "SttCustomModel", SupportsShouldProcess = true, DefaultParameterSetName = PathSet)]
[OutputType(typeof(SttCustomModel))]
public sealed class ImportSttCustomModelCommand : SttCmdlet
{
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";

    private readonly HashSet<string> _made = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Files. Wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = PathSet, ValueFromPipeline = true,
        ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>Files whose names are taken as they are, without wildcards.</summary>
    [Parameter(Mandatory = true, ParameterSetName = LiteralPathSet, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP", "FullName")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>The new model's name. Without it the name that is in the file.</summary>
    [Parameter]
    [ValidateLength(1, 256)]
    public string? Name { get; set; }

    /// <summary>
    /// The new model's base model. Without it the one that is in the file. It must be of the same language, and for
    /// acoustic models of the same sampling rate.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(BaseModelCompleter))]
    public string? BaseModel { get; set; }

    /// <summary>
    /// Which words are added. User, the default, are those that a user had added or changed. All are also those of
    /// corpora and grammars, for files that lack these; they count as added by a user then.
    /// </summary>
    [Parameter]
    [ValidateSet("All", "User")]
    public string WordType { get; set; } = "User";

    /// <summary>Trains the model, if all of its data is valid.</summary>
    [Parameter]
    public SwitchParameter Train { get; set; }

    /// <summary>With -Train: waits until the model is trained. The analysis of its data is always waited for.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>The longest time for each wait, in seconds. Without it there is no limit.</summary>
    [Parameter]
    [ValidateRange(0.1, 4000000.0)]
    public double? Timeout { get; set; }

    private protected override async Task ProcessAsync(CancellationToken cancel)
    {
        FilePaths paths = new(this);
        IEnumerable<string> files = ParameterSetName == LiteralPathSet
            ? LiteralPath.SelectMany(paths.ResolveLiteral)
            : Path.SelectMany(paths.Resolve);
        foreach (string file in files)
        {
            if (FindSession() is SttSession session) await ImportAsync(file, session, cancel);
        }
    }

    private async Task ImportAsync(string path, SttSession session, CancellationToken cancel)
    {
        try
        {
            using ModelFileReader file = await ModelFileReader.OpenAsync(path, cancel);
            await VerifyAsync(file, path, cancel);
            await ImportAsync(file, path, session, cancel);
        }
        catch (ModelFileException e)
        {
            WriteError(BackupErrors.InvalidFile(path, e));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            WriteError(PathErrors.Unreadable(path, e));
        }
    }

    private async Task VerifyAsync(ModelFileReader file, string path, CancellationToken cancel)
    {
        string name = System.IO.Path.GetFileName(path);
        BackupProgress progress = new(this, $"Checking {name}");
        try
        {
            await file.VerifyAsync(read => progress.Show(name, read, file.Size), cancel);
        }
        finally
        {
            progress.Complete();
        }
    }

    private async Task ImportAsync(
        ModelFileReader file, string path, SttSession session, CancellationToken cancel)
    {
        ImportPlan? plan = null;
        ErrorRecord? refusal = null;
        bool asked = await TryAsync(path, session, async () => (plan, refusal) = await ImportPlan.MakeAsync(
            file.Manifest, path, session, Name, BaseModel, cancel));
        if (!asked) return;
        if (refusal is null && !_made.Add(plan!.Name)) refusal = BackupErrors.SameName(plan.Name, path);
        if (refusal is not null)
        {
            WriteError(refusal);
            return;
        }
        foreach (string warning in plan!.Warnings) WriteWarning(warning);
        if (!ShouldProcess(plan.ToString(), $"Import '{path}', which has {plan.Contents}")) return;
        ModelImport import = new(this, file, path, plan, session, Timeout) { AllWords = WordType == "All" };
        if (await import.RunAsync(cancel) is not SttCustomModel model) return;
        if (Train) model = await TrainAsync(model, import.HasInvalidData, session, cancel);
        WriteObject(model);
    }

    private async Task<SttCustomModel> TrainAsync(
        SttCustomModel model, bool hasInvalidData, SttSession session, CancellationToken cancel)
    {
        if (hasInvalidData)
        {
            WriteError(BackupErrors.NotTrained(model));
            return model;
        }
        NewModelTraining training = new(this, Finder(session), Wait, Timeout);
        return await training.RunAsync(model, session, cancel);
    }
}
