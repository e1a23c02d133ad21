using System.Text.Json.Serialization;

namespace SttPowerShell.LocalService.Customization.Language;

/// <summary>What the analysis of a corpus or grammar is about.</summary>
internal sealed record SourcePayload(Guid Owner, Guid Model, string Name);

/// <summary>What the analysis of added words is about.</summary>
internal sealed record WordsPayload(Guid Owner, Guid Model);

/// <summary>What a training is about, as the request said it.</summary>
/// <param name="Owner">Whose model it is.</param>
/// <param name="Model">The model.</param>
/// <param name="UserWordsOnly">Whether words that were only found in corpora and grammars are left out.</param>
/// <param name="Weight">The weight to store, 0 to 1; null for the default.</param>
internal sealed record TrainingPayload(Guid Owner, Guid Model, bool UserWordsOnly, double? Weight);

/// <summary>What an upgrade is about.</summary>
/// <param name="Owner">Whose model it is.</param>
/// <param name="Model">The model.</param>
/// <param name="Before">The status to come back to.</param>
/// <param name="Version">The version of the base model to move to.</param>
internal sealed record UpgradePayload(Guid Owner, Guid Model, CustomModelStatus Before, string Version);

/// <summary>
/// Source-generated JSON of operations' payloads. They are stored: members may be added, never renamed.
/// </summary>
[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
[JsonSerializable(typeof(SourcePayload))]
[JsonSerializable(typeof(WordsPayload))]
[JsonSerializable(typeof(TrainingPayload))]
[JsonSerializable(typeof(UpgradePayload))]
internal sealed partial class PayloadJson : JsonSerializerContext;
