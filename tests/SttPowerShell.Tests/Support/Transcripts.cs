namespace SttPowerShell.Tests.Support;

/// <summary>A word with its times in seconds.</summary>
public sealed record SpokenWord(string Word, double Start, double End);

/// <summary>A phrase as it is written, with the words that were spoken.</summary>
public sealed record SpokenPhrase(string Text, SpokenWord[] Words);

/// <summary>Makes transcripts in a shell, as Invoke-SttRecognition gives them.</summary>
internal static class Transcripts
{
    /// <summary>A phrase whose words follow each other, each as long.</summary>
    public static SpokenPhrase Phrase(string text, double eachWord, double start = 0)
        => new(text, [.. text.Split(' ').Select((word, i) =>
            new SpokenWord(word, start + (i * eachWord), start + ((i + 1) * eachWord)))]);

    /// <summary>Sets a variable to a transcript, which carries its own text as its reference.</summary>
    public static void Put(Shell shell, string variable, params SpokenPhrase[] phrases)
        => Put(shell, variable, "/audio/call.wav", phrases);

    public static void Put(Shell shell, string variable, string? path, SpokenPhrase[] phrases)
        => shell.Get("""
            $results = foreach ($phrase in $args[2]) {
                $words = foreach ($word in $phrase.Words) {
                    [SttPowerShell.SttTranscriptWord]@{
                        Word = $word.Word; Start = $word.Start; End = $word.End; Confidence = 0.75
                    }
                }
                [SttPowerShell.SttTranscriptSegment]@{
                    Transcript = $phrase.Text; Confidence = 0.5; Words = [SttPowerShell.SttTranscriptWord[]]@($words)
                }
            }
            $made = [SttPowerShell.SttTranscript]@{
                Path = $args[1]; Transcript = @($results).ForEach('Transcript') -join ' '
                Reference = @($results).ForEach('Transcript') -join ' '
                Results = [SttPowerShell.SttTranscriptSegment[]]@($results)
            }
            $ExecutionContext.SessionState.PSVariable.Set("global:$($args[0])", $made)
            """, variable, path, phrases);
}
