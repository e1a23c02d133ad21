using System.Management.Automation;
using SttPowerShell.LocalService;

namespace SttPowerShell.Errors;

/// <summary>
/// All error records of the module that don't come from a failed call (those: <see cref="ServiceErrors"/>). Each
/// method is one error: its id, category, sentence, and what to do next.
/// </summary>
internal static class SttErrors
{
    public static ErrorRecord NotConnected() => Make(
        "NotConnected", ErrorCategory.ConnectionError, null, "Not connected to a Speech to Text service.",
        "Run Connect-SttService -Local for the service on this machine, or Connect-SttService -Uri URL -ApiKey KEY.");

    public static ErrorRecord SeveralSessions(string open) => Make(
        "SeveralSessions", ErrorCategory.InvalidOperation, null,
        $"Several sessions are open and none is the current one here: {open}.",
        "Name one with -Session, or choose one with Select-SttSession.");

    public static ErrorRecord SessionClosed(SttSession session) => Make(
        "SessionClosed", ErrorCategory.InvalidOperation, session,
        $"The session '{session.Name}' ({session.Uri}) is closed.",
        "Connect again with Connect-SttService, and use -Session to give the new session to objects of the old one.");

    public static ErrorRecord SessionNotFound(string name) => Make(
        "SessionNotFound", ErrorCategory.ObjectNotFound, name, $"No open session is named or numbered '{name}'.",
        "Run Get-SttSession to list the open sessions.");

    public static ErrorRecord SessionNameTaken(string name) => Make(
        "SessionNameTaken", ErrorCategory.ResourceExists, name, $"A session named '{name}' is open already.",
        "Give another -Name, or close the old session with Disconnect-SttService.");

    // What the client says of a URL, a user name or a key before it sends anything. It never repeats a secret.
    public static ErrorRecord InvalidConnection(ArgumentException e) => Make(
        "InvalidConnection", ErrorCategory.InvalidArgument, null, WithoutParameterName(e),
        "Copy URL and key from the service's credentials; the URL looks like "
        + "https://api.us-south.speech-to-text.watson.cloud.ibm.com/instances/ID.");

    public static ErrorRecord NoApiKey() => Make(
        "NoApiKey", ErrorCategory.AuthenticationError, null,
        "No API key was given, and the environment variable SPEECH_TO_TEXT_APIKEY is not set.",
        "Give -ApiKey (a SecureString, such as Read-Host -AsSecureString makes), -Credential, -Token, or "
        + "-NoAuthentication; or store a credential with Set-SttCredential, and name it.");

    public static ErrorRecord BaseModelNotFound(string name, IEnumerable<string> offered) => Make(
        "BaseModelNotFound", ErrorCategory.ObjectNotFound, name,
        $"The service has no base model named '{name}'. It has: {Shorten(offered)}.",
        "Run Get-SttBaseModel to list them.");

    public static ErrorRecord CustomModelNotFound(string model, SttModelType? type) => Make(
        "CustomModelNotFound", ErrorCategory.ObjectNotFound, model,
        $"No {Words(type)} of these credentials has the name or id '{model}'.",
        "Run Get-SttCustomModel to list the models that these credentials own.");

    public static ErrorRecord AmbiguousModel(string name, IEnumerable<SttCustomModel> models) => Make(
        "AmbiguousModelName", ErrorCategory.InvalidArgument, name,
        $"Several custom models are named '{name}': {Shorten(models.Select(m => $"{m.Id} ({m.Type})"))}.",
        "Give the id of the one that you mean, or -Type where they differ in it.");

    public static ErrorRecord WrongModelType(SttCustomModel model, SttModelType wanted) => Make(
        "WrongModelType", ErrorCategory.InvalidType, model,
        $"'{model}' is {Article(model.Type)} model, where {Article(wanted)} model is needed.",
        "Give language models to -LanguageModel and acoustic models to -AcousticModel.");

    public static ErrorRecord DialectOfAcousticModel(string name) => Make(
        "DialectOfAcousticModel", ErrorCategory.InvalidArgument, name,
        $"The acoustic model '{name}' was not created: only language models have a dialect.", "Leave -Dialect out.");

    public static ErrorRecord NoAcousticModels(string name, string baseModel, IEnumerable<string> offered) => Make(
        "BaseModelNotAdaptable", ErrorCategory.InvalidArgument, name,
        $"The acoustic model '{name}' was not created: {baseModel} can't be adapted by acoustic models. These can: "
        + $"{Shorten(offered)}.",
        "Give one of them with -BaseModel: only base models of the previous generation have acoustic models.");

    public static ErrorRecord SeveralModels(SttCustomModel first, SttCustomModel second) => Make(
        "SeveralModels", ErrorCategory.InvalidArgument, second,
        $"Two custom models of the same type came ('{first}' and '{second}'), and recognition takes one of each type.",
        "To compare models, recognise once with each: "
        + "... | ForEach-Object { Invoke-SttRecognition FILE -LanguageModel $_ }.");

    public static ErrorRecord DifferentBaseModels(SttCustomModel language, SttCustomModel acoustic) => Make(
        "DifferentBaseModels", ErrorCategory.InvalidArgument, acoustic,
        $"The language model '{language}' is for {language.BaseModel}, the acoustic model '{acoustic}' for "
        + $"{acoustic.BaseModel}. They work together only for the same base model.",
        "Use two models of one base model.");

    public static ErrorRecord ModelOfOtherSession(SttCustomModel model, SttSession used) => Make(
        "ModelOfOtherSession", ErrorCategory.InvalidArgument, model,
        $"The model '{model}' belongs to the session '{model.Session}', not to '{used}'.",
        "Use models of one session, or leave -Session out to use the model's own.");

    public static ErrorRecord LocalServiceNotRunning(string directory) => Make(
        "LocalServiceNotRunning", ErrorCategory.ObjectNotFound, directory,
        $"No local service runs for '{directory}'.", "Start one with Start-SttLocalService.");

    public static ErrorRecord LocalServiceFailed(LocalServiceException e, string? directory) => Make(
        e.ErrorId, ErrorCategory.ResourceUnavailable, directory, e.Message, e.Advice, e.InnerException);

    /// <summary>Makes a record; the advice is shown as "Recommendation".</summary>
    internal static ErrorRecord Make(
        string id, ErrorCategory category, object? target, string message, string advice, Exception? inner = null)
        => Make(id, category, target, new SttException(message, inner), advice);

    internal static ErrorRecord Make(string id, ErrorCategory category, object? target, Exception e, string advice)
        => new(e, id, category, target) { ErrorDetails = new ErrorDetails(e.Message) { RecommendedAction = advice } };

    /// <summary>A list for a sentence, cut where it would fill the screen.</summary>
    internal static string Shorten(IEnumerable<string> items)
    {
        string[] all = [.. items];
        const int Shown = 8;
        string text = string.Join(", ", all.Take(Shown));
        if (all.Length == 0) return "none";
        return all.Length > Shown ? $"{text} and {all.Length - Shown} more" : text;
    }

    internal static string WithoutParameterName(ArgumentException e)
        => e.ParamName is null
            ? e.Message
            : e.Message.Replace($" (Parameter '{e.ParamName}')", "", StringComparison.Ordinal);

    private static string Words(SttModelType? type) => type switch
    {
        SttModelType.Language => "custom language model",
        SttModelType.Acoustic => "custom acoustic model",
        _ => "custom model",
    };

    private static string Article(SttModelType type) => type == SttModelType.Language ? "a language" : "an acoustic";
}
