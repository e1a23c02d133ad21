using System.Management.Automation.Host;

namespace SttShell;

/// <summary>
/// The terminal's size, which is what output is laid out for. A shell that only runs scripts draws no screens, so the
/// rest is refused.
/// </summary>
internal sealed class ShellRawUserInterface : PSHostRawUserInterface
{
    private const int Lines = 50;

    public override Size BufferSize
    {
        get => new(Terminal.Width, Lines);
        set => throw NotSupported();
    }

    public override Size WindowSize
    {
        get => BufferSize;
        set => throw NotSupported();
    }

    public override Size MaxWindowSize => BufferSize;
    public override Size MaxPhysicalWindowSize => BufferSize;
    public override ConsoleColor ForegroundColor { get; set; } = ConsoleColor.Gray;
    public override ConsoleColor BackgroundColor { get; set; } = ConsoleColor.Black;
    public override Coordinates CursorPosition { get; set; }
    public override int CursorSize { get; set; }
    public override Coordinates WindowPosition { get; set; }
    public override string WindowTitle { get; set; } = "SttShell";
    public override bool KeyAvailable => false;

    public override void FlushInputBuffer()
    {
    }

    public override KeyInfo ReadKey(ReadKeyOptions options) => throw NotSupported();
    public override BufferCell[,] GetBufferContents(Rectangle rectangle) => throw NotSupported();
    public override void SetBufferContents(Coordinates origin, BufferCell[,] contents) => throw NotSupported();
    public override void SetBufferContents(Rectangle rectangle, BufferCell fill) => throw NotSupported();

    public override void ScrollBufferContents(
        Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill) => throw NotSupported();

    private static NotSupportedException NotSupported() => new("SttShell has no screen to draw on.");
}
