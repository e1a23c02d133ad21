namespace SttPowerShell.Commands;

/// <summary>What one request with audio may carry (contract sections 5 and 9.1).</summary>
internal static class AudioLimits
{
    public const long LeastBytes = 100;
    public const long MostBytes = 100 * 1024 * 1024;
}
