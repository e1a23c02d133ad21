using System.Text.Json;
using System.Text.Json.Serialization;

namespace SttPowerShell.Client.Wire;

/// <summary>
/// Numbers that a double can hold. The framework reads 1e400 as infinity, which can't be written again, and is no time
/// and no confidence.
/// </summary>
internal sealed class FiniteNumberConverter : JsonConverter<double>
{
    public static double Read(ref Utf8JsonReader reader)
    {
        double number = reader.GetDouble();
        return double.IsFinite(number) ? number : throw new JsonException("A number is too large.");
    }

    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        => Read(ref reader);

    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
        => writer.WriteNumberValue(value);
}
