using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;

namespace SttShell;

/// <summary>One PowerShell session: imports the module, then runs one script or command in it.</summary>
internal sealed class Shell : IDisposable
{
    // As in pwsh, a command fails if its last part does. The empty line keeps this a statement of its own after a
    // command that ends with a backtick.
    private const string FailedCommandExits = "\n\nif (-not $?) { exit 1 }";

    private readonly CancellationTokenSource _stopped = new();
    private readonly ShellHost _host;
    private readonly Runspace _runspace;
    private Pipeline? _running;
    private int? _stopCode;

    public Shell()
    {
        _host = new ShellHost(_stopped.Token);
        // The modules that CreateDefault would load are parts of pwsh, not of the engine's package.
        InitialSessionState state = InitialSessionState.CreateDefault2();
        // The engine alone would refuse scripts on Windows; this is what pwsh is installed with. Policies still win.
        if (OperatingSystem.IsWindows()) state.ExecutionPolicy = Microsoft.PowerShell.ExecutionPolicy.RemoteSigned;
        _runspace = RunspaceFactory.CreateRunspace(_host, state);
        _runspace.Open();
    }

    /// <summary>Runs what the command line says and gives the exit code.</summary>
    /// <exception cref="UsageException">The script or the module isn't there.</exception>
    public async Task<int> RunAsync(CommandLine line)
    {
        Command work = line.Script is null ? CommandText(line.Command!) : ScriptFile(line);
        int imported = await RunAsync(Import(line.Module ?? ModuleLocator.Find()));
        if (imported != 0) return imported;
        if (line.Script is not null) ScriptExit.PassOn(_runspace);
        return await RunAsync(work);
    }

    /// <summary>Stops what is running; the exit code will be the given one. False if that was asked before.</summary>
    public bool Stop(int exitCode)
    {
        if (_stopCode is not null) return false;
        _stopCode = exitCode;
        _stopped.Cancel();
        _running?.StopAsync();
        return true;
    }

    public void Dispose()
    {
        _host.Dispose();
        _runspace.Dispose();
        _stopped.Dispose();
    }

    private static Command Import(string manifest)
    {
        if (!File.Exists(manifest)) throw new UsageException($"There is no module manifest '{manifest}'.");
        Command import = new("Import-Module");
        import.Parameters.Add("Name", Path.GetFullPath(manifest));
        import.Parameters.Add("ErrorAction", ActionPreference.Stop);
        return import;
    }

    private static Command ScriptFile(CommandLine line)
    {
        string path = Path.GetFullPath(line.Script!);
        if (!path.EndsWith(".ps1", StringComparison.OrdinalIgnoreCase) || !File.Exists(path))
        {
            throw new UsageException(
                $"There is no script '{line.Script}'. A script is a file whose name ends with .ps1.");
        }
        Command script = new(path, isScript: false, useLocalScope: false);
        foreach (CommandParameter argument in line.Arguments) script.Parameters.Add(argument);
        return script;
    }

    private static Command CommandText(string text)
    {
        Parser.ParseInput(text + FailedCommandExits, out _, out ParseError[] errors);
        // With errors of its own the text is left alone, for the engine to report them.
        return new Command(errors.Length == 0 ? text + FailedCommandExits : text, isScript: true);
    }

    private async Task<int> RunAsync(Command command)
    {
        using Pipeline pipeline = Showing(command);
        PipelineStateInfo end = await RunAsync(pipeline);
        if (_stopCode is int stopCode) return stopCode;
        if (end.State == PipelineState.Completed) return _host.ExitCode ?? 0;
        await ReportAsync(end.Reason);
        return 1;
    }

    /// <summary>A pipeline whose output and errors are shown in the order in which they come.</summary>
    private Pipeline Showing(Command command)
    {
        command.MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
        Pipeline pipeline = _runspace.CreatePipeline();
        pipeline.Commands.Add(command);
        pipeline.Commands.Add("Out-Default");
        return pipeline;
    }

    private async Task<PipelineStateInfo> RunAsync(Pipeline pipeline)
    {
        TaskCompletionSource<PipelineStateInfo> ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        pipeline.StateChanged += (_, change) =>
        {
            PipelineStateInfo state = change.PipelineStateInfo;
            if (state.State is PipelineState.Completed or PipelineState.Failed or PipelineState.Stopped)
            {
                ended.TrySetResult(state);
            }
        };
        _running = pipeline;
        pipeline.Input.Close();
        pipeline.InvokeAsync();
        if (_stopped.IsCancellationRequested) pipeline.StopAsync();
        PipelineStateInfo end = await ended.Task;
        _running = null;
        return end;
    }

    /// <summary>Shows what ended a pipeline, in the engine's own error view.</summary>
    private async Task ReportAsync(Exception reason)
    {
        if (reason is IncompleteParseException)
        {
            // The engine's view of this one is empty: an interactive host would ask for the next line instead.
            _host.UI.WriteErrorLine(reason.Message);
            return;
        }
        ErrorRecord error = (reason as IContainsErrorRecord)?.ErrorRecord
            ?? new ErrorRecord(reason, "ShellFailed", ErrorCategory.NotSpecified, null);
        using Pipeline pipeline = _runspace.CreatePipeline();
        pipeline.Commands.Add("Out-Default");
        pipeline.Input.Write(error);
        _host.ShowsError = true;
        await RunAsync(pipeline);
        _host.ShowsError = false;
    }
}
