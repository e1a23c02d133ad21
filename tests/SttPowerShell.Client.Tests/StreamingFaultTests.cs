using SttPowerShell.Client.Http;
using SttPowerShell.Client.Streaming;
using SttPowerShell.Client.Tests.Support;
using SttPowerShell.Client.Wire;
using SttPowerShell.Faults;

namespace SttPowerShell.Client.Tests;

/// <summary>Faults over WebSockets: all results, or an error; never fewer, never an endless wait.</summary>
public sealed class StreamingFaultTests
{
    public static TheoryData<string> Names => [.. StreamingFaultList.All.Select(fault => fault.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_fault_ends_in_all_results_or_in_an_error(string name)
    {
        StreamingFault fault = StreamingFaultList.All.First(fault => fault.Name == name);
        await using StreamingServer server = await StreamingServer.StartAsync(fault);
        using SpeechToTextClient client = Clients.Once(server.Uri, options => options with
        {
            IdleTimeout = TimeSpan.FromSeconds(fault.Stalls ? 0.5 : 10),
            SendTimeout = TimeSpan.FromSeconds(fault.Stalls ? 0.5 : 10),
        });

        await AssertHonestAsync(client, fault);
    }

    [Fact]
    public async Task A_result_cut_at_any_byte_is_an_error()
    {
        await PlayAsync(StreamingFaultList.CutAtEveryByte);
    }

    [Fact]
    public async Task A_result_in_frames_is_put_together_wherever_it_was_cut()
    {
        await PlayAsync(StreamingFaultList.FragmentedAtEveryByte);
    }

    private static async Task PlayAsync(IEnumerable<StreamingFault> faults)
    {
        StreamingFault[] all = [.. faults];
        await using StreamingServer server =
            await StreamingServer.StartAsync((peer, number, cancel) => all[number - 1].Play(peer, cancel));
        using SpeechToTextClient client = Clients.Once(server.Uri);

        foreach (StreamingFault fault in all) await AssertHonestAsync(client, fault);
    }

    private static async Task AssertHonestAsync(SpeechToTextClient client, StreamingFault fault)
    {
        // What is struck in the upload must be more than the sockets' buffers hold.
        byte[] audio = Streams.Wave(fault.Point == FaultPoint.InUpload ? 600 : 3);
        LiveRecognition recognition = client.Streaming.Recognize(
            new BytesBody(audio), "audio/wav", new RecognitionParameters { Model = "en-US_BroadbandModel" });
        if (fault.AnswerIsWhole)
        {
            Assert.Equal(RecordedAnswer.Transcript, await Streams.TranscriptAsync(recognition));
            return;
        }

        Exception error = await Assert.ThrowsAnyAsync<Exception>(() => Streams.TranscriptAsync(recognition));
        Assert.True(error is SttApiException or SttTransportException, $"{fault.Name}: {error}");
        Assert.StartsWith("recognize for 'en-US_BroadbandModel' failed", error.Message, StringComparison.Ordinal);
        if (fault.Stalls) Assert.Equal(TransportFailure.Timeout, Assert.IsType<SttTransportException>(error).Failure);
    }
}
