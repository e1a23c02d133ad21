using SttPowerShell.Faults;
using SttPowerShell.Tests.Support;

namespace SttPowerShell.Tests;

/// <summary>
/// An asynchronous recognition through the cmdlets against a server that misbehaves: the complete result, or an error;
/// never a shorter transcript, never a second job, never an endless wait.
/// </summary>
public sealed class JobFaultTests
{
    private const string Recognize =
        """
        $session = Connect-SttService -Uri $args[0] -NoAuthentication -IdleTimeout $args[2] -SendTimeout $args[2] -MaximumRetryCount 0
        Start-SttRecognitionJob -LiteralPath $args[1] -Session $session |
            Receive-SttRecognitionJob -Wait -Timeout $args[3] | ForEach-Object Transcript
        """;

    public static TheoryData<string> Names => [.. JobFaultList.All.Select(fault => fault.ToString())];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_fault_ends_in_the_whole_result_or_in_an_error(string name)
    {
        JobFault fault = JobFaultList.All.First(fault => fault.ToString() == name);
        using TempFolder folder = new();
        using Shell shell = new();
        await using FaultServer server = new(fault);
        double seconds = fault.Fault.Point == FaultPoint.InUpload ? 300 : 5;

        // Seconds: few only where nothing else ends the call, since a busy machine takes its time.
        int idle = fault.Fault.Stalls ? 1 : 5;
        double limit = fault.Fault.AnswerIsWhole ? 60 : 1.5;

        Result result = shell.Run(
            Recognize, server.Uri, folder.Write("speech.wav", Recording.Wave(seconds)), idle, limit);

        string outcome = $"output '{string.Join('|', result.Output)}', errors '{string.Join<object>('|', result.Errors)}'";
        bool isHonest = fault.Fault.AnswerIsWhole
            ? result.Errors.Length == 0 && (string?)result.Output.Single() == RecordedAnswer.Transcript
            : result.Errors.Length == 1 && result.Output.Length == 0 && result.Errors[0].ToString().Length > 20;
        Assert.True(isHonest, outcome);
        Assert.Equal(1, server.Recognitions);
    }
}
