using SttPowerShell.Client.Authentication;
using SttPowerShell.Client.Http;
using SttPowerShell.Client.Streaming;

namespace SttPowerShell.Client;

/// <summary>
/// A client of one instance of Watson Speech to Text v1: one connection pool and one authenticator, which it owns,
/// shared by the resources below. Safe for concurrent use.
/// </summary>
internal sealed class SpeechToTextClient : IDisposable
{
    private readonly HttpMessageInvoker _connections;
    private readonly Authenticator _authenticator;

    /// <exception cref="ArgumentException">An option can't be used; the message says why.</exception>
    public SpeechToTextClient(SpeechToTextOptions options)
    {
        options.Validate();
        Endpoint = options.Endpoint;
        _authenticator = options.Authenticator;
        _connections = Connections.Open(options);
        RequestPipeline pipeline = new(options, _connections);
        Models = new ModelsResource(pipeline);
        LanguageModels = new CustomModelsResource(pipeline, CustomModelKind.Language);
        AcousticModels = new CustomModelsResource(pipeline, CustomModelKind.Acoustic);
        Corpora = new CorporaResource(pipeline);
        Words = new WordsResource(pipeline);
        Grammars = new GrammarsResource(pipeline);
        Audio = new AudioResources(pipeline);
        Recognition = new RecognitionResource(pipeline);
        RecognitionJobs = new RecognitionJobsResource(pipeline);
        Callbacks = new CallbacksResource(pipeline);
        UserData = new UserDataResource(pipeline);
        Streaming = new StreamingResource(options, pipeline);
    }

    public Uri Endpoint { get; }
    public ModelsResource Models { get; }
    public CustomModelsResource LanguageModels { get; }
    public CustomModelsResource AcousticModels { get; }
    public CorporaResource Corpora { get; }
    public WordsResource Words { get; }
    public GrammarsResource Grammars { get; }
    public AudioResources Audio { get; }
    public RecognitionResource Recognition { get; }
    public RecognitionJobsResource RecognitionJobs { get; }
    public CallbacksResource Callbacks { get; }
    public UserDataResource UserData { get; }
    public StreamingResource Streaming { get; }

    public void Dispose()
    {
        _connections.Dispose();
        _authenticator.Dispose();
    }
}
