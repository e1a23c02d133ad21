using System.Globalization;
using System.Management.Automation;
using SttPowerShell.Sessions;

namespace SttPowerShell.Errors;

/// <summary>Errors of the state that a custom model is in, and of what is asked of it.</summary>
internal static class ModelErrors
{
    /// <param name="model">The model.</param>
    /// <param name="problems">A line for each corpus, grammar, word and audio that is invalid.</param>
    public static ErrorRecord Failed(SttCustomModel model, IReadOnlyList<string> problems)
    {
        string reason = string.IsNullOrEmpty(model.Error) ? "the service gives no reason." : model.Error;
        return SttErrors.Make(
            "ModelFailed", ErrorCategory.InvalidResult, model,
            Lines($"{Name(model, true)} has failed: {reason}", problems),
            problems.Count == 0
                ? $"Run Start-SttTraining {Argument(model)} -Wait to train it again."
                : $"Mend or remove what is named, then run Start-SttTraining {Argument(model)} -Wait; -Strict:$false "
                    + "leaves it out.");
    }

    /// <param name="watch">The model as far as it was waited for.</param>
    /// <param name="seconds">How long.</param>
    /// <param name="undone">A sentence on what was not done because of it, or null.</param>
    public static ErrorRecord TimedOut(ModelWatch watch, double seconds, string? undone)
    {
        SttCustomModel model = watch.Model;
        string activity = watch.Activity is null || model.Status is SttModelStatus.Training or SttModelStatus.Upgrading
            ? "" : $" It {watch.Activity}.";
        return SttErrors.Make(
            "ModelWaitTimeout", ErrorCategory.OperationTimeout, watch.Target,
            string.Create(CultureInfo.CurrentCulture,
                $"{Name(model, true)} was still {Status(model)} after {seconds} s.{activity}")
                + (watch.Failure is null ? "" : $" The service's last answer was a failure: {watch.Failure}")
                + (undone is null ? "" : $" {undone}"),
            $"The service goes on with it: run Wait-SttModel {Argument(model)} to wait longer, with a longer -Timeout "
            + "or none, or Get-SttCustomModel to see its status."
            + (undone is null ? "" : " Then try again."));
    }

    /// <summary>For a model that nothing is going on with.</summary>
    /// <param name="watch">The model as far as it was waited for.</param>
    /// <param name="problems">A line for each corpus, grammar, word and audio that is invalid.</param>
    public static ErrorRecord Idle(ModelWatch watch, IReadOnlyList<string> problems)
    {
        SttCustomModel model = watch.Model;
        string message = watch.Activity is null
            ? $"{Name(model, true)} is {Status(model)}, and the service does nothing with it: "
                + "there is no valid data to train it with, and none is being analysed."
            : $"{Name(model, true)} is still {Status(model)} although data was added to it, and nothing shows that the "
                + "service is analysing any.";
        string add = model.Type == SttModelType.Language
            ? "add a corpus, words or a grammar (Add-SttCorpus, Add-SttWord, Add-SttGrammar)"
            : "add audio (Add-SttAudio)";
        string advice = problems.Count > 0 ? $"Mend or remove what is named, or {add}"
            : watch.Activity is null ? char.ToUpperInvariant(add[0]) + add[1..]
            : "Look with Get-SttWord whether the words are there and valid, and add again what is missing";
        return SttErrors.Make("ModelIdle", ErrorCategory.InvalidOperation, watch.Target, Lines(message, problems),
            $"{advice}, then run Start-SttTraining {Argument(model)} -Wait.");
    }

    public static ErrorRecord NotTrained(SttCustomModel model) => SttErrors.Make(
        "ModelNotTrained", ErrorCategory.InvalidResult, model,
        $"{Name(model, true)} is {Status(model)}: it has data that it was not trained with.",
        $"Run Start-SttTraining {Argument(model)} -Wait.");

    public static ErrorRecord NotUpgraded(SttCustomModel model) => SttErrors.Make(
        "ModelUpgradeFailed", ErrorCategory.InvalidResult, model,
        $"{Name(model, true)} was not upgraded: {model.Error}",
        "It works as before with its old version. Mend what is named, then try again.");

    public static ErrorRecord TimeoutWithoutWait() => SttErrors.Make(
        "TimeoutWithoutWait", ErrorCategory.InvalidArgument, null,
        "-Timeout was given without -Wait, and without -Wait nothing is waited for.", "Add -Wait, or leave -Timeout "
        + "out.");

    /// <summary>For a parameter that models of the other type take.</summary>
    /// <param name="model">The model.</param>
    /// <param name="parameter">Without its hyphen.</param>
    /// <param name="undone">What was not done: "trained".</param>
    public static ErrorRecord OnlyForOtherType(SttCustomModel model, string parameter, string undone)
    {
        bool isAcoustic = model.Type == SttModelType.Acoustic;
        (string own, string other) = isAcoustic ? ("acoustic", "language") : ("language", "acoustic");
        return SttErrors.Make(
            isAcoustic ? "LanguageModelParameter" : "AcousticModelParameter", ErrorCategory.InvalidArgument, model,
            $"{Name(model, true)} was not {undone}: -{parameter} is for {other} models only.",
            $"Leave -{parameter} out, or give {own} models in a command of their own; "
            + $"-Type {char.ToUpperInvariant(other[0])}{other[1..]} takes only {other} models of a name.");
    }

