using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using SttPowerShell.LocalService.Storage;
using SttPowerShell.LocalService.Tests.Support;

namespace SttPowerShell.LocalService.Tests.Api;

public sealed class CorporaEndpointsTests : IAsyncLifetime
{
    private const string Failure =
        "Please try adding the corpus again by setting the 'allow_overwrite' flag to 'true'.";

    private InProcessService _service = null!;
    private LanguageModel _model = null!;

    private HttpClient Client => _service.Client;

    public async Task InitializeAsync()
    {
        _service = await InProcessService.StartAsync();
        _model = await LanguageModel.CreateAsync(Client);
    }

    public async Task DisposeAsync() => await _service.DisposeAsync();

    [Fact]
    public async Task A_corpus_is_analysed_and_the_model_is_ready()
    {
        Assert.Equal("""{"corpora":[]}""", (await _model.SendAsync("GET", "/corpora")).Body);
        _service.Engine.Hold();
        Exchange added = await _model.AddCorpusAsync("notes", "The cat sat.\nThe CardioMap cost $100 (or so).\n");
        Assert.Equal((201, "{}"), (added.Status, added.Body));
        Assert.Equal(
            """{"name":"notes","total_words":0,"out_of_vocabulary_words":0,"status":"being_processed"}""",
            (await _model.SendAsync("GET", "/corpora/notes")).Body);
        Assert.Equal("pending", await _model.StatusAsync());
        _service.Engine.Release();
        Assert.Equal("ready", (string?)(await _model.SettleAsync())["status"]);
        Assert.Equal(
            """{"corpora":[{"name":"notes","total_words":9,"out_of_vocabulary_words":2,"status":"analyzed"}]}""",
            (await _model.SendAsync("GET", "/corpora/")).Body);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/octet-stream")]
    [InlineData("application/json")]
    [InlineData(null)]
    public async Task A_raw_text_is_a_corpus_whatever_its_content_type(string? type)
    {
        ByteArrayContent text = new("corpus_file=the cat & the dog"u8.ToArray());
        text.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);
        Assert.Equal(201, (await _model.SendAsync("POST", "/corpora/notes", text)).Status);
        await _model.SettleAsync();
        Assert.Equal("analyzed", (string?)(await _model.GetAsync("/corpora/notes"))["status"]);
    }

    [Fact]
    public async Task The_corpus_may_be_a_part_of_a_form()
    {
        using MultipartFormDataContent form = new()
        {
            { new StringContent("not the corpus"), "other" },
            { new StringContent("the big cat sat", Encoding.UTF8, "text/plain"), "corpus_file", "notes.txt" },
            { new StringContent("no"), "last" },
        };
        Assert.Equal(201, (await _model.SendAsync("POST", "/corpora/notes", form)).Status);
        await _model.SettleAsync();
        Assert.Equal(4, (int?)(await _model.GetAsync("/corpora/notes"))["total_words"]);
    }

    [Fact]
    public async Task A_request_without_a_text_names_what_is_missing()
    {
        const string missing = "Required parameter 'corpus_file' is missing";
        (await _model.AddCorpusAsync("notes", "")).AssertError(400, "Bad Request", missing);
        using MultipartFormDataContent form = new() { { new StringContent("a text"), "file" } };
        (await _model.SendAsync("POST", "/corpora/notes", form)).AssertError(400, "Bad Request", missing);
        ByteArrayContent parts = new("text"u8.ToArray());
        parts.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data");
        (await _model.SendAsync("POST", "/corpora/notes", parts))
            .AssertError(400, "Bad Request", "The content type multipart/form-data has no boundary");
        await AssertNothingIsThereAsync();
    }

    [Fact]
    public async Task A_form_that_breaks_off_leaves_nothing_behind()
    {
        ByteArrayContent cut = new(
            "--b\r\nContent-Disposition: form-data; name=\"corpus_file\"\r\n\r\nthe cat sat on"u8.ToArray());
        cut.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=b");
        Exchange answer = await _model.SendAsync("POST", "/corpora/notes", cut);
        Assert.Equal(400, answer.Status);
        Assert.Contains("The request's body can't be read to its end", answer.Body, StringComparison.Ordinal);
        await AssertNothingIsThereAsync();
    }

