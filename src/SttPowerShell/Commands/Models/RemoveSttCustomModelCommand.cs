using System.Management.Automation;
using SttPowerShell.Backups;
using SttPowerShell.Errors;
using SttPowerShell.Sessions;

namespace SttPowerShell.Commands;

/// <summary>Removes custom models with all that they learned.</summary>
/// <remarks>
/// <para>This can't be undone, so the cmdlet asks for confirmation; -Confirm:$false answers it, and -WhatIf shows what
/// would be removed.</para>
/// <para>With -BackupPath each model is exported first, as Export-SttCustomModel does, and stays if that fails or if the
/// file lacks contents of its corpora, grammars or audio: it could not be made again from such a file. The service
/// doesn't give those contents back, so -SourcePath has to. No file is replaced.</para>
/// <para>A name that several models have is an error, since only one of them may be meant. Wildcards take all.</para>
/// </remarks>
/// <example>
/// <summary>See which models would be removed.</summary>
/// <code>Get-SttCustomModel old-* | Remove-SttCustomModel -WhatIf</code>
/// <para>Changes nothing.</para>
/// </example>
/// <example>
/// <summary>See what would be exported and then removed.</summary>
/// <code>Get-SttCustomModel old-* | Remove-SttCustomModel -BackupPath ./bak -WhatIf</code>
/// <para>Writes nothing and removes nothing. With -SourcePath the files have the texts and recordings, too.</para>
/// </example>
/// <example>
/// <summary>Remove a model by its id, without a question.</summary>
/// <code>Remove-SttCustomModel (Get-SttCustomModel old-retail).Id -Confirm:$false</code>
/// <para>For scripts that have decided already.</para>
/// </example>
/// <seealso cref="GetSttCustomModelCommand"/>
/// <seealso cref="ExportSttCustomModelCommand"/>
/// <seealso cref="ResetSttCustomModelCommand"/>
/// <seealso href="https://cloud.ibm.com/apidocs/speech-to-text#deletelanguagemodel">
/// Watson Speech to Text API: delete a custom language model</seealso>
[Cmdlet(VerbsCommon.Remove, "SttCustomModel", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(SttCustomModel))]
public sealed class RemoveSttCustomModelCommand : CustomModelChangeCmdlet
{
    private ModelFileNames? _names;
    private ModelExport? _export;
    private string _directory = "";

    /// <summary>A directory in which each model is exported before it is removed. It is made if it isn't there.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? BackupPath { get; set; }

    /// <summary>
    /// With -BackupPath: files from which corpora, grammars and audio were added, and folders with such files. Wildcards
    /// are allowed.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[]? SourcePath { get; set; }

    private protected override string Action
        => BackupPath is null ? "Remove" : $"Export into '{_directory}', then remove";

    private protected override Task BeginAsync(CancellationToken cancel)
    {
        if (BackupPath is null) return Task.CompletedTask;
        _directory = new FilePaths(this).OfNew(BackupPath);
        _names = new ModelFileNames(_directory);
        _export = new ModelExport(this, SourceFiles.Find(this, SourcePath));
        return Task.CompletedTask;
    }

    private protected override async Task ApplyAsync(
        SttCustomModel model, SttSession session, CancellationToken cancel)
    {
        if (_export is null || await IsSavedAsync(model, session, cancel)) await base.ApplyAsync(model, session, cancel);
    }

    private protected override async Task<SttCustomModel> ChangeAsync(
        SttCustomModel model, SttSession session, CancellationToken cancel)
    {
        await CustomModelFinder.Resource(session, model.Type).DeleteAsync(model.Id, cancel);
        session.Forget(model);
        return model;
    }

    private async Task<bool> IsSavedAsync(SttCustomModel model, SttSession session, CancellationToken cancel)
    {
        string path = _names!.NextFree(model);
        if (await _export!.RunAsync(model, session, path, false, cancel) is not SttCustomModelFile file) return false;
        WriteVerbose($"{ModelErrors.Name(model, true)} was exported into '{path}'.");
        if (file.IsComplete) return true;
        WriteError(BackupErrors.Incomplete(model, file));
        return false;
    }
}
