namespace SttPowerShell.LocalService.Audio;

/// <summary>Tells a format by the bytes with which a file begins.</summary>
internal static class AudioSignature
{
    /// <returns>The media type, whether or not the service can read it; null if the bytes say nothing.</returns>
    public static string? Recognise(ReadOnlySpan<byte> start) => start switch
    {
        _ when start.StartsWith("RIFF"u8) && start.Length >= 12 && start[8..].StartsWith("WAVE"u8) => "audio/wav",
        _ when start.StartsWith("fLaC"u8) => "audio/flac",
        _ when start.StartsWith("OggS"u8) => "audio/ogg",
        _ when start.StartsWith("ID3"u8) || IsMpegFrame(start) => "audio/mpeg",
        // EBML (RFC 8794), the container of WebM and Matroska.
        [0x1A, 0x45, 0xDF, 0xA3, ..] => "audio/webm",
        _ => null,
    };

    /// <summary>Whether bytes may begin audio of a media type: true for types that begin in no fixed way.</summary>
    public static bool Fits(string mediaType, ReadOnlySpan<byte> start) => mediaType switch
    {
        "audio/flac" or "audio/ogg" or "audio/mpeg" or "audio/webm" => Recognise(start) == mediaType,
        "audio/mp3" => Recognise(start) == "audio/mpeg",
        _ => true,
    };

    /// <summary>
    /// Eleven set bits, then version, layer, bit rate and sample rate, of which none may have its reserved value
    /// (ISO 11172-3 section 2.4.1.3).
    /// </summary>
    private static bool IsMpegFrame(ReadOnlySpan<byte> start) =>
        start is [0xFF, >= 0xE0, ..] && start.Length >= 3
        && (start[1] & 0x18) != 0x08 && (start[1] & 0x06) != 0
        && (start[2] & 0xF0) != 0xF0 && (start[2] & 0x0C) != 0x0C;
}