    [Fact]
    public async Task An_upload_that_breaks_off_leaves_nothing_behind()
    {
        BrokenContent broken = new(1_000_000);
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => _model.SendAsync("POST", "/corpora/notes", broken));
        await AssertNothingIsThereAsync();
    }

    [Fact]
    public async Task A_text_of_more_than_500_MB_is_refused_before_it_is_sent()
    {
        const long limit = 500L * 1024 * 1024;
        BrokenContent large = new(limit + 1);
        (await Client.SendAsync("POST", $"{_model.Path}/corpora/notes", large, expectContinue: true))
            .AssertError(413, "Payload Too Large", $"Payload exceeds the {limit} bytes limit.");
    }

    [Theory]
    [InlineData("user", "user", "the name is reserved")]
    [InlineData("base_lm", "base_lm", "the name is reserved")]
    [InlineData("default_lm", "default_lm", "the name is reserved")]
    [InlineData("two%20words", "two words", "spaces, slashes, backslashes and control characters are not allowed")]
    [InlineData("a%5Cb", @"a\\b", "spaces, slashes, backslashes and control characters are not allowed")]
    [InlineData("a%2Fb", "a%2Fb", "spaces, slashes, backslashes and control characters are not allowed")]
    public async Task Names_that_can_not_be_are_refused(string path, string name, string fault)
        => (await _model.AddCorpusAsync(path, "the cat"))
            .AssertError(400, "Bad Request", $"Invalid value for corpus name '{name}': {fault}");

    [Fact]
    public async Task A_name_has_at_most_128_characters()
    {
        string longest = new('n', 128);
        Assert.Equal(201, (await _model.AddCorpusAsync(longest, "the cat")).Status);
        (await _model.AddCorpusAsync(longest + "n", "the cat")).AssertError(400, "Bad Request",
            $"Invalid value for corpus name '{longest}n': it has 129 characters, and at most 128 are allowed");
    }

    [Fact]
    public async Task A_corpus_is_only_overwritten_if_the_request_says_so()
    {
        await _model.AddAnalysedCorpusAsync("notes.txt", "the cat");
        string before = Blobs().Single();
        foreach (string query in new[] { "", "?allow_overwrite=false", "?allow_overwrite=False" })
        {
            (await _model.AddCorpusAsync("notes.txt", "the big dog", query)).AssertError(400, "Bad Request",
                "Corpus 'notes.txt' already exists - change its name, remove existing file before adding new one, or "
                    + "overwrite existing file by setting 'allow_overwrite' to 'true'");
        }
        Assert.Equal(201, (await _model.AddCorpusAsync("notes.txt", "the big dog", "?allow_overwrite=True")).Status);
        await _model.SettleAsync();
        Assert.Equal(3, (int?)(await _model.GetAsync("/corpora/notes.txt"))["total_words"]);
        await WaitForBlobsAsync(blobs => blobs.Length == 1 && blobs[0] != before);
        (await _model.AddCorpusAsync("notes.txt", "the", "?allow_overwrite=perhaps")).AssertError(400, "Bad Request",
            "Invalid value 'perhaps' for parameter 'allow_overwrite': true or false is expected");
    }

    [Fact]
    public async Task Names_are_unique_over_corpora_and_grammars()
    {
        await _model.AddAnalysedCorpusAsync("cards", "the cat");
        (await _model.AddGrammarAsync("cards", "#ABNF 1.0;", "?allow_overwrite=true")).AssertError(400, "Bad Request",
            "Corpus 'cards' already exists, and the names of corpora and grammars are "
                + "unique together - change the name of the grammar, or remove the corpus first");
    }

    [Fact]
    public async Task While_a_corpus_is_analysed_the_model_is_locked_and_can_be_read()
    {
        _service.Engine.Hold();
        Assert.Equal(201, (await _model.AddCorpusAsync("notes", "the cat")).Status);
        Exchange[] refused =
        [
            await _model.AddCorpusAsync("more", "the dog"),
            await _model.AddCorpusAsync("notes", "the dog", "?allow_overwrite=true"),
            await _model.AddGrammarAsync("cards", "#ABNF 1.0;"),
            await _model.SendAsync("DELETE", "/corpora/notes"),
            await _model.SendAsync("POST", "/train"),
            await _model.SendAsync("POST", "/train?force=true&strict=false"),
            await _model.SendAsync("POST", "/upgrade_model"),
            await _model.SendAsync("POST", "/reset"),
            await _model.SendAsync("DELETE"),
        ];
        Assert.All(refused, answer => answer.AssertError(409, "Conflict", _model.LockedText));
        Assert.Equal("pending", await _model.StatusAsync());
        Assert.Equal("being_processed", (string?)(await _model.GetAsync("/corpora/notes"))["status"]);
        Assert.Empty((await _model.GetAsync("/grammars"))["grammars"]!.AsArray());
        _service.Engine.Release();
        await _model.SettleAsync();
        Assert.Equal(200, (await _model.SendAsync("DELETE", "/corpora/notes")).Status);
    }

    [Fact]
    public async Task A_removed_corpus_leaves_nothing_behind()
    {
        await _model.AddAnalysedCorpusAsync("notes", "the CardioMap");
        Exchange deleted = await _model.SendAsync("DELETE", "/corpora/notes");
        Assert.Equal((200, "{}"), (deleted.Status, deleted.Body));
        await AssertNothingIsThereAsync();
        Assert.Equal("pending", await _model.StatusAsync());
        foreach (string method in new[] { "GET", "DELETE" })
        {
            (await _model.SendAsync(method, "/corpora/notes")).AssertError(400, "Bad Request",
                "Invalid value for corpus name 'notes': the model has no such corpus");
        }
    }

    [Theory]
    [InlineData("/reset")]
    [InlineData("")]
    public async Task Reset_and_delete_remove_corpora_with_their_texts(string rest)
    {
        await _model.AddAnalysedCorpusAsync("notes", "the CardioMap");
        await _model.AddAnalysedCorpusAsync("more", "the dog");
        // What lasts for less time is swept at the next start.
        await Task.Delay(FileSweep.Delay * 2);
        Assert.Equal(200, (await _model.SendAsync(rest.Length > 0 ? "POST" : "DELETE", rest)).Status);
        await WaitForBlobsAsync(blobs => blobs.Length == 0);
        Assert.Equal("0", await _service.ScalarAsync("SELECT COUNT(*) FROM word"));
        if (rest.Length > 0) await AssertNothingIsThereAsync();
    }

    [Fact]
    public async Task Only_the_owners_language_models_have_corpora()
    {
        string unknown = Guid.NewGuid().ToString();
        string acoustic = await Client.CreateModelAsync("/v1/acoustic_customizations");
        foreach (string id in new[] { unknown, acoustic })
        {
            LanguageModel other = new(Client, id);
            string error = $"Invalid customization_id '{id}' for user";
            (await other.SendAsync("GET", "/corpora")).AssertError(401, "Unauthorized", error);
            (await other.SendAsync("GET", "/corpora/notes")).AssertError(401, "Unauthorized", error);
            (await other.AddCorpusAsync("notes", "the cat")).AssertError(401, "Unauthorized", error);
            (await other.SendAsync("DELETE", "/corpora/notes")).AssertError(401, "Unauthorized", error);
        }
        (await new LanguageModel(Client, "x").AddCorpusAsync("notes", "the cat"))
            .AssertError(400, "Bad Request", "Malformed GUID: 'x'");
        (await Client.SendAsync("GET", $"/v1/acoustic_customizations/{acoustic}/corpora"))
            .AssertError(404, "No Such Resource", "No such child resource.");
        Assert.Empty(Blobs());
    }

    [Fact]
    public async Task A_request_without_a_name_is_not_allowed()
    {
        Assert.Equal(405, (await _model.SendAsync("POST", "/corpora", new StringContent("the cat"))).Status);
        Assert.Equal(405, (await _model.SendAsync("DELETE", "/corpora/")).Status);
    }

    [Theory]
    [InlineData("cat\r\ndog\r\ncaf\u00e9\r\n", "Line 3 is not UTF-8. Save the text in UTF-8.")]
    [InlineData("\u00e9", "Line 1 is not UTF-8. Save the text in UTF-8.")]
    [InlineData(" \n (all of it in brackets)\n ... \n", "The text has no words.")]
    public async Task A_text_that_can_not_be_used_is_undetermined_with_the_reason(string text, string reason)
    {
        await _model.SendAsync("POST", "/corpora/bad", new ByteArrayContent(Encoding.Latin1.GetBytes(text)));
        Assert.Equal("pending", (string?)(await _model.SettleAsync())["status"]);
        Assert.Equal(
            $$"""
            {"name":"bad","total_words":0,"out_of_vocabulary_words":0,"status":"undetermined",
            "error":"Analysis of corpus 'bad' failed. {{Failure}} {{reason}}"}
            """.ReplaceLineEndings(""),
            (await _model.SendAsync("GET", "/corpora/bad")).Body, ignoreLineEndingDifferences: true);
        Assert.Equal(201, (await _model.AddCorpusAsync("bad", "now a good one", "?allow_overwrite=true")).Status);
        await _model.SettleAsync();
        Assert.Null((await _model.GetAsync("/corpora/bad"))["error"]);
    }

    [Fact]
    public async Task Characters_may_lie_across_any_boundary_of_a_read()
    {
        string line = new StringBuilder().Insert(0, "Ärzte 語 😀 ", 20_000).ToString();
        for (int shift = 0; shift < 4; shift++)
        {
            string name = $"c{shift}";
            JsonNode corpus = await _model.AddAnalysedCorpusAsync(name, new string('a', shift) + line);
            Assert.Equal("analyzed", (string?)corpus["status"]);
        }
    }

    [Fact]
    public async Task A_model_has_at_most_ten_million_words()
    {
        await _model.AddAnalysedCorpusAsync("large", "the cat");
        await _service.ExecuteAsync("UPDATE corpus SET total_words = 9999999");
        Assert.Equal("analyzed", (string?)(await _model.AddAnalysedCorpusAsync("one", "dog"))["status"]);
        Assert.Equal(
            $"Analysis of corpus 'more' failed. {Failure} Total number of words 10000001 exceeds maximum allowed: "
                + "10000000.",
            (string?)(await _model.AddAnalysedCorpusAsync("more", "cat"))["error"]);
        Assert.Equal("ready", await _model.StatusAsync());
    }

    [Fact]
    public async Task A_model_has_at_most_90000_words_that_the_base_model_lacks()
    {
        await _service.ExecuteAsync(
            $"""
            WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 89999)
            INSERT INTO word (model_id, word) SELECT '{_model.Id}', 'w' || i FROM n
            """);
        JsonNode full = await _model.AddAnalysedCorpusAsync("full", "the Labradoodle sat");
        Assert.Equal(("analyzed", 1), ((string?)full["status"], (int?)full["out_of_vocabulary_words"]));
        Assert.Equal("analyzed", (string?)(await _model.AddAnalysedCorpusAsync("same", "a Labradoodle"))["status"]);
        Assert.Equal(
            $"Analysis of corpus 'more' failed. {Failure} With it the model would have more than 90000 words that the "
                + "base model doesn't know.",
            (string?)(await _model.AddAnalysedCorpusAsync("more", "the CardioMap"))["error"]);
        Assert.Equal("90000", await _service.ScalarAsync("SELECT COUNT(*) FROM word"));
    }

    [Fact]
    public async Task Next_generation_models_take_no_words_from_corpora()
    {
        _model = await LanguageModel.CreateAsync(Client, "en-US_Telephony");
        JsonNode corpus = await _model.AddAnalysedCorpusAsync("notes", "the CardioMap is big");
        Assert.Equal((4, 0), ((int?)corpus["total_words"], (int?)corpus["out_of_vocabulary_words"]));
        Assert.Equal("0", await _service.ScalarAsync("SELECT COUNT(*) FROM word"));
    }

    [Fact]
    public async Task The_customer_whose_data_it_is_is_kept_with_it()
    {
        StringContent text = new("the cat");
        text.Headers.Add("X-Watson-Metadata", "customer_id=my customer");
        Assert.Equal(201, (await _model.SendAsync("POST", "/corpora/notes", text)).Status);
        Assert.Equal("my customer", await _service.ScalarAsync("SELECT customer_id FROM corpus"));
        StringContent wrong = new("the cat");
        wrong.Headers.Add("X-Watson-Metadata", "customer=1");
        (await _model.SendAsync("POST", "/corpora/other", wrong)).AssertError(400, "Bad Request",
            "Invalid value 'customer=1' for header X-Watson-Metadata: customer_id={id} is expected, with an id without "
                + "; and =");
    }

    private string[] Blobs()
    {
        string folder = Path.Combine(_service.Data, "blobs");
        return Directory.Exists(folder) ? Directory.GetFiles(folder) : [];
    }

    /// <summary>Files that no row names any more are removed a moment later.</summary>
    private async Task WaitForBlobsAsync(Func<string[], bool> expected)
    {
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(30));
        while (!expected(Blobs())) await Task.Delay(10, limit.Token);
    }

    private async Task AssertNothingIsThereAsync()
    {
        Assert.Equal("""{"corpora":[]}""", (await _model.SendAsync("GET", "/corpora")).Body);
        Assert.Equal("pending", await _model.StatusAsync());
        await WaitForBlobsAsync(blobs => blobs.Length == 0);
        Assert.Equal("0", await _service.ScalarAsync("SELECT COUNT(*) FROM word"));
    }
}
