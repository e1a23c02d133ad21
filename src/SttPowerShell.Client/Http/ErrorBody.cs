using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace SttPowerShell.Client.Http;

/// <summary>Finds the service's own words in the body of an error answer, whatever its shape.</summary>
internal static class ErrorBody
{
    /// <summary>No error needs more; what lies beyond is not read.</summary>
    public const int MaxBytes = 16 * 1024;

    private const int MaxTextLength = 300;

    /// <summary>Reads what there is: a status is worth reporting even if the words after it are lost.</summary>
    public static async Task<string> ReadAsync(Stream body, MediaTypeHeaderValue? type, CancellationToken cancel)
    {
        byte[] buffer = new byte[MaxBytes];
        int count = 0;
        try
        {
            while (count < buffer.Length)
            {
                int read = await body.ReadAsync(buffer.AsMemory(count), cancel).ConfigureAwait(false);
                if (read == 0) break;
                count += read;
            }
        }
        catch (Exception e) when (
            e is IOException or HttpRequestException or InvalidDataException or OperationCanceledException)
        {
            // The caller's own cancel shows at the next step.
        }

        return Parse(Decode(buffer.AsSpan(0, count), type?.CharSet));
    }

    /// <summary>
    /// The message in the order of contract section 3: <c>errors[0].message</c>, <c>error</c>, <c>message</c>,
    /// <c>errorMessage</c>, <c>description</c>. Empty if the body says nothing.
    /// </summary>
    public static string Parse(string body)
    {
        string text = body.Trim('\uFEFF', ' ', '\t', '\r', '\n');
        if (text.Length == 0) return "";
        if (text[0] == '<') return Cut(PlainText.FromMarkup(text));
        string? told = text[0] is '{' or '[' or '"' ? FromJson(text) : null;
        return told ?? Cut(PlainText.OneLine(text));
    }

    private static string? FromJson(string text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.String
                ? PlainText.OneLine(document.RootElement.GetString()!)
                : FromObject(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null; // The latter is said of escapes that are half of a character.
        }
    }

    private static string? FromObject(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object) return null;
        if (root.TryGetProperty("errors", out JsonElement errors)
            && errors.ValueKind == JsonValueKind.Array
            && errors.GetArrayLength() > 0
            && Member(errors[0], "message") is { } first)
        {
            return first;
        }

        return Member(root, "error") ?? Member(root, "message") ?? Member(root, "errorMessage")
            ?? Member(root, "description") ?? Member(root, "code_description");
    }

    /// <summary>
    /// A text member; for an object in its place, such as <c>{"error":{"message":…}}</c>, that object's words.
    /// </summary>
    private static string? Member(JsonElement element, string name)
    {
        if (element.ValueKind != JsonValueKind.Object) return null;
        if (!element.TryGetProperty(name, out JsonElement value)) return null;
        if (value.ValueKind == JsonValueKind.Object) return FromObject(value);
        if (value.ValueKind != JsonValueKind.String) return null;
        string text = PlainText.OneLine(value.GetString()!);
        return text.Length > 0 ? text : null;
    }

    private static string Decode(ReadOnlySpan<byte> bytes, string? charset)
    {
        Encoding encoding = Encoding.UTF8;
        try
        {
            if (!string.IsNullOrEmpty(charset)) encoding = Encoding.GetEncoding(charset.Trim('"'));
        }
        catch (ArgumentException)
        {
            // An unknown character set: most likely ASCII all the same.
        }

        return encoding.GetString(bytes);
    }

    private static string Cut(string text) => text.Length <= MaxTextLength ? text : text[..MaxTextLength] + "…";
}
