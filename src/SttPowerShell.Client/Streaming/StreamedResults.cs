using SttPowerShell.Client.Wire;

namespace SttPowerShell.Client.Streaming;

/// <summary>
/// A message of a live recognition. Times count from the beginning of the audio and indexes from its first phrase, over
/// all connections; a result replaces an earlier one of its index. An empty list of results takes back all results
/// from its index on.
/// </summary>
/// <param name="Results">The results, or only warnings or metrics.</param>
/// <param name="Json">The service's own text, where that was asked for.</param>
/// <param name="Recognized">Seconds of audio that are recognised.</param>
internal sealed record StreamedResults(SpeechRecognitionResults Results, string? Json, double Recognized);
