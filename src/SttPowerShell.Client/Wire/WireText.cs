using System.Text;
using System.Text.Json;

namespace SttPowerShell.Client.Wire;

/// <summary>Reading of JSON text that converters share.</summary>
internal static class WireText
{
    /// <summary>Goes to the next token.</summary>
    /// <exception cref="JsonException">The text breaks off before its end.</exception>
    public static void Advance(ref Utf8JsonReader reader)
    {
        if (!reader.Read()) throw new JsonException("The text breaks off.");
    }

    /// <summary>
    /// Whether the reader's text is its bytes. Whatever isn't ASCII is left to the reader, which refuses bytes that are
    /// no UTF-8.
    /// </summary>
    public static bool IsPlain(ref Utf8JsonReader reader)
        => !reader.HasValueSequence && !reader.ValueIsEscaped && Ascii.IsValid(reader.ValueSpan);

    /// <summary>
    /// The text without space around it, taken from its bytes, with no string that is thrown away; null if it is null.
    /// </summary>
    public static string? ReadTrimmed(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Null) return null;
        if (reader.TokenType != JsonTokenType.String) throw new JsonException("Expected a text.");
        return IsPlain(ref reader)
            ? Encoding.ASCII.GetString(reader.ValueSpan.Trim(" \t\r\n"u8))
            : reader.GetString()!.Trim();
    }
}
