using System.Text.Json.Serialization;

namespace SttPowerShell.LocalService.Customization.Language.Training;

[JsonSerializable(typeof(TrainedLanguageModel.Contents))]
internal sealed partial class TrainedLanguageJson : JsonSerializerContext;
