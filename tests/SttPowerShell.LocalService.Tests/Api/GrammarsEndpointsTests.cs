using System.Text;
using System.Text.Json.Nodes;
using SttPowerShell.LocalService.Tests.Support;

namespace SttPowerShell.LocalService.Tests.Api;

public sealed class GrammarsEndpointsTests : IAsyncLifetime
{
    private const string Cards = "#ABNF 1.0;\nroot $card;\n$card = (one | two | king) of (clubs | dollars);\n";

    private const string Xml = """
        <grammar version="1.0" xml:lang="en-US" root="pet" xmlns="http://www.w3.org/2001/06/grammar">
          <rule id="pet"><one-of><item>the cat</item><item>a Labradoodle</item></one-of></rule>
        </grammar>
        """;

    private InProcessService _service = null!;
    private LanguageModel _model = null!;

    public async Task InitializeAsync()
    {
        _service = await InProcessService.StartAsync();
        _model = await LanguageModel.CreateAsync(_service.Client);
    }

    public async Task DisposeAsync() => await _service.DisposeAsync();

    [Fact]
    public async Task A_grammar_is_analysed_and_the_model_is_ready()
    {
        Assert.Equal("""{"grammars":[]}""", (await _model.SendAsync("GET", "/grammars")).Body);
        _service.Engine.Hold();
        Exchange added = await _model.AddGrammarAsync("cards", Cards);
        Assert.Equal((201, "{}"), (added.Status, added.Body));
        Assert.Equal("""{"name":"cards","out_of_vocabulary_words":0,"status":"being_processed"}""",
            (await _model.SendAsync("GET", "/grammars/cards")).Body);
        (await _model.AddGrammarAsync("more", Cards)).AssertError(409, "Conflict", _model.LockedText);
        (await _model.SendAsync("DELETE", "/grammars/cards")).AssertError(409, "Conflict", _model.LockedText);
        _service.Engine.Release();
        Assert.Equal("ready", (string?)(await _model.SettleAsync())["status"]);
        Assert.Equal("""{"grammars":[{"name":"cards","out_of_vocabulary_words":1,"status":"analyzed"}]}""",
            (await _model.SendAsync("GET", "/grammars")).Body);
        JsonNode word = Assert.Single((await _model.GetAsync("/words?word_type=grammars"))["words"]!.AsArray())!;
        Assert.Equal(("clubs", "cards"), ((string?)word["word"], (string?)word["source"]![0]));
    }

