using System.Globalization;
using System.Management.Automation;

namespace SttPowerShell.Errors;

/// <summary>Errors of bulk runs and their journals.</summary>
internal static class BulkErrors
{
    public static ErrorRecord NeedsFile(object target, string name) => SttErrors.Make(
        "FileNeeded", ErrorCategory.InvalidArgument, target,
        $"{name} is not a file, and a bulk run takes files only: others have no name to write transcripts under.",
        "Save it as a file, or use Invoke-SttRecognition.");

    public static ErrorRecord Changed(string path) => SttErrors.Make(
        "FileChanged", ErrorCategory.InvalidData, path,
        $"'{path}' changed while it was being recognised, so nothing was written.",
        "Run the same command again when nothing writes to it any more.");

    public static ErrorRecord Interrupted(string path) => SttErrors.Make(
        "RecognitionInterrupted", ErrorCategory.OperationStopped, path,
        $"The recognition of '{path}' was cancelled.", "Run the same command again.");

    public static ErrorRecord JournalInUse(string path) => SttErrors.Make(
        "JournalInUse", ErrorCategory.ResourceBusy, path,
        $"Another run is using the journal '{path}'. Nothing was done.",
        "Wait until it has ended, or give another -Journal and another -OutputDirectory.");

    public static ErrorRecord NotAJournal(string path) => SttErrors.Make(
        "InvalidJournal", ErrorCategory.InvalidData, path,
        $"'{path}' is not a journal of Invoke-SttBulkRecognition. It was left as it is, and nothing was done.",
        "Give -Journal a path of its own; the file is made if it isn't there.");

    public static ErrorRecord JournalOfOtherVersion(string path, int version) => SttErrors.Make(
        "InvalidJournal", ErrorCategory.InvalidData, path,
        string.Create(CultureInfo.InvariantCulture,
            $"The journal '{path}' has version {version}, which this version of the module doesn't know."),
        "Update the module, or give another -Journal.");

    public static ErrorRecord JournalUnusable(string path, Exception e) => SttErrors.Make(
        "JournalUnusable", ErrorCategory.WriteError, path,
        $"The journal '{path}' can't be used: {e.Message}",
        "Check that its directory exists, that you may write there, and that the disk has room.", e);

    public static ErrorRecord DirectoryUnusable(string path, Exception e) => SttErrors.Make(
        "OutputDirectoryUnusable", ErrorCategory.WriteError, path,
        $"The output directory '{path}' can't be used: {e.Message}",
        "Give -OutputDirectory a directory that you may write to.", e);

    /// <summary>The run ended before its input did.</summary>
    public static ErrorRecord Ended(SttBulkSummary summary) => SttErrors.Make(
        "BulkEnded", ErrorCategory.OperationStopped, summary,
        string.Create(CultureInfo.InvariantCulture,
            $"The run ended early: {summary}."),
        "Mend what the errors name, and run the same command again. With -Journal or -SkipExisting it does only what "
        + "is missing.");
}
