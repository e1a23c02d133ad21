namespace SttShell;

/// <summary>What the three standard streams are connected to.</summary>
internal static class Terminal
{
    /// <summary>The width of output that goes to no terminal, in characters: pwsh's own.</summary>
    private const int DefaultWidth = 120;

    /// <summary>Whether somebody can be asked: on standard error, with the answer from standard input.</summary>
    public static bool CanAsk => !Console.IsInputRedirected && !Console.IsErrorRedirected;

    /// <summary>Whether standard output shows colours.</summary>
    public static bool OutputHasColour { get; } = !Console.IsOutputRedirected && UnderstandsColour();

    /// <summary>Whether standard error shows colours.</summary>
    public static bool ErrorHasColour { get; } = !Console.IsErrorRedirected && UnderstandsColour();

    /// <summary>Columns to lay text out for.</summary>
    public static int Width
    {
        get
        {
            if (Console.IsOutputRedirected && Console.IsErrorRedirected) return DefaultWidth;
            try
            {
                return Console.WindowWidth is int width and > 0 ? width : DefaultWidth;
            }
            catch (IOException)
            {
                return DefaultWidth;
            }
        }
    }

    private static bool UnderstandsColour()
    {
        // https://no-color.org
        if (!string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))) return false;
        return OperatingSystem.IsWindows()
            // An old Windows console would print the escape sequences.
            ? Environment.GetEnvironmentVariable("WT_SESSION") is not null
            : Environment.GetEnvironmentVariable("TERM") is not (null or "" or "dumb");
    }
}
