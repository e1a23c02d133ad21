using SttPowerShell.Client.Wire;
using SttPowerShell.LocalService.Engine;

namespace SttPowerShell.LocalService.Recognition;

/// <summary>Registers recognition. This version has no engine yet and says so.</summary>
internal static class RecognitionRegistration
{
    public static IServiceCollection AddRecognition(this IServiceCollection services)
        => services.AddSingleton<IEngineHost, MissingEngine>().AddSingleton<IRecognizer, MissingRecognizer>();

    private sealed class MissingEngine : IEngineHost
    {
        public EngineState State { get; } = new(false, "No recogniser.", "No recogniser is built into this service.");

        public Task<ISpeechEngine> GetAsync(CancellationToken cancel)
            => Task.FromException<ISpeechEngine>(new EngineUnavailableException(State.Error!));
    }

    private sealed class MissingRecognizer(IEngineHost engine) : IRecognizer
    {
        public async Task<SpeechRecognitionResults> RecognizeAsync(
            Stream audio, string? contentType, BaseModel model, RecognitionParameters parameters, CancellationToken cancel)
        {
            await engine.GetAsync(cancel).ConfigureAwait(false);
            return new SpeechRecognitionResults();
        }
    }
}
