using System.Text.Json;
using SttPowerShell.LocalService.Customization;

namespace SttPowerShell.LocalService.Api.WebSockets;

/// <summary>What a client's text message asks for.</summary>
internal enum ClientAction
{
    Start,
    Stop,
    /// <summary>Taken, and without effect (contract section 6).</summary>
    None,
}

/// <summary>A text message of the client (contract section 6).</summary>
/// <param name="Action">What it asks for.</param>
/// <param name="ContentType">The audio's type, if a start names it.</param>
/// <param name="Arguments">The parameters of a start.</param>
internal sealed record ClientMessage(ClientAction Action, string? ContentType, RecognitionArguments Arguments)
{
    /// <exception cref="RequestRefusedException">It is no JSON object with a known action.</exception>
    public static ClientMessage Parse(ReadOnlyMemory<byte> utf8)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(utf8);
        }
        catch (JsonException malformed)
        {
            throw Refused($"The message is not JSON: {malformed.Message}");
        }
        using (document)
        {
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw Refused("The message is not a JSON object.");
            }
            try
            {
                return Read(document.RootElement);
            }
            catch (InvalidOperationException e)
            {
                // How elements tell of escapes that are half of a character.
                throw Refused($"The message is not JSON: {e.Message}");
            }
        }
    }

    private static ClientMessage Read(JsonElement message)
    {
        ClientAction? action = null;
        string? contentType = null;
        RecognitionArguments arguments = new();
        foreach (JsonProperty property in message.EnumerateObject())
        {
            switch (property.Name)
            {
                case "action":
                    action = ActionOf(property.Value);
                    break;
                // The Python SDK sends it with an underscore.
                case "content-type" or "content_type":
                    contentType = property.Value.ValueKind == JsonValueKind.String
                        ? property.Value.GetString()
                        : throw Refused($"Invalid value '{property.Value.GetRawText()}' for '{property.Name}': "
                            + "a media type is expected");
                    break;
                default:
                    arguments.Add(property.Name, property.Value);
                    break;
            }
        }
        return action is { } known
            ? new ClientMessage(known, contentType, arguments)
            : throw Refused("The message has no action: start, stop or no-op is expected.");
    }

    private static ClientAction ActionOf(JsonElement value)
        => (value.ValueKind == JsonValueKind.String ? value.GetString() : null) switch
        {
            "start" => ClientAction.Start,
            "stop" => ClientAction.Stop,
            "no-op" => ClientAction.None,
            _ => throw Refused($"Unknown action {value.GetRawText()}: start, stop or no-op is expected."),
        };

    private static RequestRefusedException Refused(string message) => new(StatusCodes.Status400BadRequest, message);
}
