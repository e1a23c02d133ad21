using System.Text.Json;
using System.Text.Json.Serialization;

namespace SttPowerShell.Bulk;

/// <summary>The lines of a journal as JSON; all characters outside ASCII are escaped.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true)]
[JsonSerializable(typeof(JournalHeader))]
[JsonSerializable(typeof(JournalEntry))]
internal sealed partial class JournalJson : JsonSerializerContext;
