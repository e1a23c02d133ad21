namespace SttPowerShell.LocalService.Api;

/// <summary>Query parameters that a route doesn't know never make it fail; answers that have a place for it tell.</summary>
internal static class RequestQuery
{
    /// <summary>The warning of model routes; null if all parameters are known.</summary>
    public static string? UnexpectedWarning(this IQueryCollection query, params ReadOnlySpan<string> known)
    {
        List<string> unexpected = [];
        foreach (string name in query.Keys)
        {
            if (!known.Contains(name)) unexpected.Add($"'{name}'");
        }
        return unexpected.Count == 0 ? null : $"Unexpected query parameter(s) [{string.Join(", ", unexpected)}] detected";
    }
}
