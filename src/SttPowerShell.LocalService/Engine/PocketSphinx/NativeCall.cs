namespace SttPowerShell.LocalService.Engine.PocketSphinx;

/// <summary>What PocketSphinx's functions return.</summary>
internal static class NativeCall
{
    /// <exception cref="InvalidOperationException">The function failed: its result is below 0.</exception>
    public static void Check(int result, string function)
    {
        if (result < 0) throw new InvalidOperationException($"PocketSphinx failed: {function} gave {result}.");
    }
}
