using System.IO.Pipelines;
using System.Runtime.Versioning;
using SttPowerShell.LocalService.Engine;
using SttPowerShell.LocalService.Recognition;

namespace SttPowerShell.LocalService.Audio.SoundFile;

/// <summary>
/// FLAC, Ogg with Opus or Vorbis, and MP3 by libsndfile. It has to seek (Ogg tells its length at the end) and to look
/// more than once at the beginning, so the audio is kept in a file until all of it has arrived.
/// </summary>
internal sealed class SoundFileFormat(SoundFileSupply supply) : IAudioFormat
{
    public IReadOnlyList<string> MediaTypes { get; } = ["audio/flac", "audio/ogg", "audio/mp3", "audio/mpeg"];

    public void Check(AudioContentType type)
    {
        if (Container(type) == SoundContainer.Ogg) _ = type.Codec();
    }

    public async ValueTask<IPcmSource> OpenAsync(PipeReader audio, AudioContentType type, CancellationToken cancel)
    {
        string? codec = Container(type) == SoundContainer.Ogg ? type.Codec() : null;
        await LoadAsync(type, cancel).ConfigureAwait(false);
        // What follows would refuse it as well, but in words about a library.
        if (OperatingSystem.IsWindows()) throw new PlatformNotSupportedException();
        SpooledAudio spooled = await SpooledAudio.SpoolAsync(audio, cancel).ConfigureAwait(false);
        try
        {
            return Open(spooled, type, codec, cancel);
        }
        catch
        {
            spooled.Dispose();
            throw;
        }
    }

    [UnsupportedOSPlatform("windows")]
    private static SoundFileSource Open(
        SpooledAudio spooled, AudioContentType type, string? codec, CancellationToken cancel)
    {
        if (Container(type) == SoundContainer.Ogg && OggPages.FindDamage(spooled, cancel) is { } damage)
        {
            throw AudioFormats.Undecodable(type, damage);
        }

        bool tellsLength = Container(type) != SoundContainer.Mpeg || MpegHeader.TellsLength(spooled);
        PipedAudio? piped = tellsLength ? null : new PipedAudio(spooled, MpegHeader.Offset(spooled));
        SoundFileInfo info = default;
        SoundFileHandle file = SoundFileLibrary.sf_open_fd(
            piped?.Handle ?? spooled.Handle, SoundFileLibrary.ModeRead, ref info, closeFile: 0);
        try
        {
            Check(file, info, type, codec);
            return new SoundFileSource(spooled, piped, file, info, type);
        }
        catch
        {
            file.Dispose();
            piped?.Dispose();
            throw;
        }
    }

    private static void Check(SoundFileHandle file, SoundFileInfo info, AudioContentType type, string? codec)
    {
        if (file.IsInvalid) throw AudioFormats.Undecodable(type, "it is damaged or of another format");
        if (info.Container != Container(type) || !Codings(type, codec).Contains(info.Coding))
        {
            throw AudioFormats.Undecodable(type, $"what it holds is not {type}");
        }

        if (info.Rate is < 1 or > AudioContentType.MaximumRate || info.Channels < 1)
        {
            throw AudioFormats.Undecodable(type, $"it has {info.Channels} channels of {info.Rate} Hz");
        }
    }

    private async Task LoadAsync(AudioContentType type, CancellationToken cancel)
    {
        try
        {
            await supply.LoadAsync(cancel).ConfigureAwait(false);
        }
        catch (EngineUnavailableException e)
        {
            throw new AudioRejectedException(StatusCodes.Status415UnsupportedMediaType,
                $"{type.MediaType} can't be read without libsndfile. {e.Message} Install it where the service runs "
                + "(Debian, Ubuntu: 'apt-get install libsndfile1'), or send the audio as audio/wav.");
        }

        // Versions before 1.1 have no MPEG, and would call every MP3 damaged.
        SoundFileInfo mp3 = new()
        {
            Rate = 16000,
            Channels = 1,
            Format = (int)SoundContainer.Mpeg | (int)SoundCoding.MpegLayer3,
        };
        if (Container(type) == SoundContainer.Mpeg && SoundFileLibrary.sf_format_check(mp3) == 0)
        {
            throw new AudioRejectedException(StatusCodes.Status415UnsupportedMediaType,
                $"{type.MediaType} can't be read by the libsndfile that is installed here, which is older than 1.1. "
                + "Send the audio as audio/flac or audio/wav.");
        }
    }

    private static SoundContainer Container(AudioContentType type) => type.MediaType switch
    {
        "audio/flac" => SoundContainer.Flac,
        "audio/ogg" => SoundContainer.Ogg,
        _ => SoundContainer.Mpeg,
    };

    /// <summary>What the content type lets the container hold.</summary>
    private static SoundCoding[] Codings(AudioContentType type, string? codec) => (Container(type), codec) switch
    {
        (SoundContainer.Flac, _) => [SoundCoding.Pcm8, SoundCoding.Pcm16, SoundCoding.Pcm24, SoundCoding.Pcm32],
        (SoundContainer.Ogg, "opus") => [SoundCoding.Opus],
        (SoundContainer.Ogg, "vorbis") => [SoundCoding.Vorbis],
        (SoundContainer.Ogg, _) => [SoundCoding.Opus, SoundCoding.Vorbis],
        _ => [SoundCoding.MpegLayer1, SoundCoding.MpegLayer2, SoundCoding.MpegLayer3],
    };
}
