using System.Globalization;
using SttPowerShell.Faults;
using SttPowerShell.Tests.Support;

namespace SttPowerShell.Tests;

/// <summary>
/// A recognition through the cmdlets against a server that misbehaves: the complete result, or an error; never a
/// shorter transcript, never an endless wait.
/// </summary>
public sealed class FaultTests
{
    private const string Recognize =
        """
        $session = Connect-SttService -Uri $args[0] -NoAuthentication -IdleTimeout $args[2] -SendTimeout $args[2] -MaximumRetryCount 0
        try { "$(Invoke-SttRecognition -LiteralPath $args[1] -Session $session)" }
        finally { Disconnect-SttService -Session $session }
        """;

    public static TheoryData<string> Names => [.. FaultList.All.Select(fault => fault.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_fault_ends_in_the_whole_result_or_in_an_error(string name)
    {
        Fault fault = FaultList.All.First(fault => fault.Name == name);
        using TempFolder folder = new();
        using Shell shell = new();
        await using FaultServer server = new(fault);

        Result result = shell.Run(
            Recognize, server.Uri, folder.Write("speech.wav", Recording.Wave(Seconds(fault))), Limit(fault));

        AssertHonest(fault, result);
    }

    [Theory]
    [InlineData(Framing.ContentLength)]
    [InlineData(Framing.Chunked)]
    [InlineData(Framing.UntilClose)]
    public async Task An_answer_cut_at_any_byte_is_an_error(Framing framing)
    {
        using TempFolder folder = new();
        using Shell shell = new();
        string audio = folder.Write("speech.wav", Recording.Wave());
        // Every seventh byte here, through the cmdlets; the client's own tests cut at each one.
        foreach (Fault fault in FaultList.CutAtEveryByte(framing).Where((_, i) => i % 7 == 0))
        {
            await using FaultServer server = new(fault);
            AssertHonest(fault, shell.Run(Recognize, server.Uri, audio, Limit(fault)));
        }
    }

    [Fact]
    public async Task A_retry_sends_the_same_bytes()
    {
        using TempFolder folder = new();
        using Shell shell = new();
        string audio = folder.Write("speech.wav", Recording.Wave(5));
        await using ReplayServer server = new(refusals: 1);

        object?[] output = shell.Get(
            """
            $session = Connect-SttService -Uri $args[0] -NoAuthentication -MaximumRetryCount 1
            "$(Invoke-SttRecognition -LiteralPath $args[1] -Session $session)"
            """, server.Uri, audio);

        Assert.Equal(RecordedAnswer.Transcript, Assert.Single(output));
        Assert.Equal(2, server.Bodies.Count);
        Assert.Equal(server.Bodies[0], server.Bodies[1]);
        Assert.Equal(new FileInfo(audio).Length, server.Bodies[0].Length);
    }

    [Fact]
    public async Task A_stream_that_can_be_read_once_is_not_sent_again()
    {
        using Shell shell = new();
        await using ReplayServer server = new(refusals: 1);

        Result result = shell.Run(
            """
            $session = Connect-SttService -Uri $args[0] -NoAuthentication
            Invoke-SttRecognition -InputObject $args[1] -ContentType audio/wav -Session $session
            """, server.Uri, new MemoryStream(Recording.Wave()));

        Assert.Single(server.Bodies);
        Assert.Contains("which can't be sent a second time", result.Error.ToString(), StringComparison.Ordinal);
        Assert.Contains("for the stream", result.Error.ToString(), StringComparison.Ordinal);
    }

    /// <summary>What is struck in the upload must be more than the sockets' buffers hold.</summary>
    private static double Seconds(Fault fault) => fault.Point == FaultPoint.InUpload ? 300 : 5;

    /// <summary>Seconds: few only where nothing else ends the call, since a busy machine takes its time.</summary>
    private static int Limit(Fault fault) => fault.Stalls ? 2 : 5;

    private static void AssertHonest(Fault fault, Result result)
    {
        string outcome = string.Create(CultureInfo.InvariantCulture,
            $"{fault.Name}: output '{string.Join('|', result.Output)}', errors '{string.Join('|', result.Errors.Select(e => e.ToString()))}'");
        if (fault.AnswerIsWhole)
        {
            Assert.True(result.Errors.Length == 0 && (string?)result.Output.Single() == RecordedAnswer.Transcript, outcome);
        }
        else
        {
            // The interpolated string around a failed recognition is empty; anything else would be half a transcript.
            Assert.True(result.Errors.Length == 1 && result.Output.All(text => text is ""), outcome);
            Assert.True(result.Errors[0].ToString().Length > 20, outcome);
        }
    }
}
