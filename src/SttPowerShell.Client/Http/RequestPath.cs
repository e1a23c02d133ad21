namespace SttPowerShell.Client.Http;

/// <summary>Builds paths of which no segment can reach out of its place.</summary>
internal static class RequestPath
{
    /// <exception cref="ArgumentException">A segment can't stand in a URL, however it is escaped.</exception>
    public static string Of(params string[] segments)
        => string.Concat(segments.Select(static segment => "/" + Escape(segment)));

    private static string Escape(string segment)
    {
        if (string.IsNullOrWhiteSpace(segment)) throw new ArgumentException("A name or id is empty.", nameof(segment));

        // RFC 3986 section 5.2.4: dot segments are removed from a path, escaped or not, and so would name another
        // resource.
        if (segment is "." or "..") throw new ArgumentException($"'{segment}' can't be a name or id.", nameof(segment));
        return Uri.EscapeDataString(segment);
    }
}
