using SttPowerShell.Client.Wire;
using SttPowerShell.LocalService.Engine;
using SttPowerShell.LocalService.Recognition;

namespace SttPowerShell.LocalService.Tests.Support;

/// <summary>Stands for a recogniser that does what a test says, above all fail.</summary>
internal sealed class ScriptedRecognizer : IRecognizer, IEngineHost
{
    public delegate Task<SpeechRecognitionResults> Script(
        Stream audio, string? contentType, RecognitionRequest request, CancellationToken cancel);

    /// <summary>What the next recognition does.</summary>
    public Script Next { get; set; } = (_, _, _, _) => Task.FromResult(new SpeechRecognitionResults());

    public EngineState State { get; set; } = new(true, "ready");

    public Task<SpeechRecognitionResults> RecognizeAsync(
        Stream audio, string? contentType, RecognitionRequest request, CancellationToken cancel)
        => Next(audio, contentType, request, cancel);

    /// <summary>What analysis and training get.</summary>
    public IEngineHost? Engine { get; set; }

    public Task<ISpeechEngine> GetAsync(CancellationToken cancel)
        => Engine?.GetAsync(cancel) ?? throw new NotSupportedException();
}
