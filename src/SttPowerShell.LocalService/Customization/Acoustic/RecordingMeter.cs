using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using SttPowerShell.LocalService.Audio;
using SttPowerShell.LocalService.Jobs;
using SttPowerShell.LocalService.Recognition;

namespace SttPowerShell.LocalService.Customization.Acoustic;

/// <summary>What a recording was found to be.</summary>
/// <param name="Codec">Its coding; null if it isn't known.</param>
/// <param name="Frequency">Its sample rate in Hz; null if it couldn't be read.</param>
/// <param name="Duration">Seconds; 0 if it can't be used.</param>
/// <param name="Fault">Why it can't be used; null if it can.</param>
internal sealed record MeasuredRecording(string? Codec, int? Frequency, double Duration, string? Fault);

/// <summary>Decodes recordings to their end, which is the only way to know that they are whole and how long.</summary>
internal sealed class RecordingMeter(AudioFormats formats)
{
    private const int BlockFrames = 8192;

    /// <summary>Where a WebM file names its codec: the description of its tracks comes before all sound.</summary>
    private const int WebMStart = 4096;

    /// <summary>Measures a recording. Memory is level with its length.</summary>
    /// <param name="audio">Stands at its first byte; the owner completes it.</param>
    /// <param name="contentType">What it is; null to look at its first bytes.</param>
    /// <param name="model">The base model, whose rate it must have at least.</param>
    /// <param name="most">Seconds that it may have.</param>
    /// <param name="cancel">Stops it soon.</param>
    /// <exception cref="OperationPostponedException">What decodes it isn't there for now.</exception>
    public async Task<MeasuredRecording> MeasureAsync(
        PipeReader audio, string? contentType, BaseModel model, double most, CancellationToken cancel)
    {
        string? codec = null;
        int? rate = null;
        try
        {
            string? webM = await WebMCodecAsync(audio, cancel).ConfigureAwait(false);
            IPcmSource source = await formats.OpenAsync(audio, contentType, cancel).ConfigureAwait(false);
            await using ConfiguredAsyncDisposable ownership = source.ConfigureAwait(false);
            (codec, rate) = (source.Codec ?? webM, source.Rate);
            if (source.Rate < model.Rate) return Unusable(TooLow(source.Rate, model));
            double duration = await DurationAsync(source, most, cancel).ConfigureAwait(false);
            if (duration > most) return Unusable(AcousticModelLimits.TooMuch);
            return duration > 0
                ? new MeasuredRecording(codec, rate, duration, Fault: null)
                : Unusable("It has no sound: its header is followed by no samples.");
        }
        catch (AudioRejectedException missing) when (missing.Status == StatusCodes.Status503ServiceUnavailable)
        {
            throw new OperationPostponedException(missing.Message);
        }
        catch (AudioRejectedException rejected)
        {
            return Unusable(rejected.Message);
        }

        MeasuredRecording Unusable(string fault) => new(codec, rate, Duration: 0, fault);
    }

    private static string TooLow(int rate, BaseModel model)
        => $"Its sample rate of {rate} Hz is too low: base model {model.Name} needs {model.Rate} Hz at least.";

    private static async Task<double> DurationAsync(IPcmSource source, double most, CancellationToken cancel)
    {
        float[] block = new float[BlockFrames * source.Channels];
        long frames = 0;
        int count;
        do
        {
            count = await source.ReadAsync(block, cancel).ConfigureAwait(false);
            frames += count / source.Channels;
        }
        while (count > 0 && frames <= most * source.Rate);
        return (double)frames / source.Rate;
    }

    /// <summary>What ffmpeg decodes doesn't tell the codec; null for audio that isn't WebM.</summary>
    private static async Task<string?> WebMCodecAsync(PipeReader audio, CancellationToken cancel)
    {
        ReadResult result = await audio.ReadAtLeastAsync(WebMStart, cancel).ConfigureAwait(false);
        long length = Math.Min(WebMStart, result.Buffer.Length);
        string? codec = FindCodec(System.Buffers.BuffersExtensions.ToArray(result.Buffer.Slice(0, length)));
        audio.AdvanceTo(result.Buffer.Start);
        return codec;
    }

    private static string? FindCodec(ReadOnlySpan<byte> start)
    {
        if (AudioSignature.Recognise(start) != "audio/webm") return null;
        if (start.IndexOf("A_OPUS"u8) >= 0) return "opus";
        return start.IndexOf("A_VORBIS"u8) >= 0 ? "vorbis" : null;
    }
}
