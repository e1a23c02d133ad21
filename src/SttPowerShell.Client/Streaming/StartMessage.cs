using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using SttPowerShell.Client.Wire;

namespace SttPowerShell.Client.Streaming;

/// <summary>The text messages that a client sends (contract section 6).</summary>
internal static class StartMessage
{
    public static ReadOnlyMemory<byte> Stop { get; } = """{"action":"stop"}"""u8.ToArray();

    /// <summary>Begins a request. A null content type lets the service find out.</summary>
    public static ReadOnlyMemory<byte> Of(RecognitionParameters parameters, string? contentType)
    {
        ArrayBufferWriter<byte> message = new();
        using Utf8JsonWriter json = new(
            message, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteString("action", "start");
        if (contentType is not null) json.WriteString("content-type", contentType);
        JsonElement members =
            JsonSerializer.SerializeToElement(parameters.OfRequest(), WireJson.Plain.RecognitionParameters);
        foreach (JsonProperty member in members.EnumerateObject()) member.WriteTo(json);
        json.WriteEndObject();
        json.Flush();
        return message.WrittenMemory;
    }
}
