using System.Buffers;
using System.IO.Pipelines;
using SttPowerShell.LocalService.Recognition;

namespace SttPowerShell.LocalService.Audio;

/// <summary>Finds the audio format for a content type, or for what the first bytes show.</summary>
internal sealed class AudioFormats
{
    /// <summary>The contract's least length of a request, in bytes.</summary>
    private const int LeastBytes = 100;

    private const string UnknownType = "application/octet-stream";

    private readonly Dictionary<string, IAudioFormat> _formats;

    public AudioFormats(IEnumerable<IAudioFormat> formats) =>
        _formats = formats.SelectMany(format => format.MediaTypes.Select(type => (type, format)))
            .ToDictionary(pair => pair.type, pair => pair.format, StringComparer.Ordinal);

    /// <summary>All media types that can be read, in alphabetical order.</summary>
    public IReadOnlyList<string> MediaTypes => [.. _formats.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Makes sure, before there is any audio, that a content type can be used.</summary>
    /// <exception cref="AudioRejectedException">It can't: it isn't supported, or lacks a parameter.</exception>
    public void Check(AudioContentType type) => Find(type).Check(type);

    /// <summary>Begins to read audio: waits only until its header and the least number of bytes have arrived.</summary>
    /// <remarks>
    /// Without a content type, or with application/octet-stream, the first bytes decide. The caller completes the
    /// reader after the source is disposed.
    /// </remarks>
    /// <exception cref="AudioRejectedException">The audio or its type can't be used.</exception>
    public async ValueTask<IPcmSource> OpenAsync(PipeReader audio, string? contentType, CancellationToken cancel)
    {
        AudioContentType type = AudioContentType.Parse(
            string.IsNullOrWhiteSpace(contentType) ? UnknownType : contentType);
        if (type.MediaType != UnknownType) Find(type);

        byte[] start = await PeekAsync(audio, cancel).ConfigureAwait(false);
        if (type.MediaType == UnknownType)
        {
            string recognised = AudioSignature.Recognise(start) ?? throw Undecodable(
                type, "it begins like no known audio format; a format without a header needs its content type");
            type = AudioContentType.Parse(recognised);
        }
        else if (!AudioSignature.Fits(type.MediaType, start))
        {
            throw Undecodable(type, AudioSignature.Recognise(start) is { } other
                ? $"it begins like {other}"
                : $"it doesn't begin like {type.MediaType}");
        }

        return await Find(type).OpenAsync(audio, type, cancel).ConfigureAwait(false);
    }

    /// <summary>The contract's answer to audio that isn't what its type says, with the reason after it.</summary>
    public static AudioRejectedException Undecodable(AudioContentType type, string reason) => new(
        StatusCodes.Status400BadRequest,
        $"unable to transcode data stream {type.MediaType} -> audio/x-float-array ({reason})");

    private IAudioFormat Find(AudioContentType type) => _formats.TryGetValue(type.MediaType, out IAudioFormat? format)
        ? format
        : throw new AudioRejectedException(StatusCodes.Status415UnsupportedMediaType,
            $"The content type {type.MediaType} is not supported here. Send one of: "
            + string.Join(", ", MediaTypes) + ".");

    /// <summary>The first bytes, which stay to be read by the format.</summary>
    private static async ValueTask<byte[]> PeekAsync(PipeReader audio, CancellationToken cancel)
    {
        ReadResult result = await audio.ReadAtLeastAsync(LeastBytes, cancel).ConfigureAwait(false);
        if (result.Buffer.Length < LeastBytes)
        {
            throw new AudioRejectedException(StatusCodes.Status400BadRequest,
                $"Stream was {result.Buffer.Length} bytes but needs to be at least {LeastBytes} bytes.");
        }

        byte[] start = result.Buffer.Slice(0, LeastBytes).ToArray();
        audio.AdvanceTo(result.Buffer.Start);
        return start;
    }
}
