namespace SttPowerShell.LocalService.Customization.Acoustic.Archives;

/// <summary>Tells archives and compressed files by the bytes with which they begin.</summary>
internal static class ArchiveSignature
{
    /// <summary>Bytes that are enough to tell: tar's word comes last.</summary>
    public const int Length = TarOffset + 5;

    private const int TarOffset = 257;

    public static bool Fits(ReadOnlySpan<byte> start) => start switch
    {
        [(byte)'P', (byte)'K', 3, 4, ..] or [(byte)'P', (byte)'K', 5, 6, ..] => true,
        [0x1F, 0x8B, 8, ..] => true,
        [(byte)'7', (byte)'z', 0xBC, 0xAF, 0x27, 0x1C, ..] => true,
        [0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0, ..] => true,
        _ => start.StartsWith("Rar!"u8) || start.StartsWith("BZh"u8)
            || (start.Length >= Length && start[TarOffset..].StartsWith("ustar"u8)),
    };
}
