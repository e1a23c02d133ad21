namespace SttPowerShell.Fuzzing;

/// <summary>Smaller inputs that may fail alike: without a part, or with plainer bytes.</summary>
internal static class Smaller
{
    private const byte Plain = (byte)'0';

    public static IEnumerable<byte[]> Of(byte[] input)
    {
        for (int size = (input.Length + 1) / 2; size > 0; size /= 2)
        {
            for (int at = 0; at < input.Length; at += size)
            {
                yield return [.. input[..at], .. input[Math.Min(at + size, input.Length)..]];
            }
        }
        for (int at = 0; at < input.Length && input.Length < 1000; at++)
        {
            if (input[at] is 0 or Plain) continue;
            byte[] plainer = [.. input];
            plainer[at] = Plain;
            yield return plainer;
        }
    }
}
