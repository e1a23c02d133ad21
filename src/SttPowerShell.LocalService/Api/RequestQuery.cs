using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using SttPowerShell.LocalService.Customization;

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

    /// <summary>The last value of a parameter; null if it is absent or empty.</summary>
    public static string? QueryText(this HttpRequest request, string name)
        => request.QueryPairs().LastOrDefault(pair => pair.Name == name).Value is { Length: > 0 } value ? value : null;

    /// <summary>The last value of a parameter.</summary>
    /// <exception cref="RequestRefusedException">It is absent or empty.</exception>
    public static string RequiredQueryText(this HttpRequest request, string name)
        => request.QueryText(name) ?? throw new RequestRefusedException(
            StatusCodes.Status400BadRequest, $"Required parameter '{name}' is missing");

    /// <summary>A boolean in any case of letters: clients of .NET send True.</summary>
    /// <exception cref="RequestRefusedException">It is neither true nor false.</exception>
    public static bool? QueryFlag(this HttpRequest request, string name)
    {
        if (request.QueryText(name) is not string text) return null;
        return bool.TryParse(text, out bool flag) ? flag : throw InvalidQuery(name, text, "true or false");
    }

    /// <summary>A number within bounds, in the invariant culture.</summary>
    /// <exception cref="RequestRefusedException">It is none, or out of bounds.</exception>
    public static double? QueryNumber(this HttpRequest request, string name, double least, double most)
    {
        if (request.QueryText(name) is not string text) return null;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            && number >= least && number <= most
            ? number
            : throw InvalidQuery(name, text, string.Create(
                CultureInfo.InvariantCulture, $"a number between {least} and {most}"));
    }

    /// <summary>The refusal of a parameter's value.</summary>
    public static RequestRefusedException InvalidQuery(string name, string text, string expected)
        => new(StatusCodes.Status400BadRequest,
            $"Invalid value '{text}' for parameter '{name}': {expected} is expected");
}
