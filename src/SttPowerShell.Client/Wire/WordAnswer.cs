using System.Text.Json;
using System.Text.Json.Serialization;

namespace SttPowerShell.Client.Wire;

/// <summary>
/// The answer to <c>GET /v1/customizations/{id}/words/{word}</c>: the word itself. Its <c>error</c> is an array of what
/// is wrong with the word; only as a text does it say that the request failed.
/// </summary>
[JsonConverter(typeof(WordAnswerConverter))]
internal sealed record WordAnswer : ServiceAnswer
{
    public Word? Word { get; init; }

    internal override string? MissingMember() => Word?.Text is null ? "word" : null;
}

internal sealed class WordAnswerConverter : JsonConverter<WordAnswer>
{
    public override WordAnswer Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using JsonDocument answer = JsonDocument.ParseValue(ref reader);
        JsonElement root = answer.RootElement;
        bool failed = root.ValueKind == JsonValueKind.Object
            && root.TryGetProperty("error", out JsonElement error) && error.ValueKind == JsonValueKind.String;
        if (!failed) return new WordAnswer { Word = root.Deserialize(WireJson.Plain.Word) };
        Acknowledgement failure = root.Deserialize(WireJson.Plain.Acknowledgement)!;
        return new WordAnswer
        {
            Error = failure.Error, Code = failure.Code, CodeDescription = failure.CodeDescription,
        };
    }

    public override void Write(Utf8JsonWriter writer, WordAnswer value, JsonSerializerOptions options)
        => JsonSerializer.Serialize(writer, value.Word, WireJson.Plain.Word!);
}
