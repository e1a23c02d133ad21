using System.Text;
using SttPowerShell.Client.Streaming;
using SttPowerShell.Client.Wire;

namespace SttPowerShell.Client.Tests.Support;

/// <summary>Audio for live recognitions, and what came of them.</summary>
internal static class Streams
{
    /// <summary>16-bit samples at 16 kHz, each with its own number modulo 2^16, so that none is mistaken for another.</summary>
    public static byte[] Samples(double seconds, int first = 0)
    {
        byte[] samples = new byte[(int)(seconds * 16000) * 2];
        for (int i = 0; i < samples.Length / 2; i++) BitConverter.TryWriteBytes(samples.AsSpan(i * 2), (ushort)(first + i));
        return samples;
    }

    /// <summary>The same as WAV.</summary>
    public static byte[] Wave(double seconds)
    {
        byte[] samples = Samples(seconds);
        using MemoryStream stream = new();
        using BinaryWriter writer = new(stream);
        writer.Write("RIFF"u8);
        writer.Write(36 + samples.Length);
        writer.Write("WAVEfmt "u8);
        writer.Write(16);
        writer.Write((short)1);
        writer.Write((short)1);
        writer.Write(16000);
        writer.Write(32000);
        writer.Write((short)2);
        writer.Write((short)16);
        writer.Write("data"u8);
        writer.Write(samples.Length);
        writer.Write(samples);
        return stream.ToArray();
    }

    /// <summary>One final result of one word, with its times.</summary>
    public static string Final(int index, string word, double start, double end) => FormattableString.Invariant(
        $$$"""{"result_index":{{{index}}},"results":[{"final":true,"alternatives":[{"transcript":"{{{word}}} ","confidence":0.9,"timestamps":[["{{{word}}}",{{{start}}},{{{end}}}]]}]}]}""");

    public static async Task<List<StreamedResults>> AllAsync(LiveRecognition recognition, CancellationToken cancel = default)
    {
        List<StreamedResults> all = [];
        await foreach (StreamedResults message in recognition.ResultsAsync(cancel)) all.Add(message);
        return all;
    }

    /// <summary>The final results in order, each replaced by a later one of its index.</summary>
    public static SortedDictionary<int, SpeechRecognitionResult> Finals(IEnumerable<StreamedResults> messages)
    {
        SortedDictionary<int, SpeechRecognitionResult> finals = [];
        foreach (SpeechRecognitionResults message in messages.Select(m => m.Results))
        {
            if (message is { Results.Count: 0, ResultIndex: int from })
            {
                foreach (int taken in finals.Keys.Where(key => key >= from).ToArray()) finals.Remove(taken);
            }

            int index = message.ResultIndex ?? 0;
            foreach (SpeechRecognitionResult result in message.Results ?? [])
            {
                if (result.Final is true) finals[index] = result;
                index++;
            }
        }

        return finals;
    }

    public static async Task<string> TranscriptAsync(LiveRecognition recognition)
    {
        StringBuilder text = new();
        foreach (SpeechRecognitionResult result in Finals(await AllAsync(recognition)).Values)
        {
            text.Append(result.Alternatives![0].Transcript);
        }

        return text.ToString().Trim();
    }
}
