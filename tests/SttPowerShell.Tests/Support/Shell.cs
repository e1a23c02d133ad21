using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Text.RegularExpressions;

namespace SttPowerShell.Tests.Support;

/// <summary>A runspace in which the module was imported from the repository's root, as a user does.</summary>
internal sealed partial class Shell : IDisposable
{
    private readonly Runspace _runspace;

    public Shell(bool import = true)
    {
        _runspace = RunspaceFactory.CreateRunspace(Host, InitialSessionState.CreateDefault2());
        _runspace.Open();
        if (!import) return;
        Result imported = Run("Import-Module $args[0]", Repository.Manifest);
        Assert.Empty(imported.Errors);
    }

    public CollectingHost Host { get; } = new();

    public Runspace Runspace => _runspace;

    /// <summary>Runs a script with $args; ends when it has ended. Streams are kept.</summary>
    public Result Run(string script, params object?[] arguments)
    {
        using PowerShell shell = Create(script, arguments);
        object?[] output = [];
        Exception? thrown = null;
        try
        {
            output = [.. shell.Invoke().Select(o => o?.BaseObject is PSCustomObject ? o : o?.BaseObject)];
        }
        catch (RuntimeException e)
        {
            thrown = e;
        }
        return Result.Of(shell, output, thrown);
    }

    /// <summary>The same, where the script must not write an error.</summary>
    public object?[] Get(string script, params object?[] arguments)
    {
        Result result = Run(script, arguments);
        Assert.Null(result.Thrown);
        Assert.Empty(result.Errors);
        return result.Output;
    }

    /// <summary>What the host shows of a script's output.</summary>
    public string Show(string script, params object?[] arguments)
    {
        int before = Host.Text.Length;
        Run("& { " + script + " } @args | Out-Default", arguments);
        return Colours().Replace(Host.Text[before..], "");
    }

    [GeneratedRegex(@"\x1b\[[0-9;]*m")]
    private static partial Regex Colours();

    /// <summary>What pressing Tab at the end of a line offers.</summary>
    public CommandCompletion Complete(string line)
    {
        Runspace? before = Runspace.DefaultRunspace;
        Runspace.DefaultRunspace = _runspace;
        try
        {
            using PowerShell shell = PowerShell.Create(_runspace);
            return CommandCompletion.CompleteInput(line, line.Length, [], shell);
        }
        finally
        {
            Runspace.DefaultRunspace = before;
        }
    }

    public PowerShell Create(string script, params object?[] arguments)
    {
        PowerShell shell = PowerShell.Create(_runspace);
        shell.AddScript(script);
        foreach (object? argument in arguments) shell.AddArgument(argument);
        return shell;
    }

    public void Dispose()
    {
        if (_runspace.RunspaceStateInfo.State == RunspaceState.Opened)
        {
            Run("if (Get-Module SttPowerShell) { Get-SttSession | Disconnect-SttService }");
        }
        _runspace.Dispose();
    }
}

/// <summary>What a script gave. Disposing the PowerShell empties its streams, so these are copies.</summary>
internal sealed record Result(
    object?[] Output, ErrorRecord[] Errors, string[] Warnings, string[] Verbose, ProgressRecord[] Progress,
        Exception? Thrown)
{
    public static Result Of(PowerShell shell, object?[] output, Exception? thrown) => new(
        output,
        [.. shell.Streams.Error],
        [.. shell.Streams.Warning.Select(w => w.Message)],
        [.. shell.Streams.Verbose.Select(v => v.Message)],
        [.. shell.Streams.Progress],
        thrown);

    /// <summary>The only error.</summary>
    public ErrorRecord Error => Assert.Single(Errors);

    /// <summary>The part of the only error's id that the module gives.</summary>
    public string ErrorId => Error.FullyQualifiedErrorId.Split(',')[0];
}

/// <summary>Reads objects of the module, whose types the tests don't reference.</summary>
internal static class Reading
{
    public static object? Property(this object? o, string name) => PSObject.AsPSObject(o!).Properties[name]?.Value;

    public static string Text(this object? o, string name) => o.Property(name)?.ToString() ?? "";
}
