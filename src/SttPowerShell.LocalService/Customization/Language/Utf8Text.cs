using System.Buffers;
using System.Globalization;
using System.Text;
using SttPowerShell.LocalService.Jobs;

namespace SttPowerShell.LocalService.Customization.Language;

/// <summary>Texts in UTF-8, with or without a byte order mark.</summary>
internal static class Utf8Text
{
    private const int BufferBytes = 64 * 1024;

    /// <summary>Opens a text that was checked.</summary>
    public static TextReader Read(Stream bytes)
        => new StreamReader(bytes, new UTF8Encoding(false, throwOnInvalidBytes: true));

    /// <summary>Reads a text to its end, in level memory.</summary>
    /// <exception cref="OperationFailedException">It isn't UTF-8; the message names the line.</exception>
    public static async Task CheckAsync(Stream bytes, CancellationToken cancel)
    {
        Scan scan = new();
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            int kept = 0;
            int read;
            while ((read = await bytes.ReadAsync(buffer.AsMemory(kept), cancel).ConfigureAwait(false)) > 0)
            {
                int filled = kept + read;
                int used = scan.Advance(buffer.AsSpan(0, filled), isEnd: false);
                kept = filled - used;
                buffer.AsSpan(used, kept).CopyTo(buffer);
            }
            scan.Advance(buffer.AsSpan(0, kept), isEnd: true);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private sealed class Scan
    {
        private long _line = 1;
        private byte _last;

        /// <summary>
        /// Looks at bytes, and gives how many were whole characters: a cut one is seen again with its rest.
        /// </summary>
        public int Advance(ReadOnlySpan<byte> bytes, bool isEnd)
        {
            int at = 0;
            while (at < bytes.Length)
            {
                int length = 1;
                if (bytes[at] >= 0x80)
                {
                    OperationStatus status = Rune.DecodeFromUtf8(bytes[at..], out _, out length);
                    if (status == OperationStatus.NeedMoreData && !isEnd) break;
                    if (status != OperationStatus.Done) throw Wrong();
                }
                Count(bytes[at]);
                at += length;
            }
            return at;
        }

        private void Count(byte first)
        {
            if (first == '\r' || (first == '\n' && _last != '\r')) _line++;
            _last = first;
        }

        private OperationFailedException Wrong() => new(
            $"Line {_line.ToString(CultureInfo.InvariantCulture)} is not UTF-8. Save the text in UTF-8.");
    }
}
