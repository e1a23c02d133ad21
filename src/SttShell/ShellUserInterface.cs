using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace SttShell;

/// <summary>
/// Writes the engine's text to the console. As in pwsh, errors go to standard error and everything else to standard
/// output; colours only reach a terminal.
/// </summary>
internal sealed class ShellUserInterface(CancellationToken stopped) : PSHostUserInterface, IDisposable
{
    private readonly ProgressLine _progress = new();
    private readonly TerminalPrompt _prompt = new(stopped);
    private readonly Lock _writing = new();

    public bool ShowsError { get; set; }

    public override PSHostRawUserInterface RawUI { get; } = new ShellRawUserInterface();

    public override bool SupportsVirtualTerminal => Terminal.OutputHasColour;

    public override void Write(string value) => WriteOutput(value);

    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value)
        => WriteOutput(Coloured(foregroundColor, backgroundColor, value));

    public override void WriteLine(string value)
    {
        if (ShowsError) WriteErrorLine(value);
        else WriteOutput(value + Environment.NewLine);
    }

    public override void WriteLine(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value)
        => WriteOutput(Coloured(foregroundColor, backgroundColor, value) + Environment.NewLine);

    public override void WriteErrorLine(string value)
    {
        if (string.IsNullOrEmpty(value)) return;
        lock (_writing)
        {
            _progress.Clear();
            Console.Error.WriteLine(GetOutputString(value, Terminal.ErrorHasColour));
        }
    }

    public override void WriteWarningLine(string message)
        => WriteLine($"{PSStyle.Instance.Formatting.Warning}WARNING: {message}{PSStyle.Instance.Reset}");

    public override void WriteVerboseLine(string message)
        => WriteLine($"{PSStyle.Instance.Formatting.Verbose}VERBOSE: {message}{PSStyle.Instance.Reset}");

    public override void WriteDebugLine(string message)
        => WriteLine($"{PSStyle.Instance.Formatting.Debug}DEBUG: {message}{PSStyle.Instance.Reset}");

    public override void WriteProgress(long sourceId, ProgressRecord record)
    {
        lock (_writing) _progress.Show(sourceId, record);
    }

    public override string ReadLine()
    {
        ClearProgress();
        return _prompt.ReadLine("a line of input");
    }

    public override SecureString ReadLineAsSecureString()
    {
        ClearProgress();
        return _prompt.ReadSecret("a secret");
    }

    public override Dictionary<string, PSObject> Prompt(
        string caption, string message, Collection<FieldDescription> descriptions)
    {
        ClearProgress();
        return _prompt.AskFields(caption, message, descriptions);
    }

    public override int PromptForChoice(
        string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
    {
        ClearProgress();
        return _prompt.AskChoice(caption, message, choices, defaultChoice);
    }

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName)
    {
        ClearProgress();
        return _prompt.AskCredential(caption, message, userName);
    }

    public override PSCredential PromptForCredential(
        string caption, string message, string userName, string targetName,
        PSCredentialTypes allowedCredentialTypes, PSCredentialUIOptions options)
        => PromptForCredential(caption, message, userName, targetName);

    public void Dispose() => ClearProgress();

    private static string Coloured(ConsoleColor foreground, ConsoleColor background, string value)
        => PSStyle.Instance.Foreground.FromConsoleColor(foreground)
            + PSStyle.Instance.Background.FromConsoleColor(background) + value + PSStyle.Instance.Reset;

    private void WriteOutput(string value)
    {
        lock (_writing)
        {
            _progress.Clear();
            Console.Out.Write(GetOutputString(value, Terminal.OutputHasColour));
        }
    }

    private void ClearProgress()
    {
        lock (_writing) _progress.Clear();
    }
}
