using System.Text.Json.Serialization;

namespace SttPowerShell.LocalService.Customization.Acoustic;

/// <summary>What the analysis of an audio resource is about.</summary>
internal sealed record AudioPayload(Guid Owner, Guid Model, string Name);

/// <summary>
/// Source-generated JSON of the payload. It is stored: members may be added, never renamed.
/// </summary>
[JsonSerializable(typeof(AudioPayload))]
internal sealed partial class AudioPayloadJson : JsonSerializerContext;
