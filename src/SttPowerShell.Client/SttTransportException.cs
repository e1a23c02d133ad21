namespace SttPowerShell.Client;

/// <summary>Why no complete answer came.</summary>
internal enum TransportFailure
{
    /// <summary>The host has no address.</summary>
    NameResolution,
    /// <summary>No connection could be made.</summary>
    Connection,
    /// <summary>The proxy made no connection to the host.</summary>
    Proxy,
    /// <summary>The TLS handshake failed.</summary>
    SecureConnection,
    /// <summary>The connection was lost while the request was sent or before the answer was whole.</summary>
    Interrupted,
    /// <summary>A time limit ran out.</summary>
    Timeout,
    /// <summary>The answer was whole but is not what the service sends.</summary>
    InvalidAnswer,
    /// <summary>The audio could not be read, or changed while it was being sent.</summary>
    Body,
    /// <summary>The audio has fewer bytes than the service takes.</summary>
    TooShort,
    /// <summary>The audio is more than one request may carry, and can't be continued in another.</summary>
    TooLong,
    /// <summary>The caller's own code gave no token.</summary>
    Token,
}

/// <summary>The answer never came whole. The message says what was received and what is missing.</summary>
internal sealed class SttTransportException(TransportFailure failure, string message, Exception? inner = null)
    : IOException(message, inner)
{
    public TransportFailure Failure { get; } = failure;
    public string Operation { get; init; } = "";
    public Uri? RequestUri { get; init; }
    public string? TransactionId { get; init; }

    /// <summary>The named resource that the request was about (a customization id, a model), if any.</summary>
    public string? Resource { get; init; }
}
