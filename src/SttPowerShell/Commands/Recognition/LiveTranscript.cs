using SttPowerShell.Client.Streaming;
using SttPowerShell.Client.Wire;

namespace SttPowerShell.Commands;

/// <summary>Puts the messages of a live recognition together.</summary>
/// <param name="path">The file, if the audio comes from one.</param>
internal sealed class LiveTranscript(string? path)
{
    private readonly SortedDictionary<int, SttTranscriptSegment> _finals = [];
    private readonly List<double> _begins = [];
    private readonly List<string> _warnings = [];
    private AudioMetrics? _audioMetrics;
    private ProcessingMetrics? _processingMetrics;

    /// <summary>Seconds of audio that are recognised.</summary>
    public double Recognized { get; private set; }

    /// <summary>The text so far, of final results.</summary>
    public string Text => SttTranscript.Text(_finals.Values.ToArray());

    /// <summary>All final results so far.</summary>
    public TranscriptContent Content => new()
    {
        Segments = _finals.Values.ToArray(),
        SpeechBegins = _begins.ToArray(),
        Warnings = _warnings.ToArray(),
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
                _begins.RemoveAll(earlier => earlier >= speech.Begin);
                _begins.Add(speech.Begin);
                continue;
            }
            if (SttTranscriptSegment.Find(result) is { } segment)
            {
                if (result.Final is true) _finals[index] = segment;
                phrases.Add(Phrase(index, result.Final is true, segment));
            }
            else if (result.Final is true)
            {
                _finals.Remove(index);
            }
            index++;
        }
        return phrases;
    }

    private SttInterimTranscript Phrase(int index, bool isFinal, SttTranscriptSegment segment)
        => new() { Path = path, Index = index, IsFinal = isFinal, Result = segment };

    private void TakeBack(int from)
    {
        foreach (int index in _finals.Keys.Where(i => i >= from).ToArray()) _finals.Remove(index);
    }
}
