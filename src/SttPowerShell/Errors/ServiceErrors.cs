using System.Management.Automation;
using System.Net;
using SttPowerShell.Client;

namespace SttPowerShell.Errors;

/// <summary>
/// Turns a failed call into an error record. The message names what failed, on which input, the service's own words
/// and its transaction id; the advice says what to do next.
/// </summary>
internal static class ServiceErrors
{
    /// <param name="e">What the client threw.</param>
    /// <param name="target">The user's input that it happened on.</param>
    /// <param name="session">The session of the call; null while connecting.</param>
    public static ErrorRecord From(SttApiException e, object? target, SttSession? session)
    {
        (string id, ErrorCategory category, string what, string advice) = Kind(e, target, session);
        string transaction = e.TransactionId is null ? "" : $" Transaction {e.TransactionId}.";
        SttException exception = new($"{what} {e.Message}{transaction}")
        {
            StatusCode = (int)e.Status,
            TransactionId = e.TransactionId,
            Operation = e.Operation,
            RequestUri = e.RequestUri,
            ServiceMessage = e.ServiceMessage,
        };
        return SttErrors.Make(id, category, target, exception, advice);
    }

    /// <inheritdoc cref="From(SttApiException, object?, SttSession?)"/>
    public static ErrorRecord From(SttTransportException e, object? target, SttSession? session)
    {
        (string id, ErrorCategory category, string advice) = Kind(e.Failure, session);
        bool mayBeDone = e.Failure is TransportFailure.Interrupted or TransportFailure.Timeout
            or TransportFailure.InvalidAnswer;
        if (e.Operation == "createJob" && mayBeDone) advice = JobServiceErrors.LookFirst;
        string what = id == "LocalServiceGone"
            ? "The local service has gone; run Connect-SttService -Local again. "
            : "";
        string transaction = e.TransactionId is null ? "" : $" Transaction {e.TransactionId}.";
        SttException exception = new($"{what}{e.Message}{transaction}", e.InnerException)
        {
            TransactionId = e.TransactionId,
            Operation = e.Operation,
            RequestUri = e.RequestUri,
        };
        return SttErrors.Make(id, category, target, exception, advice);
    }

