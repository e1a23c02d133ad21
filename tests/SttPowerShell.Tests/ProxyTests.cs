using SttPowerShell.Faults;
using SttPowerShell.Tests.Support;

namespace SttPowerShell.Tests;

/// <summary>The real service behind a network that cuts, resets, stalls, garbles or dribbles.</summary>
public sealed class ProxyTests : IDisposable
{
    private const int Models = 3;

    private readonly Shell _shell = new();
    private readonly TempFolder _folder = new();
    private readonly object? _service;

    public ProxyTests()
    {
        _service = _shell.Get("Start-SttLocalService -DataDirectory $args[0]", _folder["data"]).Single();
        _shell.Get(
            """
            $direct = Connect-SttService $args[0].Uri -ApiKey $args[0].ApiKey
            for ($i = 0; $i -lt $args[1]; $i++) { $null = New-SttCustomModel -Name "model $i" -Type Language -Session $direct }
            """, _service, Models);
    }

    public void Dispose()
    {
        _shell.Run("Stop-SttLocalService -DataDirectory $args[0] -Confirm:$false", _folder["data"]);
        _shell.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_broken_answer_gives_an_error_and_not_some_of_the_models()
    {
        foreach (ProxyAction action in new[] { ProxyAction.Close, ProxyAction.Reset, ProxyAction.Stall, ProxyAction.Garble })
        {
            foreach (long bytes in new long[] { 0, 20, 300, 900 })
            {
                Result result = await ListAsync(new ProxyFault(ProxyDirection.FromService, bytes, action));
                Assert.True(result.Errors.Length == 1 && result.Output.Length == 0, $"{action} after {bytes} bytes");
            }
        }
    }

    [Fact]
    public async Task An_answer_that_comes_byte_by_byte_is_whole()
    {
        Result result = await ListAsync(new ProxyFault(ProxyDirection.FromService, 0, ProxyAction.Dribble));
        Assert.Empty(result.Errors);
        Assert.Equal(Models, result.Output.Length);
    }

    [Theory]
    [InlineData(ProxyAction.Close)]
    [InlineData(ProxyAction.Reset)]
    [InlineData(ProxyAction.Stall)]
    public async Task An_upload_that_breaks_is_an_error(ProxyAction action)
    {
        Result result = await RecognizeAsync(new ProxyFault(ProxyDirection.FromClient, 200_000, action));
        Assert.True(result.Errors.Length == 1 && result.Output.Length == 0, $"{result.Output.Length} outputs");
    }

    [Fact]
    public async Task An_upload_that_dribbles_is_recognised()
    {
        Result result = await RecognizeAsync(new ProxyFault(ProxyDirection.FromClient, 600_000, ProxyAction.Dribble));
        Assert.Empty(result.Errors);
        Assert.Single(result.Output);
    }

    private Task<Result> ListAsync(ProxyFault fault) =>
        RunAsync(fault, "/v1/customizations", "Get-SttCustomModel -Type Language -Session $session");

    private Task<Result> RecognizeAsync(ProxyFault fault)
    {
        string audio = _folder.Write("silence.wav", Recording.Wave(20));
        return RunAsync(fault, "/v1/recognize", $"Invoke-SttRecognition -LiteralPath '{audio}' -Session $session");
    }

    private async Task<Result> RunAsync(ProxyFault fault, string marked, string command)
    {
        int limit = fault.Action == ProxyAction.Dribble ? 60 : 1; // seconds; a busy service may think longer than one
        await using FaultProxy proxy = new FaultProxy(new Uri(_service.Text("Uri")), fault, marked).Start();
        return _shell.Run(
            $$"""
            $session = Connect-SttService $args[0] -ApiKey $args[1].ApiKey -IdleTimeout $args[2] -SendTimeout $args[2] -MaximumRetryCount 0
            try { {{command}} } finally { Disconnect-SttService -Session $session }
            """, proxy.Uri, _service, limit);
    }
}
