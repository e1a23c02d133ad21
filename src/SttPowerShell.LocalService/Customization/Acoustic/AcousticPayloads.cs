using System.Text.Json.Serialization;

namespace SttPowerShell.LocalService.Customization.Acoustic;

/// <summary>What a training is about.</summary>
/// <param name="Owner">Whose models they are.</param>
/// <param name="Model">The acoustic model.</param>
/// <param name="LanguageModel">The custom language model to recognise the audio with; null for none.</param>
internal sealed record AcousticTrainingPayload(Guid Owner, Guid Model, Guid? LanguageModel);

/// <summary>What an upgrade is about.</summary>
/// <param name="Owner">Whose models they are.</param>
/// <param name="Model">The acoustic model.</param>
/// <param name="LanguageModel">The custom language model to recognise the audio with; null for none.</param>
/// <param name="Before">The status to come back to.</param>
/// <param name="Version">The version of the base model to move to.</param>
internal sealed record AcousticUpgradePayload(
    Guid Owner, Guid Model, Guid? LanguageModel, CustomModelStatus Before, string Version);

/// <summary>
/// Source-generated JSON of operations' payloads. They are stored: members may be added, never renamed.
/// </summary>
[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
[JsonSerializable(typeof(AcousticTrainingPayload))]
[JsonSerializable(typeof(AcousticUpgradePayload))]
internal sealed partial class AcousticPayloadJson : JsonSerializerContext;
