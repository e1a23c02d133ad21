using Microsoft.AspNetCore.WebUtilities;

namespace SttPowerShell.LocalService.Api;

/// <summary>Query strings, read as the contract has them: names are case-sensitive and keep their order.</summary>
internal static class RequestQuery
{
    /// <summary>All parameters, decoded.</summary>
    public static IEnumerable<(string Name, string Value)> QueryPairs(this HttpRequest request)
    {
        QueryStringEnumerable pairs = new(request.QueryString.Value);
        foreach (QueryStringEnumerable.EncodedNameValuePair pair in pairs)
        {
            yield return (pair.DecodeName().ToString(), pair.DecodeValue().ToString());
        }
    }

    /// <summary>The warning of model routes about parameters that they don't know; null if there are none.</summary>
    public static string? UnexpectedQueryWarning(this HttpRequest request)
    {
        List<string> unexpected = [.. request.QueryPairs().Select(pair => $"'{pair.Name}'").Distinct()];
        return unexpected.Count == 0
            ? null
            : $"Unexpected query parameter(s) [{string.Join(", ", unexpected)}] detected";
    }
}
