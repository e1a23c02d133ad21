namespace SttPowerShell.LocalService.Audio.Ffmpeg;

/// <summary>
/// What ffmpeg decodes. It ends well only if all audio arrived and the program had nothing to complain of.
/// </summary>
internal sealed class FfmpegSource(FfmpegProcess process, IPcmSource samples, AudioContentType type) : IPcmSource
{
    private bool _ended;

    public int Rate => samples.Rate;

    public int Channels => samples.Channels;

    /// <summary>Of WebM, only what its content type says.</summary>
    public string? Codec => type.MediaType == "audio/g729" ? "g729" : type.Codec();

    public async ValueTask<int> ReadAsync(Memory<float> interleaved, CancellationToken cancel)
    {
        if (_ended) return 0;
        int count = await samples.ReadAsync(interleaved, cancel).ConfigureAwait(false);
        if (count > 0) return count;
        if (await process.FindDamageAsync(cancel).ConfigureAwait(false) is { } damage)
        {
            throw AudioFormats.Undecodable(type, damage);
        }

        _ended = true;
        return 0;
    }

    public async ValueTask DisposeAsync()
    {
        await samples.DisposeAsync().ConfigureAwait(false);
        await process.DisposeAsync().ConfigureAwait(false);
    }
}
