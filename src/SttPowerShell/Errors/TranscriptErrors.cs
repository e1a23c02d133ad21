using System.Globalization;
using System.Management.Automation;

namespace SttPowerShell.Errors;

/// <summary>Errors of what is made of transcripts.</summary>
internal static class TranscriptErrors
{
    public static ErrorRecord NoWordTimes(SttTranscript transcript, string wanted) => SttErrors.Make(
        "NoWordTimes", ErrorCategory.InvalidData, transcript,
        $"{Name(transcript)} has no times of words, and {wanted} needs them.",
        "Recognise the recording with -Timestamps: Invoke-SttRecognition call.wav -Timestamps.");

    public static ErrorRecord MinimumAboveMaximum(double minimum, double maximum) => SttErrors.Make(
        "InvalidDuration", ErrorCategory.InvalidArgument, minimum,
        string.Create(CultureInfo.InvariantCulture,
            $"-MinimumDuration {minimum} is above -MaximumDuration {maximum}."),
        "Give a greater -MaximumDuration, or a smaller -MinimumDuration.");

    public static ErrorRecord NoReference(object? target) => SttErrors.Make(
        "NoReference", ErrorCategory.InvalidArgument, target,
        $"It isn't known what was said{(target is string path ? $" in '{path}'" : "")}.",
        "Give it with -Reference or -ReferencePath, or have recognition carry it: Import-Csv ref.csv (columns Path and "
        + "Reference) | Invoke-SttRecognition | Measure-SttWordError.");

    public static ErrorRecord NoHypothesis(object? target) => SttErrors.Make(
        "NoHypothesis", ErrorCategory.InvalidArgument, target,
        $"It isn't known what was recognised{(target is string path ? $" in '{path}'" : "")}.",
        "Give it with -Hypothesis or -HypothesisPath, or pipe transcripts of Invoke-SttRecognition.");

    public static ErrorRecord TwoSources(string text, string path) => SttErrors.Make(
        "TwoSources", ErrorCategory.InvalidArgument, null, $"Both -{text} and -{path} were given.",
        "Give one of them.");

    public static ErrorRecord InvalidEquivalent(object key) => SttErrors.Make(
        "InvalidEquivalent", ErrorCategory.InvalidArgument, key,
        $"'{key}' isn't one word, and what -Equivalent replaces must be.",
        "Write single words on the left: @{ ok = 'okay'; gonna = 'going to' }.");

    public static ErrorRecord FileExists(string path) => SttErrors.Make(
        "FileExists", ErrorCategory.ResourceExists, path, $"'{path}' exists and was left as it is.",
        "Leave -NoClobber out to replace it, or give another -OutputDirectory.");

    public static ErrorRecord FileReadOnly(string path) => SttErrors.Make(
        "FileReadOnly", ErrorCategory.PermissionDenied, path, $"'{path}' may only be read.",
        "Give -Force to replace it.");

    public static ErrorRecord NoDirectory(string path) => SttErrors.Make(
        "DirectoryNotFound", ErrorCategory.ObjectNotFound, path, $"There is no directory for '{path}'.",
        "Make it first, or give another path.");

    public static ErrorRecord NotWritten(string path, Exception e) => SttErrors.Make(
        "FileNotWritten", ErrorCategory.WriteError, path, $"'{path}' was not written: {e.Message}",
        "Check that the directory exists, that you may write there, and that the disk has room.", e);

    private static string Name(SttTranscript transcript)
        => transcript.Path is null ? "The transcript" : $"The transcript of '{transcript.Path}'";
}
