using System.Text;
using SttPowerShell.Client.Http;
using SttPowerShell.Client.Tests.Support;
using SttPowerShell.Client.Wire;
using SttPowerShell.Faults;
using SttPowerShell.Fuzzing;

namespace SttPowerShell.Client.Tests.Fuzzing;

/// <summary>Whatever messages a service sends over a WebSocket.</summary>
public sealed class StreamingFuzzTests
{
    private const string Messages = """
        {"result_index":0,"results":[{"final":false,"alternatives":[{"transcript":"a "}]}]}
        {"result_index":0,"results":[{"final":true,"alternatives":[{"transcript":"a b ","confidence":0.9,"timestamps":[["a",0.1,0.2],["b",0.2,0.4]]}]}]}
        {"result_index":1,"results":[{"final":true,"alternatives":[{"transcript":"c ","timestamps":[["c",0.5,0.6]]}]}],"warnings":["w"]}
        {"processing_metrics":{"processed_audio":{"received":1.5},"wall_clock_since_first_byte_received":1,"periodic":true}}
        {"state":"listening"}
        """;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Any_messages_end_with_results_or_an_exception_of_the_client(bool raw)
    {
        byte[] messages = [];
        await using StreamingServer server = await StreamingServer.StartAsync((peer, _, cancel) => PlayAsync(peer, messages, cancel));
        using SpeechToTextClient client = Clients.Once(server.Uri);
        Fuzz fuzz = new(raw ? "raw-messages" : "messages", e => e is SttApiException or SttTransportException)
        {
            Slowness = 6,
        };

        fuzz.Run(Inputs.Json(Messages.Split('\n')), json => Recognize([.. json, (byte)'\n']));
        fuzz.Run(Inputs.Damaged(Messages), Recognize);

        void Recognize(byte[] input)
        {
            messages = input;
            BytesBody audio = new(Streams.Wave(1));
            RecognitionParameters parameters = new() { Model = "en-US_BroadbandModel" };
            Streams.AllAsync(raw
                ? client.Streaming.RecognizeRaw(audio, "audio/wav", parameters)
                : client.Streaming.Recognize(audio, "audio/wav", parameters)).GetAwaiter().GetResult();
        }
    }

    /// <summary>A message for each line, between the two that say that the service listens.</summary>
    private static async Task PlayAsync(StreamingPeer peer, byte[] messages, CancellationToken cancel)
    {
        await peer.ListenAsync(cancel);
        await peer.ReadAudioAsync(cancel);
        foreach (string line in Encoding.Latin1.GetString(messages).Split('\n'))
        {
            await peer.SendTextAsync(Encoding.Latin1.GetBytes(line), cancel);
        }
        await peer.SendAsync(StreamingPeer.Listening, cancel);
        await peer.FinishAsync(cancel);
    }
}
