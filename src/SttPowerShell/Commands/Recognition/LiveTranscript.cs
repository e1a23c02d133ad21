using SttPowerShell.Client.Streaming;
using SttPowerShell.Client.Wire;

namespace SttPowerShell.Commands;

/// <summary>Puts the messages of a live recognition together.</summary>
/// <param name="path">The file, if the audio comes from one.</param>
internal sealed class LiveTranscript(string? path)
{
    private readonly SortedDictionary<int, SpeechRecognitionResult> _finals = [];
    private readonly List<SpeechRecognitionResult> _begins = [];
    private readonly List<string> _warnings = [];
    private AudioMetrics? _audioMetrics;
    private ProcessingMetrics? _processingMetrics;

    /// <summary>Seconds of audio that are recognised.</summary>
    public double Recognized { get; private set; }

    /// <summary>The text so far, of final results.</summary>
    public string Text => SttTranscript.Text(SttTranscript.Segments(Results));

    /// <summary>All final results so far, as one answer.</summary>
    public SpeechRecognitionResults Results => new()
    {
        Results = [.. _begins, .. _finals.Values],
        Warnings = _warnings,
        AudioMetrics = _audioMetrics,
        ProcessingMetrics = _processingMetrics,
    };

    /// <summary>Takes a message; what it says about phrases, in order.</summary>
    public IEnumerable<SttInterimTranscript> Take(StreamedResults message)
    {
        SpeechRecognitionResults content = message.Results;
        Recognized = message.Recognized;
        _warnings.AddRange(content.Warnings ?? []);
        _audioMetrics = content.AudioMetrics ?? _audioMetrics;
        _processingMetrics = content.ProcessingMetrics ?? _processingMetrics;
        int index = content.ResultIndex ?? 0;
        if (content is { Results.Count: 0, ResultIndex: not null }) TakeBack(index);
        List<SttInterimTranscript> phrases = [];
        foreach (SpeechRecognitionResult result in content.Results ?? [])
        {
            if (result.SpeechBeginEvent is { } speech)
            {
                // After a lost connection audio is heard again.
                _begins.RemoveAll(earlier => earlier.SpeechBeginEvent!.Begin >= speech.Begin);
                _begins.Add(result);
                continue;
            }
            if (result.Final is true) _finals[index] = result;
            if (result.Alternatives is { Count: > 0 }) phrases.Add(SttInterimTranscript.From(path, index, result));
            index++;
        }
        return phrases;
    }

    private void TakeBack(int from)
    {
        foreach (int index in _finals.Keys.Where(i => i >= from).ToArray()) _finals.Remove(index);
    }
}
