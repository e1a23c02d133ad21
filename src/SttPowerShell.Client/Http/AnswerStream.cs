using System.Text;

namespace SttPowerShell.Client.Http;

/// <summary>
/// The body of an answer: holds each read to the idle limit and remembers what an error message needs.
/// </summary>
internal sealed class AnswerStream : Stream
{
    private const int HeadLength = 200;

    private readonly Stream _inner;
    private readonly IdleLimit _idle;
    private readonly TimeSpan _limit;
    private readonly bool _framed;
    private readonly byte[] _head = new byte[HeadLength * 4];
    private int _headCount;
    private JsonExtent _extent;
    private bool _ended;

    /// <param name="inner">The body.</param>
    /// <param name="idle">The attempt's idle limit.</param>
    /// <param name="limit">How long one read may take.</param>
    /// <param name="framed">Whether HTTP itself tells where the body ends, by a length or by chunks.</param>
    public AnswerStream(Stream inner, IdleLimit idle, TimeSpan limit, bool framed)
    {
        _inner = inner;
        _idle = idle;
        _limit = limit;
        _framed = framed;
    }

    /// <summary>Bytes so far, after decompression.</summary>
    public long Received { get; private set; }

    /// <summary>Whether anything but white space arrived.</summary>
    public bool IsBlank { get; private set; } = true;

    /// <summary>
    /// Whether the connection was closed before the JSON was whole. Only known of bodies that aren't framed.
    /// </summary>
    public bool BrokeOff => !_framed && _ended && _extent.IsUnfinished;

    /// <summary>The beginning of the text, for messages.</summary>
    public string Head
    {
        get
        {
            string text = PlainText.OneLine(Encoding.UTF8.GetString(_head, 0, _headCount));
            return text.Length <= HeadLength ? text : text[..HeadLength] + "…";
        }
    }

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _idle.Restart(_limit);
        int count = await _inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        _idle.Pause(); // Whoever reads may take its time with what it got.
        _ended |= count == 0 && buffer.Length > 0;
        Look(buffer.Span[..count]);
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    public override void Flush() => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) _inner.Dispose();
        base.Dispose(disposing);
    }

    private void Look(ReadOnlySpan<byte> piece)
    {
        Received += piece.Length;
        if (!_framed) _extent.Follow(piece);

        // The spaces that the service sends while it works say nothing; the head begins with the first word.
        if (IsBlank) piece = piece.TrimStart(" \t\r\n"u8);
        if (piece.IsEmpty) return;
        IsBlank = false;
        int room = Math.Min(_head.Length - _headCount, piece.Length);
        piece[..room].CopyTo(_head.AsSpan(_headCount));
        _headCount += room;
    }
}
