using System.IO.Pipelines;
using SttPowerShell.LocalService.Audio;

namespace SttPowerShell.LocalService.Tests.Support;

/// <summary>WAV under another name, which isn't read before it is released: an analysis that lasts.</summary>
internal sealed class HeldFormat : IAudioFormat
{
    public const string Type = "audio/x-held";

    private readonly TaskCompletionSource _free = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly WavFormat _wav = new();

    public IReadOnlyList<string> MediaTypes { get; } = [Type];

    public void Release() => _free.TrySetResult();

    public async ValueTask<IPcmSource> OpenAsync(PipeReader audio, AudioContentType type, CancellationToken cancel)
    {
        await _free.Task.WaitAsync(cancel);
        return await _wav.OpenAsync(audio, type, cancel);
    }
}
