using System.Globalization;
using System.Management.Automation;

namespace SttPowerShell.Errors;

/// <summary>Errors of audio that acoustic models learn from.</summary>
internal static class AudioErrors
{
    /// <summary>The service has analysed it and can't use it.</summary>
    public static ErrorRecord Invalid(SttAudio audio, SttCustomModel model, object target) => SttErrors.Make(
        "AudioInvalid", ErrorCategory.InvalidData, target,
        $"The audio '{audio}' of the custom model '{model}' can't be used: {Reason(audio, model)}",
        $"Mend it and add it again with -Force, or remove it: Remove-SttAudio {ModelErrors.Argument(model)} "
        + $"{ModelErrors.Argument(audio.Name)}. Training fails with it; Start-SttTraining -Strict:$false leaves it out.");

    /// <summary>
    /// Why the service can't use audio, as a sentence. The one on IBM Cloud says only that it can't (contract section
    /// 9.1), so this goes by what it found out.
    /// </summary>
    public static string Reason(SttAudio audio, SttCustomModel model)
    {
        if (!string.IsNullOrEmpty(audio.Error)) return audio.Error.TrimEnd('.') + ".";
        if (audio.IsArchive)
        {
            string[] bad = [.. audio.Members.Where(m => m.Status == SttAudioStatus.Invalid)
                .Select(m => $"'{m.Name}': {Cause(m, model) ?? "no reason is given"}")];
            return bad.Length == 0
                ? "the service can't use one or more recordings in this archive."
                : $"of its {audio.Members.Count} recordings it can't use {SttErrors.Shorten(bad)}.";
        }
        return (Cause(audio, model) ?? "the service gives no reason") + ".";
    }

    public static ErrorRecord FormatUnknown(object target, string name) => SttErrors.Make(
        "ContentTypeNeeded", ErrorCategory.InvalidArgument, target,
        $"{name} is neither audio nor an archive of audio, as far as its beginning and its extension tell.",
        "If it is, give its type with -ContentType, for instance -ContentType audio/flac or application/zip.");

    public static ErrorRecord ContainedTypeWithoutArchive(object target, string name) => SttErrors.Make(
        "NotAnArchive", ErrorCategory.InvalidArgument, target,
        $"{name} is not an archive, and -ContainedContentType is about what is in one.",
        "Leave it out; -ContentType is for plain audio.");

    // The most that one request may carry.
    public static ErrorRecord TooLarge(object target, string name, long bytes, bool isArchive) => SttErrors.Make(
        "AudioTooLong", ErrorCategory.LimitsExceeded, target,
        string.Create(CultureInfo.InvariantCulture,
            $"{name} has {bytes / 1048576.0:0.0} MB, and one request may carry 100 MB. Nothing of it was sent."),
        isArchive
            ? "Make several archives of it; together they count as one would."
            : "Split the recording, or compress it (FLAC loses nothing).");

    public static ErrorRecord EmptyFolder(string path) => SttErrors.Make(
        "NoAudio", ErrorCategory.ObjectNotFound, path, $"There is no audio in '{path}'.",
        "Subfolders are not searched: Get-ChildItem FOLDER -File -Recurse | Add-SttAudio MODEL.");

    public static ErrorRecord InArchive(SttAudio audio) => SttErrors.Make(
        "AudioInArchive", ErrorCategory.InvalidOperation, audio,
        $"'{audio}' is a part of the archive '{audio.Archive}' and can't be taken by itself.",
        $"Take the archive as a whole, or add it anew without that recording: Add-SttAudio -Name "
        + $"{ModelErrors.Argument(audio.Archive ?? "")} -Force.");

    /// <summary>What was found out about a single recording that can't be used; null if that tells nothing.</summary>
    private static string? Cause(SttAudio audio, SttCustomModel model)
    {
        int? rate = model.Session?.BaseModels.FirstOrDefault(m => m.Name == model.BaseModel)?.Rate;
        if (audio.Frequency is int own && own < rate)
        {
            return string.Create(CultureInfo.InvariantCulture,
                $"its sampling rate of {own} Hz is lower than the {rate} Hz of the base model {model.BaseModel}");
        }
        return audio.Type is null or "undetermined" ? "the service can't read it as audio" : null;
    }
}
