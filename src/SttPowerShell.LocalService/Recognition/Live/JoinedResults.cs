using SttPowerShell.Client.Wire;

namespace SttPowerShell.LocalService.Recognition.Live;

/// <summary>Makes one answer of results that come one by one.</summary>
internal static class JoinedResults
{
    /// <param name="parts">Final results only.</param>
    public static async Task<SpeechRecognitionResults> JoinAsync(this IAsyncEnumerable<SpeechRecognitionResults> parts)
    {
        List<SpeechRecognitionResult> results = [];
        SpeechRecognitionResults whole = new() { ResultIndex = 0, Results = results };
        await foreach (SpeechRecognitionResults part in parts.ConfigureAwait(false))
        {
            results.AddRange(part.Results ?? []);
            whole = whole with
            {
                Warnings = part.Warnings ?? whole.Warnings,
                AudioMetrics = part.AudioMetrics ?? whole.AudioMetrics,
            };
        }
        return whole;
    }
}
