using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SttPowerShell.Exports;

/// <summary>
/// Writes a transcript as JSON that ConvertFrom-Json turns into an object of the same properties. Those without a value
/// are written too, so that scripts in strict mode can ask for them.
/// </summary>
internal static class TranscriptJson
{
    private static readonly JsonSerializerOptions s_options = new()
    {
        WriteIndented = true,
        // The file is no part of a web page; letters of all languages stay readable.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    public static string Write(SttTranscript transcript) => JsonSerializer.Serialize(transcript, s_options) + "\n";
}
