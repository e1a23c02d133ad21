using SttPowerShell.LocalService.Customization;

namespace SttPowerShell.LocalService.Recognition.Jobs;

/// <summary>What a callback can be told of (contract section 7.3).</summary>
internal static class RecognitionEvents
{
    public const string Started = "recognitions.started";
    public const string Completed = "recognitions.completed";
    public const string CompletedWithResults = "recognitions.completed_with_results";
    public const string Failed = "recognitions.failed";

    private static readonly IReadOnlyList<string> All = [Started, Completed, CompletedWithResults, Failed];
    private static readonly IReadOnlyList<string> Default = [Started, Completed, Failed];

    /// <summary>Reads a list with commas; null gives the default.</summary>
    /// <exception cref="RequestRefusedException">An event is unknown, or two exclude each other.</exception>
    public static IReadOnlyList<string> Parse(string? text)
    {
        if (text is null) return Default;
        string[] events = [.. text.Split(',', StringSplitOptions.TrimEntries).Distinct()];
        if (events.FirstOrDefault(one => !All.Contains(one)) is string unknown)
        {
            throw Refused($"Invalid value '{unknown}' for parameter 'events': {string.Join(", ", All)} are expected");
        }
        if (events.Contains(Completed) && events.Contains(CompletedWithResults))
        {
            throw Refused($"Invalid value '{text}' for parameter 'events': {Completed} and {CompletedWithResults} "
                + "exclude each other");
        }
        return events;
    }

    private static RequestRefusedException Refused(string message) => new(StatusCodes.Status400BadRequest, message);
}
