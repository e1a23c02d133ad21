using System.Management.Automation.Runspaces;

namespace SttShell;

/// <summary>What the shell was asked to do: exactly one of a script, a command text, or its usage text.</summary>
internal sealed record CommandLine
{
    public const string Usage = """
        Runs a PowerShell script, or a command, with the module SttPowerShell loaded.

          dotnet run --project src/SttShell -- script.ps1 [arguments...]
          dotnet run --project src/SttShell -- -Command "Get-Command -Module SttPowerShell"

        Options, before the script or the command:
          -Module <path>    import this module manifest instead of the one of the repository
          -Help             show this text

        Everything after the script's name goes to the script: values by position, -Name value, -Name:value and
        switches, as with pwsh -File. Exit codes are those of pwsh: that of "exit N", 1 after a terminating error,
        64 for a wrong command line, 130 after Ctrl+C.

        This is PowerShell's engine with its core commands only (about 60: ForEach-Object, Where-Object, Get-Help,
        Get-Command, Import-Module, Out-Default, ...). Those of the modules Utility, Management and Security are not
        here: no Write-Host, Select-Object, Format-Table, ConvertTo-Json, Get-ChildItem, Get-Content, Join-Path,
        Start-Sleep, ConvertTo-SecureString. Use .NET instead ([System.IO.Directory]::GetFiles('.')), write strings
        and objects as output, or use pwsh, where the module works in the same way.
        """;

    /// <summary>The script's path as it was given.</summary>
    public string? Script { get; private init; }

    /// <summary>The script's arguments, as <c>pwsh -File</c> reads them.</summary>
    public IReadOnlyList<CommandParameter> Arguments { get; private init; } = [];

    /// <summary>A command's text.</summary>
    public string? Command { get; private init; }

    /// <summary>The manifest to import instead of the repository's.</summary>
    public string? Module { get; private init; }

    public bool Help => Script is null && Command is null;

    /// <exception cref="UsageException">Something is missing or unknown.</exception>
    public static CommandLine Parse(ReadOnlySpan<string> args)
    {
        CommandLine line = new();
        for (int i = 0; i < args.Length; i++)
        {
            switch (args[i].ToLowerInvariant())
            {
                case "-help" or "--help" or "-h" or "-?" or "/?":
                    return new CommandLine();
                case "-module":
                    line = line with { Module = Value(args, ref i, "the path of a module manifest") };
                    break;
                case "-command" or "-c":
                    Value(args, ref i, "a command");
                    return line with { Command = string.Join(' ', args[i..]!) };
                case "-file" or "-f":
                    return line.WithScript(Value(args, ref i, "the path of a script"), args[(i + 1)..]);
                case ['-', ..]:
                    throw new UsageException(
                        $"There is no option '{args[i]}'. A script's own arguments come after its name.");
                default:
                    return line.WithScript(args[i], args[(i + 1)..]);
            }
        }
        return line.Module is null ? line : throw new UsageException("-Module needs a script or a command after it.");
    }

    private CommandLine WithScript(string script, ReadOnlySpan<string> args)
        => this with { Script = script, Arguments = ScriptArguments(args) };

    private static string Value(ReadOnlySpan<string> args, ref int i, string what)
        => ++i < args.Length ? args[i] : throw new UsageException($"{args[i - 1]} needs {what} after it.");

    private static List<CommandParameter> ScriptArguments(ReadOnlySpan<string> args)
    {
        List<CommandParameter> arguments = [];
        string? pending = null;
        foreach (string arg in args)
        {
            if (pending is not null)
            {
                arguments.Add(new CommandParameter(pending, arg));
                pending = null;
            }
            else if (arg is not ['-', _, ..])
            {
                arguments.Add(new CommandParameter(null, arg));
            }
            else if (arg.IndexOf(':') is int colon && colon < 0)
            {
                arguments.Add(new CommandParameter(arg));
            }
            else if (colon == arg.Length - 1)
            {
                pending = arg[..colon];
            }
            else
            {
                arguments.Add(new CommandParameter(arg[..colon], SwitchOrText(arg[(colon + 1)..])));
            }
        }
        if (pending is not null) arguments.Add(new CommandParameter(pending));
        return arguments;
    }

    /// <summary>Arguments are texts; only <c>-Switch:$false</c> and its like are more than their text.</summary>
    private static object SwitchOrText(string value) => value.ToLowerInvariant() switch
    {
        "$true" or "true" => true,
        "$false" or "false" => false,
        _ => value,
    };
}

/// <summary>The command line can't be used. The message says why.</summary>
internal sealed class UsageException(string message) : Exception(message);
