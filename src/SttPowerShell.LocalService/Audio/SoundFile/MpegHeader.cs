using System.Runtime.Versioning;

namespace SttPowerShell.LocalService.Audio.SoundFile;

/// <summary>
/// The frame that encoders put before an MP3's sound to tell its length ("Xing" or, at a constant bit rate, "Info").
/// Without it the length can only be guessed.
/// </summary>
[UnsupportedOSPlatform("windows")]
internal static class MpegHeader
{
    /// <summary>The word follows a frame's header and side information: at most 4 + 2 + 32 bytes.</summary>
    private const int Searched = 42;

    private const int TagHeaderSize = 10;
    private const byte HasFrames = 1;

    public static bool TellsLength(SpooledAudio file)
    {
        Span<byte> start = stackalloc byte[Searched + sizeof(int)];
        start = start[..file.Read(start, Offset(file))];
        int at = Math.Max(start.IndexOf("Xing"u8), start.IndexOf("Info"u8));
        // The last of the four bytes after the word has a bit for each field that follows.
        return at >= 0 && at + 7 < start.Length && (start[at + 7] & HasFrames) != 0;
    }

    /// <summary>
    /// Where the first frame begins, in bytes: behind an ID3v2 tag, whose size has 7 bits a byte (id3.org,
    /// ID3v2.4).
    /// </summary>
    public static long Offset(SpooledAudio file)
    {
        Span<byte> tag = stackalloc byte[TagHeaderSize];
        if (file.Read(tag, 0) < TagHeaderSize || !tag.StartsWith("ID3"u8)) return 0;
        return TagHeaderSize + (tag[6] << 21 | tag[7] << 14 | tag[8] << 7 | tag[9]);
    }
}
