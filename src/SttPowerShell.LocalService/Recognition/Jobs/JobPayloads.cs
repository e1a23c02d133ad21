using System.Text.Json.Serialization;

namespace SttPowerShell.LocalService.Recognition.Jobs;

/// <summary>What the run of a job is about.</summary>
internal sealed record JobPayload(Guid Job);

/// <summary>What a notification is about.</summary>
internal sealed record NotificationPayload(Guid Job, string Event);

/// <summary>Source-generated JSON of operations' payloads. They are stored: members may be added, never renamed.</summary>
[JsonSerializable(typeof(JobPayload))]
[JsonSerializable(typeof(NotificationPayload))]
internal sealed partial class JobPayloadJson : JsonSerializerContext;
