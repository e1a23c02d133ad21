using System.Management.Automation;
using SttPowerShell.Errors;
using SttPowerShell.Subtitles;

namespace SttPowerShell.Commands;

/// <summary>A cmdlet that can make subtitles of transcripts.</summary>
public abstract class SubtitleCmdlet : AsyncCmdlet
{
    /// <summary>Transcripts, as Invoke-SttRecognition gives them. Subtitles need those with -Timestamps.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNull]
    public SttTranscript[] Transcript { get; set; } = [];

    /// <summary>How many characters a line of a subtitle has at most. A longer word has a line to itself.</summary>
    [Parameter]
    [ValidateRange(10, 200)]
    public int LineLength { get; set; } = SubtitleOptions.UsualLineLength;

    /// <summary>How many lines a subtitle has at most.</summary>
    [Parameter]
    [ValidateRange(1, 4)]
    public int Lines { get; set; } = SubtitleOptions.UsualLines;

    /// <summary>
    /// How many characters of subtitles can be read in a second. Subtitles stay until they are read, unless the next
    /// one has to begin.
    /// </summary>
    [Parameter]
    [ValidateRange(1.0, 100.0)]
    public double CharactersPerSecond { get; set; } = SubtitleOptions.UsualCharactersPerSecond;

    /// <summary>How many seconds a subtitle shows at least, unless the next one has to begin.</summary>
    [Parameter]
    [ValidateRange(0.0, 10.0)]
    public double MinimumDuration { get; set; } = SubtitleOptions.UsualMinimumDuration;

    /// <summary>How many seconds a subtitle shows at most.</summary>
    [Parameter]
    [ValidateRange(1.0, 60.0)]
    public double MaximumDuration { get; set; } = SubtitleOptions.UsualMaximumDuration;

    /// <summary>How many seconds are at least between two subtitles.</summary>
    [Parameter]
    [ValidateRange(0.0, 2.0)]
    public double Gap { get; set; } = SubtitleOptions.UsualGap;

    private protected override Task BeginAsync(CancellationToken cancel)
    {
        if (MinimumDuration > MaximumDuration)
        {
            ThrowTerminatingError(TranscriptErrors.MinimumAboveMaximum(MinimumDuration, MaximumDuration));
        }
        return Task.CompletedTask;
    }

    /// <summary>How subtitles are laid out.</summary>
    private protected SubtitleOptions Layout => new()
    {
        LineLength = LineLength,
        Lines = Lines,
        CharactersPerSecond = CharactersPerSecond,
        MinimumDuration = MinimumDuration,
        MaximumDuration = MaximumDuration,
        Gap = Gap,
    };
}
