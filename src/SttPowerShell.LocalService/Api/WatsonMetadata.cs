using SttPowerShell.LocalService.Customization;

namespace SttPowerShell.LocalService.Api;

/// <summary>The header <c>X-Watson-Metadata: customer_id={id}</c>: whose data a request brings (section 3).</summary>
internal static class WatsonMetadata
{
    /// <summary>The parameter that stands for the header where a client can't set one: on a WebSocket's URL.</summary>
    public const string QueryName = "x-watson-metadata";

    private const string Header = "X-Watson-Metadata";
    private const string Key = "customer_id=";

    /// <summary>The customer's id; null if the request names none.</summary>
    /// <exception cref="RequestRefusedException">
    /// The header is something else: data that its owner could never delete must not be taken.
    /// </exception>
    public static string? CustomerId(this HttpRequest request)
    {
        string metadata = request.Headers[Header].ToString().Trim();
        if (metadata.Length == 0 && request.HttpContext.WebSockets.IsWebSocketRequest)
        {
            metadata = request.QueryText(QueryName)?.Trim() ?? "";
        }
        if (metadata.Length == 0) return null;
        string id = metadata.StartsWith(Key, StringComparison.Ordinal) ? metadata[Key.Length..] : "";
        return id.Length > 0 && !id.AsSpan().ContainsAny(';', '=')
            ? id
            : throw new RequestRefusedException(StatusCodes.Status400BadRequest,
                $"Invalid value '{metadata}' for header {Header}: {Key}{{id}} is expected, with an id without ; and =");
    }
}