    [Theory]
    [InlineData("application/srgs+xml")]
    [InlineData("Application/SRGS+XML; charset=utf-8")]
    public async Task Grammars_come_in_XML_too(string type)
    {
        ByteArrayContent grammar = new(Encoding.UTF8.GetBytes(Xml));
        grammar.Headers.TryAddWithoutValidation("Content-Type", type);
        Assert.Equal(201, (await _model.SendAsync("POST", "/grammars/pets", grammar)).Status);
        await _model.SettleAsync();
        JsonNode pets = await _model.GetAsync("/grammars/pets");
        Assert.Equal(("analyzed", 1), ((string?)pets["status"], (int?)pets["out_of_vocabulary_words"]));
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/xml")]
    [InlineData("multipart/form-data; boundary=b")]
    [InlineData("")]
    public async Task Other_content_types_are_refused(string type)
    {
        ByteArrayContent grammar = new(Encoding.UTF8.GetBytes(Cards));
        if (type.Length > 0) grammar.Headers.TryAddWithoutValidation("Content-Type", type);
        (await _model.SendAsync("POST", "/grammars/cards", grammar)).AssertError(415, "Unsupported Media Type",
            $"The content type '{type}' is not supported here; a grammar is application/srgs (ABNF) or "
                + "application/srgs+xml (XML).");
        Assert.Equal("""{"grammars":[]}""", (await _model.SendAsync("GET", "/grammars")).Body);
    }

    [Fact]
    public async Task A_grammar_that_can_not_be_used_is_undetermined_with_line_and_column()
    {
        Assert.Equal(201, (await _model.AddGrammarAsync(
            "cards", Cards.Replace("king", "$king", StringComparison.Ordinal))).Status);
        Assert.Equal("pending", (string?)(await _model.SettleAsync())["status"]);
        Assert.Equal(
            """
            {"name":"cards","out_of_vocabulary_words":0,"status":"undetermined",
            "error":"Analysis of grammar 'cards' failed. Please try fixing the error or adding the grammar again by
             setting the 'allow_overwrite' flag to 'true'. Line 3, column 22: The rule $king is not defined."}
            """.ReplaceLineEndings(""),
            (await _model.SendAsync("GET", "/grammars/cards")).Body);
        (await _model.AddGrammarAsync("cards", Cards)).AssertError(400, "Bad Request",
            "Grammar 'cards' already exists - change its name, remove existing file before adding new one, or "
                + "overwrite existing file by setting 'allow_overwrite' to 'true'");
        Assert.Equal(201, (await _model.AddGrammarAsync("cards", Cards, "?allow_overwrite=TRUE")).Status);
        await _model.SettleAsync();
        Assert.Equal("analyzed", (string?)(await _model.GetAsync("/grammars/cards"))["status"]);
    }

    [Fact]
    public async Task Names_follow_the_rules_of_corpora()
    {
        (await _model.AddGrammarAsync("base_lm", Cards)).AssertError(400, "Bad Request",
            "Invalid value for grammar name 'base_lm': the name is reserved");
        await _model.AddGrammarAsync("cards", Cards);
        await _model.SettleAsync();
        (await _model.AddCorpusAsync("cards", "the cat")).AssertError(400, "Bad Request",
            "Grammar 'cards' already exists, and the names of corpora and grammars are unique together - change the "
                + "name of the corpus, or remove the grammar first");
        Assert.Equal(405, (await _model.SendAsync("POST", "/grammars", new StringContent(Cards))).Status);
    }

    [Fact]
    public async Task A_grammar_is_removed_with_the_words_that_only_it_brought()
    {
        await _model.AddGrammarAsync("cards", Cards);
        await _model.SettleAsync();
        Exchange deleted = await _model.SendAsync("DELETE", "/grammars/cards");
        Assert.Equal((200, "{}"), (deleted.Status, deleted.Body));
        Assert.Equal("""{"grammars":[]}""", (await _model.SendAsync("GET", "/grammars")).Body);
        Assert.Empty((await _model.GetAsync("/words"))["words"]!.AsArray());
        Assert.Equal("pending", await _model.StatusAsync());
        (await _model.SendAsync("DELETE", "/grammars/cards")).AssertError(400, "Bad Request",
            "Invalid value for grammar name 'cards': the model has no such grammar");
    }

    [Fact]
    public async Task A_grammar_has_at_most_a_million_bytes()
    {
        ByteArrayContent large = new(new byte[1_000_001]);
        large.Headers.TryAddWithoutValidation("Content-Type", "application/srgs");
        (await _service.Client.SendAsync("POST", $"{_model.Path}/grammars/g", large, expectContinue: true))
            .AssertError(413, "Payload Too Large", "Payload exceeds the 1000000 bytes limit.");
    }

    [Fact]
    public async Task Next_generation_models_take_no_words_from_grammars()
    {
        _model = await LanguageModel.CreateAsync(_service.Client, "en-US_Multimedia");
        await _model.AddGrammarAsync("cards", Cards);
        await _model.SettleAsync();
        JsonNode cards = await _model.GetAsync("/grammars/cards");
        Assert.Equal(("analyzed", 0), ((string?)cards["status"], (int?)cards["out_of_vocabulary_words"]));
        Assert.Empty((await _model.GetAsync("/words"))["words"]!.AsArray());
    }
}
