using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SttPowerShell.Backups;

/// <summary>JSON of manifests; what of it is the service's looks as the service writes it.</summary>
[JsonSerializable(typeof(ModelManifest))]
internal sealed partial class BackupJson : JsonSerializerContext
{
    /// <summary>The context to use: text beyond ASCII stays readable, and so does the whole.</summary>
    public static BackupJson Plain { get; } = new(new JsonSerializerOptions
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
    });
}
