namespace SttPowerShell.Client.Http;

/// <summary>A connection that has become a WebSocket.</summary>
/// <param name="Response">The answer to the handshake, whose content is the connection; the receiver owns it.</param>
/// <param name="Errors">Words the errors of what follows.</param>
internal sealed record UpgradedConnection(HttpResponseMessage Response, ExchangeErrors Errors);