    /// <param name="model">The acoustic model.</param>
    /// <param name="language">The language model that was given beside it.</param>
    /// <param name="undone">What was not done: "trained".</param>
    public static ErrorRecord LanguageModelNotTrained(SttCustomModel model, SttCustomModel language, string undone)
        => SttErrors.Make(
            "LanguageModelNotReady", ErrorCategory.ResourceUnavailable, model,
            $"{Name(model, true)} was not {undone}: {Name(language)} is {Status(language)}, and it must be available.",
            language.Status is SttModelStatus.Training or SttModelStatus.Upgrading
                ? $"Run Wait-SttModel {Argument(language)} -For Available, then try again."
                : $"Run Start-SttTraining {Argument(language)} -Wait, then try again.");

    /// <summary>For recognition with a model that was certainly never trained.</summary>
    public static ErrorRecord NeverTrained(SttCustomModel model) => SttErrors.Make(
        "CustomModelNotReady", ErrorCategory.ResourceUnavailable, model,
        $"{Name(model, true)} can't be used: it is {Status(model)} and has no data. No audio was sent.",
        model.Type == SttModelType.Language
            ? "Add a corpus, words or a grammar (Add-SttCorpus, Add-SttWord, Add-SttGrammar), then run "
                + $"Start-SttTraining {Argument(model)} -Wait."
            : $"Add audio (Add-SttAudio), then run Start-SttTraining {Argument(model)} -Wait.");

    public static ErrorRecord ReferenceCount(int references, int recordings) => SttErrors.Make(
        "ReferenceCount", ErrorCategory.InvalidArgument, null,
        string.Create(CultureInfo.InvariantCulture,
            $"-Reference has {references} texts, and there are {recordings} recordings."),
        "Give one text for each recording, in their order. One text of several lines must be one string: "
        + "Get-Content -Raw.");

    public static ErrorRecord OtherBaseModel(SttCustomModel model, string given) => SttErrors.Make(
        "WrongBaseModel", ErrorCategory.InvalidArgument, model,
        $"{Name(model, true)} was made for the base model {model.BaseModel}, not for {given}. No audio was sent.",
        "Leave -BaseModel out: recognition takes the custom model's own.");

    public static ErrorRecord NeedsLanguageModel(string parameter) => SttErrors.Make(
        "LanguageModelNeeded", ErrorCategory.InvalidArgument, null,
        $"-{parameter} was given without a custom language model, and it is about one. No audio was sent.",
        $"Name the model with -LanguageModel, or leave -{parameter} out.");

    public static ErrorRecord GrammarNotFound(SttCustomModel model, string grammar, IEnumerable<string> names)
        => SttErrors.Make(
            "GrammarNotFound", ErrorCategory.ObjectNotFound, grammar,
            $"{Name(model, true)} has no grammar named '{grammar}'. It has: {SttErrors.Shorten(names)}. No audio was "
            + "sent.",
            $"Give -Grammar one of its own, or add it with Add-SttGrammar and run Start-SttTraining {Argument(model)} "
            + "-Wait.");

    /// <summary>The same error with lines below its message.</summary>
    public static ErrorRecord With(ErrorRecord error, IReadOnlyList<string> lines)
    {
        if (lines.Count == 0) return error;
        string? advice = error.ErrorDetails?.RecommendedAction;
        string message = error.ErrorDetails?.Message ?? error.Exception.Message;
        error.ErrorDetails = new ErrorDetails(Lines(message, lines)) { RecommendedAction = advice };
        return error;
    }

    /// <summary>What a sentence calls a model.</summary>
    public static string Name(SttCustomModel model, bool first = false)
    {
        string type = model.Type == SttModelType.Language ? "language" : "acoustic";
        return $"{(first ? "T" : "t")}he custom {type} model '{model}'";
    }

    /// <summary>A model's status in the service's word.</summary>
    public static string Status(SttCustomModel model)
        => string.IsNullOrEmpty(model.StatusText) ? "without a status" : model.StatusText;

    /// <summary>A model as one would write it in a command.</summary>
    public static string Argument(SttCustomModel model) => Argument(model.ToString());

    /// <summary>A text as one would write it in a command.</summary>
    public static string Argument(string text) => "'" + text.Replace("'", "''", StringComparison.Ordinal) + "'";

    // PowerShell shows an error of a script without its line breaks; the hyphens keep its parts apart.
    private static string Lines(string first, IReadOnlyList<string> more)
        => string.Join(Environment.NewLine, [first, .. more.Select(line => $"- {line}")]);
}
