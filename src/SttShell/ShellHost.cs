using System.Globalization;
using System.Management.Automation.Host;

namespace SttShell;

/// <summary>The host as the engine sees it. <paramref name="stopped"/> ends a prompt that waits.</summary>
internal sealed class ShellHost(CancellationToken stopped) : PSHost, IDisposable
{
    private readonly ShellUserInterface _ui = new(stopped);

    /// <summary>What a script gave to <c>exit</c>; null if it didn't call it.</summary>
    public int? ExitCode { get; private set; }

    /// <summary>Whether the text that comes is that of an error, which belongs on standard error.</summary>
    public bool ShowsError
    {
        get => _ui.ShowsError;
        set => _ui.ShowsError = value;
    }

    public override string Name => "SttShell";
    public override Version Version { get; } = typeof(ShellHost).Assembly.GetName().Version!;
    public override Guid InstanceId { get; } = Guid.NewGuid();
    public override CultureInfo CurrentCulture { get; } = CultureInfo.CurrentCulture;
    public override CultureInfo CurrentUICulture { get; } = CultureInfo.CurrentUICulture;
    public override PSHostUserInterface UI => _ui;

    public override void SetShouldExit(int exitCode) => ExitCode = exitCode;

    public override void EnterNestedPrompt()
        => throw new NotSupportedException("SttShell runs scripts; it has no prompt of its own to debug them at.");

    public override void ExitNestedPrompt()
    {
    }

    public override void NotifyBeginApplication()
    {
    }

    public override void NotifyEndApplication()
    {
    }

    public void Dispose() => _ui.Dispose();
}
