using SttPowerShell.LocalService.Api.Authentication;
using SttPowerShell.LocalService.Customization;

namespace SttPowerShell.LocalService.Api.WebSockets;

/// <summary>What the URL of a connection fixes for all its requests (contract sections 5.1 and 6).</summary>
/// <param name="Arguments">The models.</param>
/// <param name="Unknown">Other parameters of the URL.</param>
internal sealed record ConnectionParameters(RecognitionArguments Arguments, IReadOnlyList<string> Unknown)
{
    private const string LearningOptOut = "x-watson-learning-opt-out";

    private static readonly IReadOnlyList<string> OfRecognition =
    [
        "model", "language_customization_id", "customization_id", "acoustic_customization_id", "base_model_version",
    ];

    private static readonly IReadOnlyList<string> Others =
        [AuthenticationMiddleware.AccessToken, WatsonMetadata.QueryName, LearningOptOut];

    /// <summary>The names of all parameters of the URL.</summary>
    public static IEnumerable<string> Names => [.. OfRecognition, .. Others];

    public static ConnectionParameters Read(HttpRequest request)
    {
        RecognitionArguments arguments = new();
        OrderedDictionary<string, bool> unknown = [];
        foreach ((string name, string text) in request.QueryPairs())
        {
            if (OfRecognition.Contains(name)) arguments.Add(name, text);
            else if (!Others.Contains(name)) unknown[name] = true;
        }
        return new ConnectionParameters(arguments, [.. unknown.Keys]);
    }

    /// <summary>Warnings about what the URL has besides.</summary>
    public IEnumerable<string> Warnings()
        => Unknown.Count == 0 ? [] : [$"Unknown url query arguments: {string.Join(", ", Unknown)}."];

    /// <summary>Whether a parameter is one of the URL only.</summary>
    public static bool IsOfConnection(string name) => OfRecognition.Contains(name);

    /// <summary>What a request of the connection asks for.</summary>
    /// <param name="ofRequests">What its start message and earlier ones gave, without parameters of the URL.</param>
    /// <param name="owner">Whose models it may use.</param>
    /// <param name="resolver">Finds them.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="RequestRefusedException">A parameter can't be used, or a model isn't there.</exception>
    public Task<RequestedRecognition> ResolveAsync(
        RecognitionArguments ofRequests, Guid owner, CustomModelResolver resolver, CancellationToken cancel)
    {
        RecognitionArguments all = new();
        all.Add(Arguments);
        all.Add(ofRequests);
        return RequestedRecognition.ResolveAsync(all, owner, RecognitionInterface.WebSocket, resolver, cancel);
    }
}