    private static (string Id, ErrorCategory Category, string What, string Advice) Kind(
        SttApiException e, object? target, SttSession? session)
    {
        string on = target switch { null => "", Stream => " the stream", _ => $" '{target}'" };
        string words = e.ServiceMessage;
        int status = (int)e.Status;
        bool isLocal = session is { IsLocal: true };
        if (IsMissingCustomization(e))
        {
            return ("CustomModelNotFound", ErrorCategory.ObjectNotFound,
                $"No custom model{Quoted(e.Resource) ?? on} belongs to these credentials.",
                "Run Get-SttCustomModel to list the models that these credentials own.");
        }
        if (IsExisting(e))
        {
            return ("NameTaken", ErrorCategory.ResourceExists,
                $"The model has something of that name already{For(on)}.",
                e.Operation == "addAudio"
                    ? "Use -Force to overwrite it, or give another -Name."
                    : "Use -Force to overwrite it, or give another -Name. A corpus and a grammar can't have the same "
                        + "name.");
        }
        if (status == 400 && Has(words, "not available") && Has(words, "custom"))
        {
            return ("CustomModelNotReady", ErrorCategory.ResourceUnavailable,
                $"The custom model{Described(session?.Seen(e.Resource))} can't be used yet{For(on)}.",
                NotReadyAdvice(session?.Seen(e.Resource)));
        }
        if (status == 400 && e.Operation is "recognize" or "createJob" && Has(words, "grammar"))
        {
            return ("GrammarRefused", ErrorCategory.InvalidArgument, $"The grammar can't be used{For(on)}.",
                "A grammar works once its model was trained with it: run Start-SttTraining -Wait. Wait-SttModel names "
                + "a grammar that is invalid.");
        }
        if (status == 400 && e.Operation.StartsWith("train", StringComparison.Ordinal))
        {
            bool nothing = Has(words, "no input data");
            return (nothing ? "NothingToTrain" : "TrainingRefused", ErrorCategory.InvalidOperation,
                $"The service doesn't train{on}.", TrainingAdvice(e, nothing));
        }
        if (status == 400 && e.Operation.StartsWith("upgrade", StringComparison.Ordinal))
        {
            return ("UpgradeRefused", ErrorCategory.InvalidOperation, $"The service doesn't upgrade{on}.",
                UpgradeAdvice(words, target as SttCustomModel));
        }
        if (status == 400 && Has(words, "not compatible with base model"))
        {
            return ("WrongBaseModel", ErrorCategory.InvalidArgument,
                $"The custom model was made for another base model{For(on)}.",
                "Leave -BaseModel out: recognition takes the custom model's own.");
        }
        if (JobServiceErrors.Find(e, on) is { } ofJob) return ofJob;
        if (AccessErrors.Find(e, session) is { } ofAccess) return ofAccess;
        bool audio = e.Operation is "recognize" or "createJob" or "addAudio";
        return status switch
        {
            404 when e.Operation is "recognize" or "createJob" => ("BaseModelNotFound", ErrorCategory.ObjectNotFound,
                $"The service has no such model{For(on)}.",
                "Run Get-SttBaseModel to list the base models."),
            404 => ("NotFound", ErrorCategory.ObjectNotFound, $"The service doesn't have{on}.",
                "Check the name."),
            408 => ("OperationTimeout", ErrorCategory.OperationTimeout, $"The service gave up waiting{For(on)}.",
                "Try again; audio must arrive faster than it plays."),
            409 => ("ModelBusy", ErrorCategory.ResourceBusy, $"The model is busy with an earlier request{For(on)}.",
                IsLongOperation(e.Operation)
                    ? "Use -Wait, which waits for that first, or run Wait-SttModel and then try again."
                    : "Run Wait-SttModel, which waits until that has finished, then try again."),
            413 when !audio => ("TextTooLong", ErrorCategory.LimitsExceeded, $"The text is too large{For(on)}.",
                "Split it, and add the parts one after the other."),
            415 when !audio => ("UnsupportedText", ErrorCategory.InvalidData,
                $"The service can't take this type of text{For(on)}.",
                "Check that it is UTF-8 text, and a grammar of the form that -Format says."),
            413 => ("AudioTooLong", ErrorCategory.LimitsExceeded, $"The audio is too large{For(on)}.",
                "Split the recording, or compress it (FLAC loses nothing)."),
            415 => ("UnsupportedAudio", ErrorCategory.InvalidData,
                $"The service can't take this type of audio{For(on)}.",
                "Give the right type with -ContentType, or convert the recording to WAV."),
            429 => ("TooManyRequests", ErrorCategory.LimitsExceeded, $"The service has had too many requests{For(on)}.",
                "Wait a while, and send fewer at once."),
            503 => ("ServiceUnavailable", ErrorCategory.ResourceUnavailable, $"The service can't do it now{For(on)}.",
                "Try again later."),
            >= 500 => ("ServiceFailed", ErrorCategory.InvalidResult, $"The service failed{For(on)}.",
                isLocal
                    ? "Mend what its words name, then try again; the service's log has more under the transaction id."
                    : "Try again; if it stays, tell the service's support the transaction id."),
            400 when audio && Has(words, "No speech detected") => ("NoSpeech", ErrorCategory.InvalidData,
                $"The service heard no speech for too long{For(on)}.",
                "Allow a longer silence with -InactivityTimeout, where -1 is no limit; or check that the audio isn't "
                + "silent."),
            400 when audio => ("AudioRefused", ErrorCategory.InvalidData, $"The service refused the request{For(on)}.",
                "Check that the file is whole, and audio of the type that its name says, and that the base model suits "
                + "its sampling rate."),
            200 => ("ServiceFailed", ErrorCategory.InvalidResult,
                $"The service failed after it had begun to answer{For(on)}.",
                "Try again."),
            _ => ("RequestRefused", ErrorCategory.InvalidArgument,
                $"The service refused the request{For(on)}.",
                "The service's own words say which value is wrong."),
        };
    }

    private static (string Id, ErrorCategory Category, string Advice) Kind(
        TransportFailure failure, SttSession? session)
    {
        if (session is { IsLocal: true } && failure is TransportFailure.Connection or TransportFailure.Interrupted)
        {
            return ("LocalServiceGone", ErrorCategory.ResourceUnavailable,
                "Run Connect-SttService -Local again; it starts the service if it isn't running.");
        }
        return failure switch
        {
            TransportFailure.NameResolution => ("HostNotFound", ErrorCategory.ConnectionError,
                "Check the host name in the URL, the network, and whether it takes a proxy (-Proxy)."),
            TransportFailure.Connection => ("ConnectionFailed", ErrorCategory.ConnectionError,
                "Check the URL, its port, and the network. Test-SttService finds out how far it gets."),
            TransportFailure.Proxy => ("ProxyFailed", ErrorCategory.ConnectionError,
                "Check -Proxy and -ProxyCredential of Connect-SttService, or HTTPS_PROXY in the environment; -NoProxy "
                + "goes without a proxy."),
            TransportFailure.SecureConnection => ("SecureConnectionFailed", ErrorCategory.SecurityError,
                "Check that the URL's host and port speak TLS and that this machine trusts their certificate: "
                + "Test-SttService shows it, and -CertificateAuthority of Connect-SttService names an authority to "
                + "trust."),
            TransportFailure.Interrupted => ("ConnectionLost", ErrorCategory.ConnectionError,
                "Nothing was kept of the incomplete answer. Try again."),
            TransportFailure.Timeout => ("OperationTimeout", ErrorCategory.OperationTimeout,
                "Try again, or connect with longer limits (-IdleTimeout, -SendTimeout, -Timeout)."),
            TransportFailure.Token => ("TokenScriptFailed", ErrorCategory.AuthenticationError,
                "Mend the script block of -TokenScript. It gives the token alone, as a string or SecureString, and "
                + "doesn't use the session that it is for."),
            TransportFailure.Body => ("FileUnreadable", ErrorCategory.ReadError,
                "Check that the audio can be read and doesn't change while it is sent."),
            TransportFailure.TooShort => ("AudioTooShort", ErrorCategory.InvalidData,
                "Check that the recording is complete, and that what sends it has not ended too early."),
            TransportFailure.TooLong => ("AudioTooLong", ErrorCategory.LimitsExceeded,
                "Split the recording, or convert it to WAV or raw samples, which may have any length."),
            _ => ("InvalidAnswer", ErrorCategory.InvalidResult,
                "Check that the URL is that of a Speech to Text service and that no proxy answers in its place."),
        };
    }

