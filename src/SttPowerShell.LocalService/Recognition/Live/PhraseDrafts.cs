using System.Buffers;
using SttPowerShell.LocalService.Engine;

namespace SttPowerShell.LocalService.Recognition.Live;

/// <summary>
/// Makes drafts of a phrase while it is spoken. What has come meanwhile is heard in one step, so that under load there
/// are fewer drafts, and none where the engine can't hear one more utterance.
/// </summary>
internal sealed class PhraseDrafts(
    ISpeechEngine engine, EngineCustomization? customization, RecognitionProgress progress)
{
    /// <summary>Seconds of audio between drafts: sooner, few of them would differ.</summary>
    private const double Step = 0.25;

    /// <summary>Gives the phrase drafts until its speech has ended.</summary>
    public async Task WriteAsync(Phrase phrase, CancellationToken cancel)
    {
        ILiveUtterance? live = null;
        try
        {
            ArrayBufferWriter<short> waiting = new();
            long heard = phrase.FirstSample;
            string last = "";
            while (await phrase.Samples.WaitToReadAsync(cancel).ConfigureAwait(false))
            {
                while (phrase.Samples.TryRead(out short[]? part)) waiting.Write(part);
                if (phrase.HasEnded) break;
                if (waiting.WrittenCount < Step * engine.SampleRate) continue;
                live ??= engine.TryHear(customization);
                if (live is null) continue;
                IReadOnlyList<string> words =
                    await live.WriteAsync(waiting.WrittenMemory, cancel).ConfigureAwait(false);
                heard += waiting.WrittenCount;
                waiting.ResetWrittenCount();
                progress.See((double)heard / engine.SampleRate);
                string text = string.Join(' ', words);
                if (text.Length == 0 || text == last) continue;
                last = text;
                phrase.Draft(words);
            }
        }
        finally
        {
            phrase.EndDrafts();
            if (live is not null) await live.DisposeAsync().ConfigureAwait(false);
        }
    }
}
