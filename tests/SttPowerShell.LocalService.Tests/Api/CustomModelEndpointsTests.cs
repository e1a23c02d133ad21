using System.Text.Json.Nodes;
using SttPowerShell.LocalService.Tests.Support;

namespace SttPowerShell.LocalService.Tests.Api;

public sealed class CustomModelEndpointsTests(ServiceFixture fixture) : IClassFixture<ServiceFixture>
{
    private const string Language = "/v1/customizations";
    private const string Acoustic = "/v1/acoustic_customizations";

    private HttpClient Client => fixture.Client;

    [Fact]
    public async Task A_new_language_model_reads_back_as_the_contract_says()
    {
        Exchange created = await Client.PostJsonAsync(Language, """
            {"name":"Clinic’s “Ärzte” LM","base_model_name":"en-US_Telephony","dialect":"EN-us",
            "description":"Cardiology","unknown":1}
            """);
        Assert.Equal(201, created.Status);
        string id = Assert.Single(JsonNode.Parse(created.Body)!.AsObject()).Value!.ToString();
        Assert.Equal($$"""{"customization_id":"{{id}}"}""", created.Body);
        Exchange got = await Client.SendAsync("GET", $"{Language}/{id}");
        (string time, string owner) = TimeAndOwner(got);
        Assert.Equal(
            $$"""
            {"customization_id":"{{id}}","created":"{{time}}","updated":"{{time}}","language":"en-US",
            "dialect":"en-US","versions":["en-US_Telephony.v2026-11-01"],"owner":"{{owner}}",
            "name":"Clinic’s “Ärzte” LM","description":"Cardiology","base_model_name":"en-US_Telephony",
            "status":"pending","progress":0}
            """.ReplaceLineEndings(""),
            got.Body);
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", time);
        Assert.True(Guid.TryParse(owner, out _));
    }

    [Fact]
    public async Task A_new_acoustic_model_has_no_dialect()
    {
        string id = await Client.CreateModelAsync(Acoustic, "en-US_NarrowbandModel");
        Exchange got = await Client.SendAsync("GET", $"{Acoustic}/{id}");
        (string time, string owner) = TimeAndOwner(got);
        Assert.Equal(
            $$"""
            {"customization_id":"{{id}}","created":"{{time}}","updated":"{{time}}","language":"en-US",
            "versions":["en-US_NarrowbandModel.v2026-11-01"],"owner":"{{owner}}","name":"a model",
            "base_model_name":"en-US_NarrowbandModel","status":"pending","progress":0}
            """.ReplaceLineEndings(""),
            got.Body);
    }

    [Theory]
    [InlineData("""{"base_model_name":"en-US_Telephony"}""", "Required parameter 'name' is missing")]
    [InlineData("""{"name":null,"base_model_name":"en-US_Telephony"}""", "Required parameter 'name' is missing")]
    [InlineData("""{"name":" ","base_model_name":"en-US_Telephony"}""", "Required parameter 'name' is missing")]
    [InlineData("""{"name":"n"}""", "Required parameter 'base_model_name' is missing")]
    [InlineData("""{"name":"n","base_model_name":"de-DE"}""", "The base model 'de-DE' is not recognized")]
    [InlineData("""{"name":7,"base_model_name":"en-US_Telephony"}""",
        "Invalid value for parameter 'name': a string is expected")]
    [InlineData("""{"name":"n","base_model_name":"en-US_Telephony","dialect":"es-LA"}""",
        "Dialect 'es-LA' is not supported for base model en-US_Telephony: it must be 'en-US' or be left out")]
    [InlineData("null", "The request's body must be a JSON object, not null")]
    [InlineData("[]", "The request's body must be a JSON object, but can't be read as one")]
    [InlineData("{\"name\":", "The request's body must be a JSON object, but can't be read as one")]
    [InlineData("", "The request's body must be a JSON object, but can't be read as one")]
    public async Task A_create_request_that_breaks_a_rule_says_which(string json, string error)
        => (await Client.PostJsonAsync(Language, json)).AssertError(400, "Bad Request", error);

    [Theory]
    [InlineData("name", 256)]
    [InlineData("description", 128)]
    public async Task Names_and_descriptions_have_a_longest_length(string parameter, int longest)
    {
        JsonObject body = new() { ["name"] = "n", ["base_model_name"] = "en-US_Telephony" };
        body[parameter] = new string('x', longest);
        Assert.Equal(201, (await Client.PostJsonAsync(Language, body.ToJsonString())).Status);
        body[parameter] = new string('x', longest + 1);
        (await Client.PostJsonAsync(Language, body.ToJsonString())).AssertError(400, "Bad Request",
            $"The value of parameter '{parameter}' has {longest + 1} characters; at most {longest} are allowed");
    }

    [Theory]
    [InlineData("en-US_Multimedia")]
    [InlineData("en-US_Telephony")]
    public async Task Next_generation_models_have_no_acoustic_customization(string baseModel)
        => (await Client.PostJsonAsync(Acoustic, $$"""{"name":"n","base_model_name":"{{baseModel}}"}"""))
            .AssertError(400, "Bad Request", $"custom_acoustic_model is not a supported feature for model {baseModel}");

