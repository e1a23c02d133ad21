using System.Management.Automation;
using SttPowerShell.Client;

namespace SttPowerShell.Errors;

/// <summary>Errors that are alike for all that custom models learn from: corpora, grammars, words and audio.</summary>
internal static class ResourceErrors
{
    public static ErrorRecord OtherModelType(SttCustomModel model) => SttErrors.Make(
        "WrongModelType", ErrorCategory.InvalidType, model,
        model.Type == SttModelType.Acoustic
            ? $"'{model}' is an acoustic model. Corpora, grammars and words belong to language models."
            : $"'{model}' is a language model. Audio belongs to acoustic models.",
        model.Type == SttModelType.Acoustic
            ? "Give a language model; Get-SttCustomModel -Type Language lists them."
            : "Give an acoustic model; Get-SttCustomModel -Type Acoustic lists them.");

    public static ErrorRecord NothingGiven(string command, SttModelType type) => SttErrors.Make(
        "ModelNeeded", ErrorCategory.InvalidArgument, null,
        $"No custom {(type == SttModelType.Language ? "language" : "acoustic")} model was given.",
        $"Name it, as in {command} MODEL, or pipe objects in. Get-SttCustomModel -Type {type} lists the models.");

    public static ErrorRecord NothingToRemove(string noun, string parameter) => SttErrors.Make(
        "NameNeeded", ErrorCategory.InvalidArgument, null, $"No {noun} was named.",
        $"Name it with -{parameter}; * means all.");

    /// <summary>The model takes nothing before an earlier request has ended.</summary>
    public static ErrorRecord Busy(SttCustomModel model, string? activity, SttApiException e, object target)
        => SttErrors.Make(
            "ModelBusy", ErrorCategory.ResourceBusy, target,
            new SttException(
                $"'{target}' was not accepted: the custom model '{model}' "
                + $"{activity ?? "is busy with an earlier request"}. {e.Message}", e)
            {
                StatusCode = (int)e.Status,
                TransactionId = e.TransactionId,
                Operation = e.Operation,
                RequestUri = e.RequestUri,
                ServiceMessage = e.ServiceMessage,
            },
            "A model takes one thing after the other. Use -Wait, which waits for what goes on and tries again.");

    public static ErrorRecord NotFound(string noun, string name, string model) => SttErrors.Make(
        Id(noun, "NotFound"), ErrorCategory.ObjectNotFound, name,
        $"The custom model '{model}' has no {noun} named '{name}'.",
        $"Run Get-Stt{Title(noun)} to list those that it has. Case matters in the names of words.");

    public static ErrorRecord NameTakenBefore(string noun, string name, string path) => SttErrors.Make(
        "NameTaken", ErrorCategory.InvalidArgument, path,
        $"'{path}' was not added: another file of this command is the {noun} '{name}' already.",
        "Add the files one by one, each with a -Name of its own.");

    public static ErrorRecord InvalidName(string noun, string name, string problem, object target) => SttErrors.Make(
        "InvalidName", ErrorCategory.InvalidArgument, target, $"'{name}' can't be the name of a {noun}: {problem}.",
        "Give another -Name.");

    /// <summary>An error's id: AudioInvalid of audio and Invalid.</summary>
    public static string Id(string noun, string problem) => Title(noun) + problem;

    private static string Title(string noun) => char.ToUpperInvariant(noun[0]) + noun[1..];
}
