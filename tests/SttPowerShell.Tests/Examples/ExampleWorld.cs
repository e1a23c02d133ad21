using System.Management.Automation;
using System.Security;
using SttPowerShell.Examples;
using SttPowerShell.Tests.Support;

namespace SttPowerShell.Tests.Examples;

/// <summary>
/// Where examples run: one shell and one home for all of them, and for each a folder, a service and variables as if it
/// were the first.
/// </summary>
public sealed class ExampleWorld : IAsyncLifetime, IDisposable
{
    private const string Stdin = "/dev/stdin";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly PrivateEnvironment _environment = new();
    private readonly Shell _shell = new();
    private TempFolder? _folder;
    private FakeService? _service;

    public Task InitializeAsync()
    {
        // New runspaces, as those of ForEach-Object -Parallel, find an installed module by itself.
        Directory.CreateDirectory(_environment["modules"]);
        Directory.CreateSymbolicLink(_environment[Path.Combine("modules", "SttPowerShell")], Repository.Root);
        PrivateEnvironment.Set("PSModulePath", _environment["modules"]);
        _shell.Get("$global:ConfirmPreference = 'None'");
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await TidyAsync();
        _shell.Run("if (Get-SttLocalService) { Stop-SttLocalService }");
    }

    public void Dispose()
    {
        _shell.Dispose();
        _folder?.Dispose();
        _environment.Dispose();
    }

    /// <summary>Types an example, and gives what came of it. What it emits is shown, so that views are tried, too.</summary>
    internal async Task<Result> RunAsync(Example example)
    {
        await TidyAsync();
        _folder = new TempFolder();
        _service = await ExampleService.StartAsync(new ExampleScript(example).NewModels);
        ExampleFolder.Write(_folder.Path, [Wave.Silence(1), Wave.Silence(0.6), Wave.Silence(0.6)]);
        Prepare(example.Text);
        return await TypeAsync(example.Text);
    }

    /// <summary>What takes time is only prepared for examples that speak of it.</summary>
    private void Prepare(string text) => _shell.Get("""
        $global:uri, $global:key, $folder, $text = $args
        $global:secret = $key
        $null = $ExecutionContext.SessionState.Path.SetLocation($folder)
        $null = Connect-SttService $uri -ApiKey $key -Name cluster
        $null = Connect-SttService $uri -ApiKey $key -Name world
        $global:session = Get-SttSession -Current
        $global:model = Get-SttCustomModel retail-next
        $global:files = [System.IO.DirectoryInfo]::new($folder).GetFiles('*.wav')
        if ($text -match 'Connect-|Credential') {
            Get-SttCredential | Remove-SttCredential
            'prod', 'prod-east', 'cluster', 'test-1' | ForEach-Object { Set-SttCredential $_ $uri -ApiKey $key }
            Set-SttCredential prod -Default
        }
        if ($text -match 'jobs?\b') {
            $global:jobs = 'call.wav', 'talk.wav' | Start-SttRecognitionJob -WarningAction Ignore
        }
        if ($text -match 'Local') { $null = Start-SttLocalService }
        if ($text -match 'stt-data' -and $text -notmatch 'Start-SttLocalService') {
            $null = Start-SttLocalService -DataDirectory ./stt-data
        }
        """, _service!.Uri, Secret(), _folder!.Path, text);

    private async Task<Result> TypeAsync(string text)
    {
        string typed = text;
        Task writing = Task.CompletedTask;
        if (text.Contains(Stdin, StringComparison.Ordinal))
        {
            // The tests' own input belongs to the test runner; a named pipe is a live source, too.
            (string pipe, writing) = await LiveSource.OpenAsync(_folder!);
            typed = text.Replace(Stdin, pipe, StringComparison.Ordinal);
        }
        using PowerShell shell = _shell.Create($"& {{\n{typed}\n}} | Out-Default");
        Exception? thrown = null;
        Task<PSDataCollection<PSObject>> running = shell.InvokeAsync();
        try
        {
            await running.WaitAsync(Limit);
            await writing.WaitAsync(Limit);
        }
        catch (Exception e) when (e is RuntimeException or TimeoutException)
        {
            thrown = e;
            if (e is TimeoutException) await shell.StopAsync(null, null);
        }
        return Result.Of(shell, [], thrown);
    }

    private async Task TidyAsync()
    {
        Environment.SetEnvironmentVariable("Customization__MinimumAudioMinutes", null);
        _shell.Run("""
            Get-SttSession | Disconnect-SttService
            Get-Job | Remove-Job -Force
            if ([System.IO.Directory]::Exists($args[1])) {
                Get-SttLocalService -DataDirectory $args[1] | Stop-SttLocalService
            }
            $null = $ExecutionContext.SessionState.Path.SetLocation($args[0])
            """, Path.GetTempPath(), _folder?["stt-data"] ?? "");
        if (_service is not null) await _service.DisposeAsync();
        _folder?.Dispose();
        _folder = null;
    }

    private static SecureString Secret()
    {
        SecureString key = new();
        foreach (char c in FakeService.Key) key.AppendChar(c);
        return key;
    }
}
