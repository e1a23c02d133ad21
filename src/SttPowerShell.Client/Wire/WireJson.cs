using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using SttPowerShell.Client.Authentication;
using SttPowerShell.Client.Local;

namespace SttPowerShell.Client.Wire;

/// <summary>Source-generated JSON of all wire types: no reflection at start, unknown members ignored.</summary>
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(Acknowledgement))]
[JsonSerializable(typeof(SpeechModel))]
[JsonSerializable(typeof(SupportedFeatures))]
[JsonSerializable(typeof(SpeechModelList))]
[JsonSerializable(typeof(CustomModel))]
[JsonSerializable(typeof(CustomModelList))]
[JsonSerializable(typeof(NewCustomModel))]
[JsonSerializable(typeof(CustomModelId))]
[JsonSerializable(typeof(Corpus))]
[JsonSerializable(typeof(CorpusList))]
[JsonSerializable(typeof(Grammar))]
[JsonSerializable(typeof(GrammarList))]
[JsonSerializable(typeof(Word))]
[JsonSerializable(typeof(WordAnswer))]
[JsonSerializable(typeof(NewWords))]
[JsonSerializable(typeof(WordProblem))]
[JsonSerializable(typeof(AudioResource))]
[JsonSerializable(typeof(AudioList))]
[JsonSerializable(typeof(AudioListing))]
[JsonSerializable(typeof(TrainingParameters))]
[JsonSerializable(typeof(UpgradeParameters))]
[JsonSerializable(typeof(TrainingAnswer))]
[JsonSerializable(typeof(TrainingWarning))]
[JsonSerializable(typeof(SpeechRecognitionResults))]
[JsonSerializable(typeof(SpeechRecognitionResult))]
[JsonSerializable(typeof(SpeechRecognitionAlternative))]
[JsonSerializable(typeof(ProcessingMetrics))]
[JsonSerializable(typeof(RecognitionParameters))]
[JsonSerializable(typeof(RecognitionJob))]
[JsonSerializable(typeof(RecognitionJobList))]
[JsonSerializable(typeof(RecognitionJobParameters))]
[JsonSerializable(typeof(RecognitionJobState))]
[JsonSerializable(typeof(RecognitionJobStateList))]
[JsonSerializable(typeof(CallbackRegistration))]
[JsonSerializable(typeof(RecognitionNotification))]
[JsonSerializable(typeof(IReadOnlyList<SpeechRecognitionResults>))]
[JsonSerializable(typeof(ServiceError))]
[JsonSerializable(typeof(IamToken))]
[JsonSerializable(typeof(CloudPakToken))]
[JsonSerializable(typeof(CloudPakLogin))]
[JsonSerializable(typeof(LocalServiceEndpoint))]
[JsonSerializable(typeof(ReadyAnswer))]
internal sealed partial class WireJson : JsonSerializerContext
{
    /// <summary>The context to use: text beyond ASCII stays readable, as the service itself writes it.</summary>
    public static WireJson Plain { get; } = new(NewOptions());

    /// <summary>How the service's JSON is read and written.</summary>
    public static JsonSerializerOptions NewOptions() => new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new FiniteNumberConverter() },
    };
}
