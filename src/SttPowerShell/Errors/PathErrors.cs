using System.Management.Automation;
using System.Globalization;

namespace SttPowerShell.Errors;

/// <summary>Errors of paths and of the audio that they lead to.</summary>
internal static class PathErrors
{
    public static ErrorRecord NotFound(string path) => SttErrors.Make(
        "PathNotFound", ErrorCategory.ObjectNotFound, path, $"There is no file '{path}'.",
        "Check the path; -LiteralPath takes names that hold [, ] or * as they are.");

    public static ErrorRecord NotAFile(string path, string provider) => SttErrors.Make(
        "NotAFile", ErrorCategory.InvalidArgument, path,
        $"'{path}' is a path of the {provider} provider, where a file is needed.", "Give the path of a file.");

    public static ErrorRecord IsDirectory(string path) => SttErrors.Make(
        "PathIsDirectory", ErrorCategory.InvalidArgument, path, $"'{path}' is a directory.",
        "Give its files, for instance with a wildcard such as *.wav, or Get-ChildItem DIRECTORY -File -Recurse.");

    public static ErrorRecord Unreadable(string path, Exception e) => SttErrors.Make(
        "FileUnreadable", ErrorCategory.ReadError, path, $"'{path}' can't be read: {e.Message}",
        "Check that the file exists and that you may read it.", e);

    public static ErrorRecord InvalidPath(string path, Exception e) => SttErrors.Make(
        "InvalidPath", ErrorCategory.InvalidArgument, path, $"'{path}' can't be used as a path: {e.Message}",
        "Check the path.", e);

    public static ErrorRecord NoAudio(string command) => SttErrors.Make(
        "NoAudio", ErrorCategory.InvalidArgument, null, "No recording was given.",
        $"Give its path: {command} call.wav, or pipe files: Get-ChildItem *.wav | {command}.");

    public static ErrorRecord NotAudio(object value) => SttErrors.Make(
        "InvalidInput", ErrorCategory.InvalidType, value,
        $"An object of type {value.GetType().FullName} is neither audio nor a custom model.",
        "Give paths, files, bytes (with a comma before them: ,$bytes), streams, or models from Get-SttCustomModel.");

    // The least and the most that one request may carry.
    public static ErrorRecord TooShort(object target, string name, long bytes) => SttErrors.Make(
        "AudioTooShort", ErrorCategory.InvalidData, target,
        string.Create(CultureInfo.InvariantCulture, $"{name} has {bytes} bytes, and the service needs at least 100."),
        "Check that the recording is complete.");

    public static ErrorRecord TooLong(object target, string name, long bytes, long most) => SttErrors.Make(
        "AudioTooLong", ErrorCategory.LimitsExceeded, target,
        string.Create(CultureInfo.InvariantCulture,
            $"{name} has {bytes / 1048576.0:0.0} MB, and one request may carry {most / 1048576} MB."),
        "Split the recording, or compress it (FLAC loses nothing).");

    public static ErrorRecord InvalidContentType(string type) => SttErrors.Make(
        "InvalidContentType", ErrorCategory.InvalidArgument, type, $"'{type}' is not a content type.",
        "Write it as type/subtype, for instance -ContentType audio/flac or 'audio/l16;rate=16000'; without it, the "
        + "file's header tells.");

    public static ErrorRecord RateNeeded(object target, string name, string type) => SttErrors.Make(
        "ContentTypeNeeded", ErrorCategory.InvalidArgument, target,
        $"{name} seems to be raw audio, which doesn't tell its sampling rate.",
        $"Give it with -ContentType, for instance -ContentType '{type};rate=16000'.");
}
