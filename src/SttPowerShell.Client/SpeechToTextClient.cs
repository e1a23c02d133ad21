namespace SttPowerShell.Client;

/// <summary>
/// A client of one instance of Watson Speech to Text v1: one connection pool and one authenticator, shared by the
/// resources below. Safe for concurrent use.
/// </summary>
internal sealed class SpeechToTextClient : IDisposable
{
    public SpeechToTextClient(SpeechToTextOptions options)
    {
        Endpoint = options.Endpoint;
        Models = new ModelsResource();
        LanguageModels = new CustomModelsResource();
        AcousticModels = new CustomModelsResource();
        Recognition = new RecognitionResource();
    }

    public Uri Endpoint { get; }
    public ModelsResource Models { get; }
    public CustomModelsResource LanguageModels { get; }
    public CustomModelsResource AcousticModels { get; }
    public RecognitionResource Recognition { get; }

    public void Dispose()
    {
    }
}
