namespace SttPowerShell.LocalService.Audio;

/// <summary>The two logarithmic 8-bit codes of telephony (ITU-T G.711), as tables of samples from -1 to 1.</summary>
internal static class Companding
{
    /// <summary>Added before coding, so that the first of µ-law's segments begins at a power of two.</summary>
    private const int MuLawBias = 0x84;

    public static float[] ALaw { get; } = [.. Enumerable.Range(0, 256).Select(ExpandALaw)];

    public static float[] MuLaw { get; } = [.. Enumerable.Range(0, 256).Select(ExpandMuLaw)];

    /// <summary>Sign bit 1 is positive; even bits are inverted on the line.</summary>
    private static float ExpandALaw(int code)
    {
        code ^= 0x55;
        int segment = (code >> 4) & 7;
        int magnitude = ((code & 0xF) << 4) + 8;
        if (segment > 0) magnitude = (magnitude + 0x100) << (segment - 1);
        return ((code & 0x80) != 0 ? magnitude : -magnitude) / 32768f;
    }

    /// <summary>All bits are inverted on the line; sign bit 1 is then negative.</summary>
    private static float ExpandMuLaw(int code)
    {
        code = ~code & 0xFF;
        int magnitude = ((((code & 0xF) << 3) + MuLawBias) << ((code >> 4) & 7)) - MuLawBias;
        return ((code & 0x80) != 0 ? -magnitude : magnitude) / 32768f;
    }
}
