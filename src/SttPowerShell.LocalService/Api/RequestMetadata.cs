namespace SttPowerShell.LocalService.Api;

/// <summary>The header <c>X-Watson-Metadata</c>, which says whose data a request has (contract section 3).</summary>
internal static class RequestMetadata
{
    private const string Key = "customer_id=";

    /// <summary>The value of <c>customer_id</c>; null if the header has none.</summary>
    public static string? CustomerId(this HttpRequest request)
        => request.Headers["X-Watson-Metadata"]
            .SelectMany(header => (header ?? "").Split(';', StringSplitOptions.TrimEntries))
            .FirstOrDefault(pair => pair.StartsWith(Key, StringComparison.Ordinal) && pair.Length > Key.Length)
            ?[Key.Length..];
}
