using System.IO.Pipelines;
using SttPowerShell.LocalService.Recognition;

namespace SttPowerShell.LocalService.Audio.Ffmpeg;

/// <summary>
/// WebM and G.729 by the program ffmpeg, where it is installed. What it decodes comes back as a WAV stream, whose
/// header tells rate and channels.
/// </summary>
/// <remarks>
/// Audio goes in through a pipe and nothing else is opened: the format is given and not guessed, because a text that
/// looks like a playlist would name other files or addresses to be read (ffmpeg's "concat" and "hls").
/// </remarks>
internal sealed class FfmpegFormat(Func<string?> searchPath) : IAudioFormat
{
    private const string Program = "ffmpeg";

    private static readonly string[] G729 =
        ["-format_whitelist", "g729", "-codec_whitelist", "g729", "-f", "g729"];

    private readonly WavFormat _wav = new();

    /// <summary>With ffmpeg where this process's PATH has it.</summary>
    public FfmpegFormat()
        : this(static () => Environment.GetEnvironmentVariable("PATH"))
    {
    }

    public IReadOnlyList<string> MediaTypes { get; } = ["audio/webm", "audio/g729"];

    public void Check(AudioContentType type)
    {
        if (type.MediaType == "audio/webm") _ = type.Codec();
        _ = Find(type);
    }

    public async ValueTask<IPcmSource> OpenAsync(PipeReader audio, AudioContentType type, CancellationToken cancel)
    {
        string[] input = type.MediaType == "audio/webm" ? WebM(type.Codec()) : G729;
        FfmpegProcess process = FfmpegProcess.Start(Find(type), Arguments(input), audio);
        try
        {
            IPcmSource samples = await OpenAsync(process, type, cancel).ConfigureAwait(false);
            return new FfmpegSource(process, samples, type);
        }
        catch
        {
            await process.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task<IPcmSource> OpenAsync(FfmpegProcess process, AudioContentType type, CancellationToken cancel)
    {
        try
        {
            return await _wav.OpenAsync(process.Output, type, cancel).ConfigureAwait(false);
        }
        catch (AudioRejectedException)
        {
            // No header came: why, the program or the upload says.
            if (await process.FindDamageAsync(cancel).ConfigureAwait(false) is not { } damage) throw;
            throw AudioFormats.Undecodable(type, damage);
        }
    }

    /// <summary>Only decoders for sound may be opened, of the codec that the content type names.</summary>
    private static string[] WebM(string? codec) =>
    [
        "-format_whitelist", "matroska,webm",
        "-codec_whitelist", codec switch
        {
            "opus" => "opus,libopus",
            "vorbis" => "vorbis,libvorbis",
            _ => "opus,libopus,vorbis,libvorbis",
        },
        "-f", "matroska",
    ];

    private static string[] Arguments(string[] input) =>
    [
        "-hide_banner", "-nostdin", "-loglevel", "error", "-xerror",
        "-protocol_whitelist", "pipe", .. input, "-threads", "1", "-i", "pipe:0",
        "-map", "0:a:0", "-vn", "-sn", "-dn", "-map_metadata", "-1", "-threads", "1",
        "-c:a", "pcm_s16le", "-f", "wav", "pipe:1",
    ];

    /// <summary>Looked for each time, so that it can be installed while the service runs.</summary>
    private string Find(AudioContentType type)
    {
        // Elsewhere the limits that FfmpegProcess sets aren't to be had.
        string? path = !OperatingSystem.IsLinux() ? null : (searchPath() ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Where(Path.IsPathFullyQualified)
            .Select(folder => Path.Combine(folder, Program))
            .FirstOrDefault(File.Exists);
        return path ?? throw new AudioRejectedException(StatusCodes.Status415UnsupportedMediaType,
            $"{type.MediaType} can't be read without ffmpeg, which is not on the service's PATH. Install it where the "
            + "service runs, which has to be Linux (Debian, Ubuntu: 'apt-get install ffmpeg'), or send the audio as "
            + "audio/ogg, audio/flac or audio/wav.");
    }
}
