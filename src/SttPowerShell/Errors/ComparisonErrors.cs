using System.Globalization;
using System.Management.Automation;

namespace SttPowerShell.Errors;

/// <summary>Errors of comparing models with each other.</summary>
internal static class ComparisonErrors
{
    public static ErrorRecord NothingToCompare() => SttErrors.Make(
        "NothingToCompare", ErrorCategory.InvalidArgument, null,
        "There is nothing to be compared: only one model was given. No audio was sent.",
        "Name custom models with -Model, which are compared with their base model; or several -BaseModel.");

    public static ErrorRecord WeightWithoutLanguageModel() => SttErrors.Make(
        "LanguageModelNeeded", ErrorCategory.InvalidArgument, null,
        "-CustomizationWeight was given without a custom language model, and it is about one. No audio was sent.",
        "Name a language model with -Model, or leave -CustomizationWeight out.");

    public static ErrorRecord NothingToCombine() => SttErrors.Make(
        "NothingToCombine", ErrorCategory.InvalidArgument, null,
        "-Combine needs models of both types, language and acoustic, for the same base model. No audio was sent.",
        "Name one of each type with -Model, or leave -Combine out.");

    public static ErrorRecord NoRecordings() => SttErrors.Make(
        "NoRecordings", ErrorCategory.InvalidArgument, null,
        "There is no recording to compare models on.",
        "Pipe a table with the columns Path and Reference, what was said: Import-Csv ref.csv | Compare-SttModel "
        + "MODEL.");

    public static ErrorRecord NoReference(string path) => SttErrors.Make(
        "NoReference", ErrorCategory.InvalidArgument, path, $"It isn't known what was said in '{path}'.",
        "Give it with -Reference, or in the column Reference of a table.");

    public static ErrorRecord LiveSource(string path) => SttErrors.Make(
        "NotAFile", ErrorCategory.InvalidArgument, path,
        $"'{path}' can be read only once, and each model hears it.", "Give the path of a file.");

    public static ErrorRecord ServiceLost(SttSession session, int recordings) => SttErrors.Make(
        "ServiceLost", ErrorCategory.ConnectionError, session,
        string.Create(CultureInfo.InvariantCulture,
            $"The service at {session.Uri} can't be reached any more, so the other {recordings} recordings were not sent."),
        "Check the network and the service, and compare again; what was recognised until then is compared.");

    public static ErrorRecord NothingLeft(int recordings) => SttErrors.Make(
        "NothingLeft", ErrorCategory.InvalidResult, null,
        string.Create(CultureInfo.InvariantCulture,
            $"None of the {recordings} recordings was recognised with all models, so there is nothing to compare."),
        "See the errors of the recordings.");

    /// <summary>For a recording that one of the models couldn't recognise.</summary>
    /// <param name="failure">Why.</param>
    /// <param name="path">The recording.</param>
    /// <param name="candidate">The model.</param>
    public static ErrorRecord LeftOut(ErrorRecord failure, string path, string candidate)
    {
        string message = $"'{path}' is left out for all models, since it failed with {candidate}: "
            + failure.Exception.Message;
        SttException? told = failure.Exception as SttException;
        return SttErrors.Make(
            failure.FullyQualifiedErrorId, failure.CategoryInfo.Category, path,
            new SttException(message, failure.Exception.InnerException)
            {
                StatusCode = told?.StatusCode,
                TransactionId = told?.TransactionId,
                Operation = told?.Operation,
                RequestUri = told?.RequestUri,
                ServiceMessage = told?.ServiceMessage,
            },
            failure.ErrorDetails.RecommendedAction);
    }
}