    private static bool IsLongOperation(string operation)
        => operation.StartsWith("train", StringComparison.Ordinal)
            || operation.StartsWith("upgrade", StringComparison.Ordinal);

    private static string TrainingAdvice(SttApiException e, bool nothing)
    {
        bool isAcoustic = e.Operation.EndsWith("AcousticModel", StringComparison.Ordinal);
        if (nothing)
        {
            return isAcoustic
                ? "Add audio first: Add-SttAudio."
                : "Add data first, or train again without new data with -Force.";
        }
        // Too little audio, or too much (contract section 9).
        return isAcoustic && (Has(e.ServiceMessage, "minutes") || Has(e.ServiceMessage, "hours"))
            ? "Run Get-SttAudio -Total to see how much valid audio the model has, then add or remove some."
            : "Mend or remove what is invalid, or leave it out of the training with -Strict:$false.";
    }

    private static string UpgradeAdvice(string words, SttCustomModel? model)
    {
        if (Has(words, "since last training"))
        {
            return "With -Force it is upgraded although nothing was added to it.";
        }
        string train = $"Start-SttTraining {(model is null ? "" : ModelErrors.Argument(model) + " ")}-Wait";
        return Has(words, "newest version") ? "It has the newest version: there is nothing to do."
            : $"A model that has the newest version needs no upgrade. Another must have been trained first: add data if "
                + $"it has none, then run {train}.";
    }

    private static string Described(SttCustomModel? model)
        => model is null ? "" : $" '{model}' ({ModelErrors.Status(model)})";

    private static string NotReadyAdvice(SttCustomModel? model)
    {
        string name = model is null ? "" : ModelErrors.Argument(model) + " ";
        return model?.Status is SttModelStatus.Training or SttModelStatus.Upgrading
            ? $"Run Wait-SttModel {name}-For Available, then try again."
            : $"Run Start-SttTraining {name}-Wait, then try again.";
    }

    /// <summary>Whether the service says that a custom model doesn't exist or belongs to others: 401 or 400.</summary>
    public static bool IsMissingCustomization(SttApiException e)
    {
        string words = e.ServiceMessage;
        bool mayBe = e.Status is HttpStatusCode.Unauthorized or HttpStatusCode.BadRequest or HttpStatusCode.NotFound;
        if (!mayBe) return false;
        return Has(words, "customization_id") || Has(words, "Malformed GUID")
            || (e.Resource is { Length: > 0 } && Has(words, e.Resource) && Has(words, "customization")
                && !Has(words, "locked"));
    }

    /// <summary>Whether a corpus or grammar of the name exists: 400, or 409 in some services.</summary>
    public static bool IsExisting(SttApiException e)
        => e.Status is HttpStatusCode.BadRequest or HttpStatusCode.Conflict && Has(e.ServiceMessage, "already exists");

    /// <summary>Whether the service has no such route at all, as one without acoustic models.</summary>
    public static bool IsMissingRoute(SttApiException e)
        => e.Status == HttpStatusCode.NotFound && IsUnknownPath(e.ServiceMessage);

    internal static bool IsUnknownPath(string words)
        => words.Length == 0 || Has(words, "No such child resource") || words.StartsWith('<') || Has(words, "HTML");

    private static bool Has(string text, string part) => text.Contains(part, StringComparison.OrdinalIgnoreCase);

    private static string For(string on) => on.Length > 0 ? " for" + on : "";

    private static string? Quoted(string? text) => string.IsNullOrEmpty(text) ? null : $" '{text}'";
}
