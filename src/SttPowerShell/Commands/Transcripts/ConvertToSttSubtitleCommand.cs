using System.Management.Automation;
using SttPowerShell.Errors;
using SttPowerShell.Exports;

namespace SttPowerShell.Commands;

/// <summary>Makes subtitles of transcripts, as SubRip (SRT) or WebVTT text.</summary>
/// <remarks>
/// <para>Subtitles need the times of words, so recognise with -Timestamps. Each transcript gives one text.</para>
/// <para>Subtitles break where phrases and sentences end, then at commas, and rather not behind short words. They begin
/// with their first word, never overlap, and stay as long as they are heard and read. The usual limits are those of
/// broadcasters: two lines of 42 characters, 20 characters a second, 5/6 to 7 seconds, and two frames between
/// subtitles. Where somebody speaks faster than can be read, the text is kept and the reading speed is
/// not.</para>
/// <para>The text is the transcript's, with numbers and dates as smart formatting writes them; hesitations are left
/// out.</para>
/// </remarks>
/// <example>
/// <summary>Make subtitles of a recording.</summary>
/// <code>Invoke-SttRecognition talk.wav -Timestamps | ConvertTo-SttSubtitle | Set-Content talk.srt</code>
/// <para>Export-SttTranscript writes files for many recordings.</para>
/// </example>
/// <example>
/// <summary>Make subtitles for a web page, of shorter lines that stay longer.</summary>
/// <code>Invoke-SttRecognition talk.wav -Timestamps |
///     ConvertTo-SttSubtitle -Format Vtt -LineLength 32 -CharactersPerSecond 15</code>
/// <para>A video element takes the text as a track.</para>
/// </example>
/// <seealso cref="ExportSttTranscriptCommand"/>
/// <seealso cref="InvokeSttRecognitionCommand"/>
[Cmdlet(VerbsData.ConvertTo, "SttSubtitle")]
[OutputType(typeof(string))]
public sealed class ConvertToSttSubtitleCommand : SubtitleCmdlet
{
    /// <summary>Srt, which is the default, or Vtt.</summary>
    [Parameter(Position = 0)]
    public SttSubtitleFormat Format { get; set; }

    private protected override Task ProcessAsync(CancellationToken cancel)
    {
        foreach (SttTranscript transcript in Transcript)
        {
            if (TranscriptText.Subtitles(transcript, Format, Layout, cancel) is string text) WriteObject(text);
            else WriteError(TranscriptErrors.NoWordTimes(transcript, "a subtitle"));
        }
        return Task.CompletedTask;
    }
}
