using System.Runtime.Versioning;

namespace SttPowerShell.LocalService.Audio.SoundFile;

/// <summary>Samples of a file that libsndfile decodes, as they are read. It owns all that it is given.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class SoundFileSource(
    SpooledAudio spooled, PipedAudio? piped, SoundFileHandle file, SoundFileInfo info, AudioContentType type)
    : IPcmSource
{
    private readonly long? _promised = info.Frames != SoundFileInfo.UnknownFrames ? info.Frames : null;
    private long _frames;
    private bool _ended;

    public int Rate => info.Rate;

    public int Channels => info.Channels;

    public string? Codec => info.Coding switch
    {
        SoundCoding.Vorbis => "vorbis",
        SoundCoding.Opus => "opus",
        SoundCoding.MpegLayer1 => "mp1",
        SoundCoding.MpegLayer2 => "mp2",
        SoundCoding.MpegLayer3 => "mp3",
        _ => "flac",
    };

    public ValueTask<int> ReadAsync(Memory<float> interleaved, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(interleaved.Length, Channels);
        cancel.ThrowIfCancellationRequested();
        return ValueTask.FromResult(_ended ? 0 : Read(interleaved.Span));
    }

    public ValueTask DisposeAsync()
    {
        file.Dispose();
        piped?.Dispose();
        spooled.Dispose();
        return ValueTask.CompletedTask;
    }

    private int Read(Span<float> interleaved)
    {
        int room = interleaved.Length / Channels;
        int frames = (int)SoundFileLibrary.sf_readf_float(file, interleaved, room);
        int error = SoundFileLibrary.sf_error(file);
        _frames += frames;
        // Beyond the last promised frame the library meets tags and padding, which are no errors.
        bool broken = _frames < _promised ? frames < room || error != 0 : _promised is null && error != 0;
        if (broken) throw Incomplete(error);
        _ended = frames == 0;

        Span<float> samples = interleaved[..(frames * Channels)];
        foreach (ref float sample in samples) sample = float.IsFinite(sample) ? Math.Clamp(sample, -1, 1) : 0;
        return samples.Length;
    }

    private Recognition.AudioRejectedException Incomplete(int error)
    {
        string reason = error != 0 ? SoundFileLibrary.sf_error_number(error)?.Trim(' ', '.') ?? $"error {error}"
            : "it is cut short or damaged";
        return AudioFormats.Undecodable(type, _promised is { } promised
            ? $"{reason}; it announces {promised} samples but only {_frames} can be read"
            : $"{reason}; after {_frames} samples");
    }
}
