using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;
using System.Text;

namespace SttPowerShell.Tests.Support;

/// <summary>A host that keeps what is shown, 120 columns wide, and answers no to every question.</summary>
internal sealed class CollectingHost : PSHost
{
    private readonly CollectingInterface _interface = new();

    public string Text => _interface.Text.ToString();

    public List<ProgressRecord> Progress => _interface.Progress;

    /// <summary>The questions that were asked.</summary>
    public List<string> Questions => _interface.Questions;

    /// <summary>How often somebody wanted a secret typed.</summary>
    public int SecretsAsked => _interface.SecretsAsked;

    public override CultureInfo CurrentCulture => CultureInfo.InvariantCulture;
    public override CultureInfo CurrentUICulture => CultureInfo.InvariantCulture;
    public override Guid InstanceId { get; } = Guid.NewGuid();
    public override string Name => "Tests";
    public override PSHostUserInterface UI => _interface;
    public override Version Version { get; } = new(1, 0);

    public override void EnterNestedPrompt() => throw new NotSupportedException();
    public override void ExitNestedPrompt() => throw new NotSupportedException();
    public override void NotifyBeginApplication()
    {
    }

    public override void NotifyEndApplication()
    {
    }

    public override void SetShouldExit(int exitCode)
    {
    }

    private sealed class CollectingInterface : PSHostUserInterface
    {
        public StringBuilder Text { get; } = new();
        public List<ProgressRecord> Progress { get; } = [];
        public List<string> Questions { get; } = [];

        public override PSHostRawUserInterface RawUI { get; } = new WideScreen();

        public override void Write(string value) => Text.Append(value);
        public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value)
            => Text.Append(value);
        public override void WriteLine(string value) => Text.AppendLine(value);
        public override void WriteErrorLine(string value) => Text.AppendLine(value);
        public override void WriteDebugLine(string message) => Text.AppendLine(message);
        public override void WriteVerboseLine(string message) => Text.AppendLine(message);
        public override void WriteWarningLine(string message) => Text.AppendLine(message);

        public override void WriteProgress(long sourceId, ProgressRecord record) => Progress.Add(record);

        public override int PromptForChoice(
            string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
        {
            Questions.Add(message);
            return choices.ToList().FindIndex(c => c.Label.Contains("No", StringComparison.Ordinal));
        }

        public override Dictionary<string, PSObject> Prompt(
            string caption, string message, Collection<FieldDescription> descriptions)
                => throw new NotSupportedException();
        public override PSCredential PromptForCredential(
            string caption, string message, string userName, string targetName) => throw new NotSupportedException();
        public override PSCredential PromptForCredential(
            string caption, string message, string userName, string targetName,
                PSCredentialTypes allowedCredentialTypes,
            PSCredentialUIOptions options) => throw new NotSupportedException();
        public override string ReadLine() => throw new NotSupportedException();
        public int SecretsAsked { get; private set; }

        public override SecureString ReadLineAsSecureString()
        {
            SecretsAsked++;
            throw new NotSupportedException();
        }
    }

    private sealed class WideScreen : PSHostRawUserInterface
    {
        public override Size BufferSize { get; set; } = new(120, 500);
        public override Size WindowSize { get; set; } = new(120, 500);
        public override Size MaxPhysicalWindowSize => new(120, 500);
        public override Size MaxWindowSize => new(120, 500);
        public override ConsoleColor BackgroundColor { get; set; }
        public override ConsoleColor ForegroundColor { get; set; }
        public override Coordinates CursorPosition { get; set; }
        public override int CursorSize { get; set; }
        public override bool KeyAvailable => false;
        public override Coordinates WindowPosition { get; set; }
        public override string WindowTitle { get; set; } = "";

        public override void FlushInputBuffer()
        {
        }

        public override BufferCell[,] GetBufferContents(Rectangle rectangle) => throw new NotSupportedException();
        public override KeyInfo ReadKey(ReadKeyOptions options) => throw new NotSupportedException();
        public override void ScrollBufferContents(
            Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill)
                => throw new NotSupportedException();
        public override void SetBufferContents(Coordinates origin, BufferCell[,] contents)
            => throw new NotSupportedException();
        public override void SetBufferContents(Rectangle rectangle, BufferCell fill)
            => throw new NotSupportedException();
    }
}