    [Fact]
    public async Task Only_json_creates_a_model()
        => (await Client.SendAsync("POST", Language, new FormUrlEncodedContent([new("name", "n")]))).AssertError(415,
            "Unsupported Media Type", "The content type 'application/x-www-form-urlencoded' is not supported here.");

    [Fact]
    public async Task The_list_has_the_callers_models_of_one_type_in_order()
    {
        using HttpClient other = fixture.Service.CreateClient(ServiceFixture.OtherUser, ServiceFixture.OtherPassword);
        Assert.Equal("""{"customizations":[]}""", (await other.SendAsync("GET", Acoustic)).Body);
        string first = await other.CreateModelAsync(Acoustic);
        string second = await other.CreateModelAsync(Acoustic);
        await other.CreateModelAsync(Language);
        await Client.CreateModelAsync(Acoustic);
        foreach (string path in new[] { Acoustic, $"{Acoustic}/", $"{Acoustic}?language=en-US&foo=bar" })
        {
            Assert.Equal(new[] { first, second }.Order(), Ids(await other.SendAsync("GET", path)).Order());
        }
        Assert.Equal("""{"customizations":[]}""", (await other.SendAsync("GET", $"{Acoustic}?language=fr-FR")).Body);
        (await other.SendAsync("GET", $"{Acoustic}?language=french")).AssertError(400, "Bad Request",
            "The value 'french' of parameter 'language' is not a five-character language identifier, such as en-US");
    }

    [Fact]
    public async Task Reset_keeps_the_model_and_delete_removes_it()
    {
        string id = await Client.CreateModelAsync();
        JsonNode before = JsonNode.Parse((await Client.SendAsync("GET", $"{Language}/{id}")).Body)!;
        await Task.Delay(5);
        Exchange reset = await Client.SendAsync("POST", $"{Language}/{id}/reset");
        Assert.Equal((200, "{}"), (reset.Status, reset.Body));
        JsonNode after = JsonNode.Parse((await Client.SendAsync("GET", $"{Language}/{id}")).Body)!;
        Assert.True(string.CompareOrdinal((string?)after["updated"], (string?)before["updated"]) > 0);
        after["updated"] = (string?)before["updated"];
        Assert.Equal(before.ToJsonString(), after.ToJsonString());

        Exchange deleted = await Client.SendAsync("DELETE", $"{Language}/{id}/");
        Assert.Equal((200, "{}"), (deleted.Status, deleted.Body));
        (await Client.SendAsync("DELETE", $"{Language}/{id}"))
            .AssertError(401, "Unauthorized", $"Invalid customization_id '{id}' for user");
        Assert.DoesNotContain(id, Ids(await Client.SendAsync("GET", Language)));
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("DELETE", "")]
    [InlineData("POST", "/reset")]
    public async Task Unknown_foreign_and_malformed_ids_are_refused(string method, string rest)
    {
        string own = await Client.CreateModelAsync();
        string unknown = Guid.NewGuid().ToString();
        using HttpClient other = fixture.Service.CreateClient("apikey", ServiceFixture.OtherKey);
        (await Client.SendAsync(method, $"{Language}/{unknown}{rest}"))
            .AssertError(401, "Unauthorized", $"Invalid customization_id '{unknown}' for user");
        (await other.SendAsync(method, $"{Language}/{own}{rest}"))
            .AssertError(401, "Unauthorized", $"Invalid customization_id '{own}' for user");
        (await Client.SendAsync(method, $"{Acoustic}/{own}{rest}"))
            .AssertError(401, "Unauthorized", $"Invalid customization_id '{own}' for user");
        (await Client.SendAsync(method, $"{Language}/it's{rest}"))
            .AssertError(400, "Bad Request", "Malformed GUID: 'it's'");
        Assert.Equal(200, (await Client.SendAsync("GET", $"{Language}/{own.ToUpperInvariant()}")).Status);
    }

    [Fact]
    public async Task Unexpected_query_parameters_are_told_where_the_answer_has_a_place_for_it()
    {
        string id = await Client.CreateModelAsync();
        JsonNode got = JsonNode.Parse((await Client.SendAsync("GET", $"{Language}/{id}?foo=1&bar")).Body)!;
        Assert.Equal("Unexpected query parameter(s) ['foo', 'bar'] detected", (string?)got["warnings"]);
    }

    private static (string Time, string Owner) TimeAndOwner(Exchange answer)
    {
        JsonNode model = JsonNode.Parse(answer.Body)!;
        return ((string)model["created"]!, (string)model["owner"]!);
    }

    private static List<string> Ids(Exchange answer)
    {
        JsonArray models = JsonNode.Parse(answer.Body)!["customizations"]!.AsArray();
        return [.. models.Select(model => (string)model!["customization_id"]!)];
    }
}
