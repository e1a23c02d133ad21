using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using SttPowerShell.Client.Http;
using SttPowerShell.Client.Wire;

namespace SttPowerShell.Client.Tests;

public sealed partial class WireTests
{
    public static TheoryData<string> WireTypes => new(Types().Select(type => type.Name));

    [Theory]
    [MemberData(nameof(WireTypes))]
    public void Every_property_of_a_wire_type_has_its_wire_name_in_snake_case(string type)
    {
        IEnumerable<PropertyInfo> properties = Find(type).GetProperties(BindingFlags.Instance | BindingFlags.Public)
            .Where(property => property.GetCustomAttribute<JsonIgnoreAttribute>() is null); // goes into a header

        Assert.All(properties, property =>
        {
            string? name = property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name;
            Assert.True(name is not null && SnakeCase().IsMatch(name), $"{type}.{property.Name} is called '{name}'");
        });
    }

    [Theory]
    [MemberData(nameof(WireTypes))]
    public void Every_wire_type_has_source_generated_json(string type)
        => Assert.NotNull(WireJson.Plain.GetTypeInfo(Find(type)));

    [Fact]
    public void The_test_sees_the_types()
        => Assert.Superset(
            new HashSet<string> { "CustomModel", "SpeechRecognitionResults", "RecognitionParameters", "ServiceError", "IamToken" },
            Types().Select(type => type.Name).ToHashSet());

    [Theory]
    [InlineData("""[1, 0.1, 0.2]""")]
    [InlineData("""["a", 0.1]""")]
    [InlineData("""["a", 0.1, "b"]""")]
    [InlineData("""["a", 0.1, 0.2, 0.3]""")]
    [InlineData("""{"word":"a"}""")]
    public void A_row_of_another_shape_is_not_taken_for_a_timestamp(string json)
        => Assert.Throws<JsonException>(() => JsonSerializer.Deserialize(
            $$"""{"timestamps":[["a",0.1,0.2],{{json}}]}""", WireJson.Plain.SpeechRecognitionAlternative));

    [Fact]
    public void Words_come_back_with_their_numbers_and_the_same_word_is_one_string()
    {
        string[] words = ["a", "new", "a", "naïve", "ne\u0077", new string('x', 40), "new"];
        string json = $$"""{"timestamps":[{{string.Join(',', words.Select((word, i) => $"[\"{word}\",{i},{i + 0.5}]"))}}]}""";

        IReadOnlyList<WordTimestamp> read =
            JsonSerializer.Deserialize(json, WireJson.Plain.SpeechRecognitionAlternative)!.Timestamps!;

        Assert.Equal(["a", "new", "a", "naïve", "new", new string('x', 40), "new"], read.Select(word => word.Word));
        Assert.Equal([0.0, 1, 2, 3, 4, 5, 6], read.Select(word => word.Start));
        Assert.Equal([0.5, 1.5, 2.5, 3.5, 4.5, 5.5, 6.5], read.Select(word => word.End));
        Assert.Same(read[0].Word, read[2].Word);
    }

    [Fact]
    public void A_query_joins_arrays_and_writes_booleans_and_numbers_as_the_contract_says()
    {
        JsonTypeInfo<JsonElement> type = WireOfTests.Default.JsonElement;
        JsonElement parameters = JsonDocument.Parse(
            """{"keywords":["a b","c&d"],"none":null,"threshold":0.5,"small":1E-05,"yes":true,"empty":"","list":[]}""").RootElement;

        Assert.Equal("?keywords=a%20b%2Cc%26d&threshold=0.5&small=1E-05&yes=true&empty=&list=", QueryString.From(
            parameters, type));
    }

    [Theory]
    [InlineData("""{"keywords":["a,b"]}""", "a,b")]
    [InlineData("""{"nested":{}}""", "nested")]
    public void What_a_query_cannot_express_is_refused(string json, string named)
    {
        JsonElement parameters = JsonDocument.Parse(json).RootElement;

        ArgumentException e =
            Assert.Throws<ArgumentException>(() => QueryString.From(parameters, WireOfTests.Default.JsonElement));

        Assert.Contains(named, e.Message);
    }

    private static IEnumerable<Type> Types() => typeof(WireJson).Assembly.GetTypes().Where(type =>
        type.Namespace == typeof(WireJson).Namespace
        && !type.IsNested
        && !type.IsAbstract
        && !typeof(JsonSerializerContext).IsAssignableFrom(type)
        && !typeof(JsonConverter).IsAssignableFrom(type)
        && type.GetCustomAttribute<JsonConverterAttribute>() is null
        && type != typeof(WordTimestamp) // arrays on the wire, as lists of them are written
        && type != typeof(WordConfidence));

    private static Type Find(string name) => Types().Single(type => type.Name == name);

    [GeneratedRegex("^[a-z][a-z0-9]*(_[a-z0-9]+)*$")]
    private static partial Regex SnakeCase();
}

[JsonSerializable(typeof(JsonElement))]
internal sealed partial class WireOfTests : JsonSerializerContext;
