namespace SttPowerShell.Faults;

/// <summary>How an HTTP/1.1 answer says where it ends (RFC 9112, section 6).</summary>
public enum Framing
{
    /// <summary>A Content-Length header.</summary>
    ContentLength,
    /// <summary>Chunked transfer coding.</summary>
    Chunked,
    /// <summary>Nothing: the end of the connection is the end of the answer.</summary>
    UntilClose,
}
