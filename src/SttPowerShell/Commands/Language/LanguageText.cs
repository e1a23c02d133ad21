using System.Management.Automation;
using SttPowerShell.Client.Http;
using SttPowerShell.Errors;

namespace SttPowerShell.Commands;

/// <summary>A text to be added: a file, which is streamed, or text in memory.</summary>
internal sealed class LanguageText
{
    private const int HeadSize = 4096;

    private readonly Func<IProgress<long>, RequestBody> _open;

    private LanguageText(string? path, string target, long length, byte[] head, Func<IProgress<long>, RequestBody> open)
    {
        FilePath = path;
        Target = target;
        Length = length;
        Head = head;
        _open = open;
    }

    /// <summary>The full path, if it is a file.</summary>
    public string? FilePath { get; }

    /// <summary>What errors are about: the path, or the name that the text will have.</summary>
    public string Target { get; }

    /// <summary>Bytes.</summary>
    public long Length { get; }

    /// <summary>The beginning.</summary>
    public ReadOnlyMemory<byte> Head { get; }

    /// <summary>Makes the request's body.</summary>
    public RequestBody Open(IProgress<long> sent) => _open(sent);

    /// <exception cref="IOException">The file can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static async Task<LanguageText> OfFileAsync(string path, CancellationToken cancel)
    {
        await using FileStream file = new(
            path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1, FileOptions.Asynchronous);
        byte[] head = new byte[HeadSize];
        int read = await file.ReadAtLeastAsync(head, head.Length, false, cancel);
        return new LanguageText(path, path, file.Length, head[..read], sent => new FileBody(path, sent));
    }

    public static LanguageText OfBytes(string name, byte[] bytes)
        => new(null, name, bytes.Length, bytes[..Math.Min(bytes.Length, HeadSize)],
            sent => new BytesBody(bytes, sent));

    /// <summary>Why it can't be added, whatever it is to be; null if nothing speaks against it.</summary>
    public ErrorRecord? Refusal(string noun)
    {
        if (Length == 0) return LanguageErrors.EmptyFile(noun, Target);
        // Text has no byte 0, and UTF-16 of any Latin script has one in each character.
        ReadOnlySpan<byte> head = Head.Span;
        bool isUtf16 = head.StartsWith<byte>([0xFF, 0xFE]) || head.StartsWith<byte>([0xFE, 0xFF]);
        return isUtf16 || head.Contains((byte)0) ? LanguageErrors.NotUtf8(Target) : null;
    }
}
