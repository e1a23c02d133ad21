using SttPowerShell.LocalService.Customization;
using SttPowerShell.LocalService.Customization.Language;

namespace SttPowerShell.LocalService.Api;

/// <summary>The parameters of a list of words (contract section 8.2).</summary>
internal static class WordListQuery
{
    /// <exception cref="RequestRefusedException">There is no such type.</exception>
    public static WordFilter Filter(string? wordType) => wordType switch
    {
        null or "all" => WordFilter.All,
        "user" => WordFilter.User,
        "corpora" => WordFilter.Corpora,
        "grammars" => WordFilter.Grammars,
        _ => throw Refused("word_type", wordType, "it must be 'all', 'user', 'corpora' or 'grammars'"),
    };

    /// <summary>A plus sign that isn't escaped arrives as a blank.</summary>
    /// <exception cref="RequestRefusedException">There is no such order.</exception>
    public static WordOrder Order(string? sort) => sort switch
    {
        null or "alphabetical" or "+alphabetical" or " alphabetical" => WordOrder.Alphabetical,
        "-alphabetical" => WordOrder.AlphabeticalDescending,
        "count" or "+count" or " count" => WordOrder.Count,
        "-count" => WordOrder.CountDescending,
        _ => throw Refused("sort", sort, "it must be 'alphabetical' or 'count', with '+' or '-' before it or nothing"),
    };

    private static RequestRefusedException Refused(string parameter, string value, string rule) => new(
        StatusCodes.Status400BadRequest, $"Invalid value for parameter '{parameter}': '{value}'; {rule}");
}
