using System.Globalization;
using SttPowerShell.Client.Wire;

namespace SttPowerShell;

/// <summary>A keyword that was heard in a recording; with -Keyword.</summary>
public sealed record SttKeyword
{
    /// <summary>The keyword as it was asked for.</summary>
    public required string Keyword { get; init; }

    /// <summary>The keyword as it was spoken.</summary>
    public required string Text { get; init; }

    /// <summary>Where it starts, in seconds from the beginning of the audio.</summary>
    public required double Start { get; init; }

    /// <summary>Where it ends, in seconds from the beginning of the audio.</summary>
    public required double End { get; init; }

    /// <summary>How sure the recogniser is, 0 to 1.</summary>
    public required double Confidence { get; init; }

    /// <summary>The keyword and its times.</summary>
    public override string ToString()
        => string.Create(CultureInfo.InvariantCulture, $"{Keyword} ({Start:0.00}-{End:0.00} s)");

    /// <summary>In the order of their times.</summary>
    internal static SttKeyword[] From(IReadOnlyDictionary<string, IReadOnlyList<KeywordMatch>>? found)
        => found is null ? Array.Empty<SttKeyword>() : found
            .SelectMany(keyword => (keyword.Value ?? []).Select(match => new SttKeyword
            {
                Keyword = keyword.Key,
                Text = match.NormalizedText ?? keyword.Key,
                Start = match.StartTime,
                End = match.EndTime,
                Confidence = match.Confidence,
            }))
            .OrderBy(match => match.Start).ThenBy(match => match.Keyword, StringComparer.Ordinal).ToArray();
}
