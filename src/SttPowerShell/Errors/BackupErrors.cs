using System.Management.Automation;
using SttPowerShell.Backups;

namespace SttPowerShell.Errors;

/// <summary>Errors of the export and the import of custom models.</summary>
internal static class BackupErrors
{
    public static ErrorRecord FileExists(string path) => SttErrors.Make(
        "FileExists", ErrorCategory.ResourceExists, path, $"'{path}' exists and was left as it is.",
        "Give -Force to replace it, or another -Path.");

    public static ErrorRecord OneFile(SttCustomModel model, string path) => SttErrors.Make(
        "FileExists", ErrorCategory.InvalidArgument, model,
        $"'{model}' was not exported: another model of this command is in '{path}' already.",
        "Give a directory with -Path; each model gets a file of its own there.");

    /// <param name="model">The model.</param>
    /// <param name="reason">A clause.</param>
    public static ErrorRecord Changed(SttCustomModel model, string reason) => SttErrors.Make(
        "ModelBusy", ErrorCategory.ResourceBusy, model,
        $"{ModelErrors.Name(model, true)} was not exported: {reason}.",
        $"Run Wait-SttModel {ModelErrors.Argument(model)}, then export it again.");

    public static ErrorRecord SourceUnreadable(SttCustomModel model, SourceFileException e) => SttErrors.Make(
        "FileUnreadable", ErrorCategory.ReadError, e.Path,
        $"{ModelErrors.Name(model, true)} was not exported: '{e.Path}' can't be read: {e.Message.TrimEnd('.')}.",
        "Check that you may read it and that nothing writes to it, then export the model again.", e);

    /// <summary>A model that was to be removed after its backup stays, since it could not be made again.</summary>
    public static ErrorRecord Incomplete(SttCustomModel model, SttCustomModelFile file) => SttErrors.Make(
        "BackupIncomplete", ErrorCategory.InvalidResult, model,
        $"{ModelErrors.Name(model, true)} was not removed: its backup lacks "
        + $"{SttErrors.Shorten(file.Missing.Select(m => m.ToString()))}, which the service doesn't give back.",
        "Give the files that they were added from with -SourcePath. If what is in "
        + $"'{file.Path}' is enough, run Remove-SttCustomModel {ModelErrors.Argument(model.Id)} without -BackupPath.");

    public static ErrorRecord InvalidFile(string path, ModelFileException e) => SttErrors.Make(
        "InvalidModelFile", ErrorCategory.InvalidData, path,
        $"'{path}' can't be imported: {e.Message.TrimEnd('.')}. Nothing was created.",
        "Take another copy of the file, or export the model again with Export-SttCustomModel.", e);

    public static ErrorRecord FileChanged(string path, ModelFileException e) => SttErrors.Make(
        "InvalidModelFile", ErrorCategory.InvalidData, path,
        $"'{path}' changed while it was imported: {e.Message.TrimEnd('.')}.",
        "Import it again when nothing writes to it any more.", e);

    public static ErrorRecord NameNeeded(string path) => SttErrors.Make(
        "NameNeeded", ErrorCategory.InvalidArgument, path,
        $"The model in '{path}' has no name.", "Give one with -Name.");

    public static ErrorRecord NameTaken(SttCustomModel other, string path) => SttErrors.Make(
        "ModelNameTaken", ErrorCategory.ResourceExists, path,
        $"'{path}' was not imported: {ModelErrors.Name(other)} ({other.Id}) exists already.",
        "Give another -Name, or remove that model first.");

    public static ErrorRecord SameName(string name, string path) => SttErrors.Make(
        "ModelNameTaken", ErrorCategory.InvalidArgument, path,
        $"'{path}' was not imported: another file of this command is the model '{name}' already.",
        "Import the files one by one, each with a -Name of its own.");

    public static ErrorRecord OtherLanguage(string path, string? language, SttBaseModel baseModel) => SttErrors.Make(
        "WrongBaseModel", ErrorCategory.InvalidArgument, path,
        $"'{path}' was not imported: its model is for {language}, and {baseModel.Name} is for {baseModel.Language}.",
        $"Give -BaseModel one for {language}; Get-SttBaseModel lists them.");

    public static ErrorRecord OtherRate(string path, int rate, SttBaseModel baseModel) => SttErrors.Make(
        "WrongBaseModel", ErrorCategory.InvalidArgument, path,
        FormattableString.Invariant($"'{path}' was not imported: its acoustic model is for audio of {rate} Hz, and ")
        + FormattableString.Invariant($"{baseModel.Name} is for {baseModel.Rate} Hz."),
        FormattableString.Invariant($"Give -BaseModel one for {rate} Hz; Get-SttBaseModel lists them."));

    public static ErrorRecord NotAdaptable(string path, SttBaseModel baseModel, string type) => SttErrors.Make(
        "BaseModelNotAdaptable", ErrorCategory.InvalidArgument, path,
        $"'{path}' was not imported: {baseModel.Name} can't be adapted by {type} models.",
        "Give another -BaseModel; Get-SttBaseModel shows which can be customised.");

    public static ErrorRecord NoGrammars(string path, SttBaseModel baseModel) => SttErrors.Make(
        "BaseModelNotAdaptable", ErrorCategory.InvalidArgument, path,
        $"'{path}' was not imported: it has grammars, and models for {baseModel.Name} have none.",
        "Give a -BaseModel of the previous or the next generation.");

    /// <param name="path">The file.</param>
    /// <param name="model">The model that was begun.</param>
    /// <param name="failed">What could not be added, for a sentence.</param>
    /// <param name="removed">Whether the model was removed again.</param>
    public static ErrorRecord ImportFailed(string path, SttCustomModel model, string failed, bool removed)
        => SttErrors.Make(
            "ImportFailed", ErrorCategory.OperationStopped, path,
            $"'{path}' was not imported: {failed} could not be added. " + (removed
                ? "The model that was begun for it was removed again."
                : $"{ModelErrors.Name(model, true)} ({model.Id}), which was begun for it, is there with a part of its "
                    + "data, and could not be removed."),
            removed
                ? "See the error before this one, then import the file again."
                : $"Run Remove-SttCustomModel {model.Id}, then import the file again.");

    public static ErrorRecord NotTrained(SttCustomModel model) => SttErrors.Make(
        "ModelNotTrained", ErrorCategory.InvalidData, model,
        $"{ModelErrors.Name(model, true)} was imported and not trained: some of its data is invalid, as the errors "
        + "before this one tell.",
        $"Mend or remove what they name, then run Start-SttTraining {ModelErrors.Argument(model.Id)} -Wait; "
        + "-Strict:$false leaves it out.");
}
