using System.Text;
using System.Text.Json.Nodes;
using SttPowerShell.LocalService.Customization;
using SttPowerShell.LocalService.Tests.Support;
using static SttPowerShell.LocalService.Tests.Support.WordsFixture;

namespace SttPowerShell.LocalService.Tests.Api;

public sealed class WordsEndpointsTests(WordsFixture fixture) : IClassFixture<WordsFixture>
{
    private const string Telephony = "en-US_Telephony";

    private InProcessService Service => fixture.Service;

    [Fact]
    public async Task Words_of_text_and_user_read_back_as_the_contract_has_them()
    {
        LanguageModel model = await fixture.CreateAsync();
        await model.AddAnalysedCorpusAsync("notes", "the CardioMap is red\n");
        await AddAsync(model, """
            [{"word":"CardioMap","sounds_like":["cardio map","kardio map"],"display_as":"CardioMap™"},
             {"word":"T4","sounds_like":["t 4"],"display_as":"T4"}]
            """);
        Assert.Equal(
            """
            {"words":[{"word":"CardioMap","sounds_like":["cardio map","kardio map"],"display_as":"CardioMap™",
            "count":1,"source":["notes","user"]},
            {"word":"T4","sounds_like":["t 4"],"display_as":"T4","count":1,"source":["user"],
            "error":[{"t 4":"Numbers are not allowed in sounds_like. You can try for example 't four'."}]}]}
            """.ReplaceLineEndings(""),
            (await model.SendAsync("GET", "/words")).Body);
        Assert.Equal(
            """
            {"word":"CardioMap","sounds_like":["cardio map","kardio map"],"display_as":"CardioMap™",
            "count":1,"source":["notes","user"]}
            """.ReplaceLineEndings(""),
            (await model.SendAsync("GET", "/words/CardioMap")).Body);
    }

    [Fact]
    public async Task What_a_previous_generation_definition_leaves_out_is_filled_in_for_words_that_are_new()
    {
        LanguageModel model = await fixture.CreateAsync();
        await AddAsync(model, """
            [{"word":"Cat"},{"word":"Zyx","display_as":""},{"word":"Dog","display_as":"DOG"},
             {"word":"Wug","sounds_like":["wug","woog"]},{"word":"Map","sounds_like":["mop"]}]
            """);
        Assert.Equal(
            [
                """{"word":"Cat","sounds_like":[],"display_as":"","count":1,"source":["user"]}""",
                """{"word":"Dog","sounds_like":[],"display_as":"DOG","count":1,"source":["user"]}""",
                """{"word":"Map","sounds_like":["mop"],"display_as":"","count":1,"source":["user"]}""",
                """{"word":"Wug","sounds_like":["wug","woog"],"display_as":"Wug","count":1,"source":["user"]}""",
                """{"word":"Zyx","sounds_like":["zyx"],"display_as":"Zyx","count":1,"source":["user"]}""",
            ],
            await JsonsAsync(model));
    }

    [Fact]
    public async Task Next_generation_words_are_shown_as_themselves_and_nothing_else_is_filled_in()
    {
        LanguageModel model = await fixture.CreateAsync(Telephony);
        await AddAsync(model, """[{"word":"Zyx"},{"word":"Cat","display_as":"CAT"}]""");
        Assert.Equal(
            [
                """{"word":"Cat","sounds_like":[],"display_as":"CAT","count":1,"source":["user"]}""",
                """{"word":"Zyx","sounds_like":[],"display_as":"Zyx","count":1,"source":["user"]}""",
            ],
            await JsonsAsync(model));
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    [InlineData("null", false)]
    [InlineData("[\"true\"]", true)]
    [InlineData("[]", false)]
    public async Task Mapping_only_is_taken_in_both_forms_and_shown_when_it_holds(string json, bool holds)
    {
        LanguageModel model = await fixture.CreateAsync(Telephony);
        Assert.Equal(201, (await PutAsync(model, "Zyx", $$"""{"mapping_only":{{json}}}""")).Status);
        Assert.Equal(holds ? "true" : null, (await model.GetAsync("/words/Zyx"))["mapping_only"]?.ToJsonString());
    }

    [Fact]
    public async Task A_word_is_put_at_once_and_deleted_at_once()
    {
        LanguageModel model = await fixture.CreateAsync();
        Exchange put = await PutAsync(model, "NCAA", """{"sounds_like":["N. C. A. A."]}""");
        Assert.Equal((201, "{}"), (put.Status, put.Body));
        Assert.Equal("ready", await model.StatusAsync());
        Assert.Equal(201, (await PutAsync(model, "NCAA", """{"word":"NCAA","sounds_like":["n c double a"]}""")).Status);
        Assert.Equal("n c double a", (string?)(await model.GetAsync("/words/NCAA"))["sounds_like"]!.AsArray().Single());
        Exchange deleted = await model.SendAsync("DELETE", "/words/NCAA");
        Assert.Equal((200, "{}"), (deleted.Status, deleted.Body));
        Assert.Equal("pending", await model.StatusAsync());
    }

    [Fact]
    public async Task An_unknown_word_is_refused()
    {
        LanguageModel model = await fixture.CreateAsync();
        await PutAsync(model, "ncaa");
        foreach (string method in new[] { "GET", "DELETE" })
        {
            (await model.SendAsync(method, "/words/NCAA")).AssertError(
                400, "Bad Request", "Invalid value for word 'NCAA': the model has no such word");
        }
    }

    [Fact]
    public async Task An_extracted_word_that_a_user_changed_outlives_its_corpus()
    {
        LanguageModel model = await fixture.CreateAsync();
        await model.AddAnalysedCorpusAsync("notes", "Zyx and Wug and Zyx\n");
        await PutAsync(model, "Zyx", """{"sounds_like":["ziks"]}""");
        Assert.Equal(2, (int?)(await model.GetAsync("/words/Zyx"))["count"]);
        await model.SendAsync("DELETE", "/corpora/notes");
        Assert.Equal(
            ["""{"word":"Zyx","sounds_like":["ziks"],"display_as":"Zyx","count":1,"source":["user"]}"""],
            await JsonsAsync(model));
    }

    [Theory]
    [InlineData("en-US_BroadbandModel", """["t 4"]""",
        "'t 4'. Numbers are not allowed in sounds_like. You can try for example 't four'.")]
    [InlineData("en-US_BroadbandModel", """["good","N.C."]""", "'N.C.'. Punctuation is not allowed in sounds_like, but "
        + "for a period after a letter that is spoken by itself. You can try for example 'N. C.'.")]
    [InlineData(Telephony, """["N. C."]""",
        "'N. C.'. Punctuation is not allowed in sounds_like. You can try for example 'N C'.")]
    [InlineData("en-US_BroadbandModel", """["é"]""",
        "'é'. Only the letters a to z are allowed in sounds_like. Write 'é' as it sounds with them.")]
    public async Task A_word_with_a_bad_sounds_like_is_not_put(string baseModel, string soundsLike, string error)
    {
        LanguageModel model = await fixture.CreateAsync(baseModel);
        (await PutAsync(model, "w", $$"""{"sounds_like":{{soundsLike}}}""")).AssertError(
            400, "Bad Request", $"Invalid value for parameter 'sounds_like': {error}");
        Assert.Empty(await JsonsAsync(model));
        Assert.Equal("pending", await model.StatusAsync());
    }

    [Fact]
    public async Task Every_bad_sounds_like_of_an_added_word_is_told_until_it_is_mended()
    {
        LanguageModel model = await fixture.CreateAsync();
        await AddAsync(model, """[{"word":"w","sounds_like":["a 1","good","é"]},{"word":"v","sounds_like":["v v"]}]""");
        JsonArray error = (await model.GetAsync("/words/w"))["error"]!.AsArray();
        Assert.Equal(["a 1", "é"], error.Select(problem => Assert.Single(problem!.AsObject()).Key));
        Assert.Null((await model.GetAsync("/words/v"))["error"]);
        await PutAsync(model, "v", """{"sounds_like":["vee"]}""");
        Assert.NotNull((await model.GetAsync("/words/w"))["error"]);
        await PutAsync(model, "w", """{"sounds_like":["good"]}""");
        Assert.Null((await model.GetAsync("/words/w"))["error"]);
    }

    [Theory]
    [InlineData("""[{"sounds_like":["a"]}]""", "Required parameter 'words[0].word' is missing")]
    [InlineData("""[{"word":"good"},{"word":""}]""", "Required parameter 'words[1].word' is missing")]
    [InlineData("""[{"word":"new york"}]""", "Invalid value for parameter 'words[0].word': 'new york' has a blank or "
        + "a control character. Join the parts of a word with '-' or '_'")]
    [InlineData("""[{"word":".."}]""", "Invalid value for parameter 'words[0].word': '..'")]
    [InlineData("""[{"word":"good"},{"word":"w","sounds_like":["a","b","c","d","e","f"]}]""",
        "The value of parameter 'words[1].sounds_like' has 6 elements; at most 5 are allowed")]
    [InlineData("""[{"word":"w","sounds_like":["a","ooooooooooooooooooooooooooooooooooooooooo"]}]""",
        "The value of parameter 'words[0].sounds_like[1]' has 41 characters; at most 40 are allowed")]
    [InlineData("""[{"word":"w","sounds_like":[" "]}]""", "The value of parameter 'words[0].sounds_like[0]' is empty")]
    [InlineData("""[{"word":"w","sounds_like":[null]}]""", "The value of parameter 'words[0].sounds_like[0]' is empty")]
    [InlineData("""[{"word":"good"},{"word":"w","sounds_like":"a"}]""",
        "Invalid value for parameter 'words[1].sounds_like': it is not of the right type")]
    [InlineData("[]", "Parameter 'words' is empty: at least one word is required")]
    public async Task Of_malformed_input_nothing_is_added(string words, string error)
    {
        LanguageModel model = await fixture.CreateAsync();
        (await model.AddWordsAsync(words)).AssertError(400, "Bad Request", error);
        Assert.Empty(await JsonsAsync(model));
        Assert.Equal("pending", await model.StatusAsync());
        Assert.Equal(201, (await PutAsync(model, "not-locked")).Status);
    }

    [Fact]
    public async Task Five_sounds_likes_of_40_characters_are_allowed()
    {
        LanguageModel model = await fixture.CreateAsync();
        string longest = new('o', 40);
        Exchange put = await PutAsync(
            model, "w", $$"""{"sounds_like":["{{longest}}","a","b","c","d"],"display_as":"W"}""");
        Assert.Equal(201, put.Status);
        (await PutAsync(model, "w", $$"""{"sounds_like":["{{longest}}o"]}""")).AssertError(400, "Bad Request",
            "The value of parameter 'sounds_like[0]' has 41 characters; at most 40 are allowed");
    }

    [Theory]
    [InlineData("null", "The request's body must be a JSON object, not null")]
    [InlineData("", "The request's body must be a JSON object, but can't be read as one")]
    [InlineData("{", "The request's body must be a JSON object, but can't be read as one")]
    [InlineData("""{"display_as":1}""", "Invalid value for parameter 'display_as': it is not of the right type")]
    [InlineData("""{"word":"other"}""",
        "The word is 'w', as the URL has it; leave parameter 'word' out of the body")]
    public async Task A_definition_of_another_form_is_refused(string json, string error)
    {
        LanguageModel model = await fixture.CreateAsync();
        (await PutAsync(model, "w", json)).AssertError(400, "Bad Request", error);
    }

    [Theory]
    [InlineData("POST", "")]
    [InlineData("PUT", "/w")]
    public async Task Only_json_defines_words(string method, string rest)
    {
        LanguageModel model = await fixture.CreateAsync();
        (await model.SendAsync(method, $"/words{rest}", new StringContent("{}", Encoding.UTF8, "text/plain")))
            .AssertError(415, "Unsupported Media Type",
                "The content type 'text/plain; charset=utf-8' is not supported here.");
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("a%2Fb")]
    [InlineData("100%")]
    [InlineData("%")]
    [InlineData("+1")]
    [InlineData("a?b=c&d#e;f")]
    [InlineData("it's")]
    [InlineData("\"quoted\"")]
    [InlineData("back\\slash")]
    [InlineData("Ärzte-Straße")]
    [InlineData("日本🗺")]
    [InlineData("...")]
    [InlineData("{id}")]
    public async Task Any_word_can_be_put_read_and_deleted_under_its_escaped_name(string word)
    {
        LanguageModel model = await fixture.CreateAsync(Telephony);
        string escaped = Uri.EscapeDataString(word);
        Assert.Equal(201, (await PutAsync(model, escaped)).Status);
        Assert.Equal(word, (string?)(await model.GetAsync($"/words/{escaped}"))["word"]);
        Assert.Equal(word, (string?)JsonNode.Parse(Assert.Single(await JsonsAsync(model)))!["word"]);
        Assert.Equal(200, (await model.SendAsync("DELETE", $"/words/{escaped}")).Status);
        Assert.Empty(await JsonsAsync(model));
    }

    [Fact]
    public async Task Long_words_and_words_of_any_characters_survive_the_round_trip()
    {
        LanguageModel model = await fixture.CreateAsync(Telephony);
        string[] words = [new string('a', 129), new string('ß', 500), "a\u00ADb", "\u200Bz", "\uFFFF", "$&'()*+,"];
        JsonArray body = [.. words.Select(word => new JsonObject { ["word"] = word, ["display_as"] = $"<{word}>\n" })];
        await AddAsync(model, body.ToJsonString());
        JsonArray listed = (await model.GetAsync("/words"))["words"]!.AsArray();
        Assert.Equal(
            words.Order(StringComparer.Ordinal).Select(word => (word, $"<{word}>\n")),
            listed.Select(word => ((string)word!["word"]!, (string)word["display_as"]!)));
        Assert.Equal(words[1], (string?)(await model.GetAsync($"/words/{Uri.EscapeDataString(words[1])}"))["word"]);
    }

    [Fact]
    public async Task A_word_that_nobody_can_speak_is_told_until_it_has_a_sounds_like()
    {
        LanguageModel model = await fixture.CreateAsync();
        await AddAsync(model, """[{"word":"日本","display_as":"日本"},{"word":"Łódź"}]""");
        await PutAsync(model, Uri.EscapeDataString("№"));
        const string problem = "The word has no letter or digit that can be spoken. Give it a sounds_like.";
        JsonArray listed = (await model.GetAsync("/words"))["words"]!.AsArray();
        Assert.Equal(
            [("Łódź", null), ("№", problem), ("日本", problem)],
            listed.Select(word => (
                (string)word!["word"]!, (string?)word["error"]?[0]![(string)word["word"]!])));
        await AddAsync(model, """[{"word":"日本","sounds_like":["nippon"]}]""");
        Assert.Null((await model.GetAsync($"/words/{Uri.EscapeDataString("日本")}"))["error"]);
    }

    [Fact]
    public async Task Lists_are_in_every_order_that_the_contract_has()
    {
        LanguageModel model = await fixture.CreateAsync();
        await model.AddAnalysedCorpusAsync("notes", "bb Bb bb aa Bb\n");
        await AddAsync(model, """[{"word":"9v"}]""");
        foreach (string sort in new[]
            { "", "?sort=alphabetical", "?sort=%2Balphabetical", "?sort=+alphabetical", "?sort=%20alphabetical" })
        {
            Assert.Equal("9v Bb aa bb", await NamesAsync(model, sort));
        }
        Assert.Equal("bb aa Bb 9v", await NamesAsync(model, "?sort=-alphabetical"));
        foreach (string sort in new[] { "count", "%2Bcount", "+count" })
        {
            Assert.Equal("9v aa Bb bb", await NamesAsync(model, $"?sort={sort}"));
        }
        Assert.Equal("Bb bb 9v aa", await NamesAsync(model, "?sort=-count&word_type=all"));
        Assert.Equal("9v", await NamesAsync(model, "?word_type=user"));
        Assert.Equal("Bb aa bb", await NamesAsync(model, "?word_type=corpora"));
        Assert.Equal("", await NamesAsync(model, "?word_type=grammars"));
    }

    [Theory]
    [InlineData("?sort=size", "Invalid value for parameter 'sort': 'size'; it must be 'alphabetical' or 'count', with "
        + "'+' or '-' before it or nothing")]
    [InlineData("?sort=", "Invalid value for parameter 'sort': ''; it must be 'alphabetical' or 'count', with '+' or "
        + "'-' before it or nothing")]
    [InlineData("?word_type=User", "Invalid value for parameter 'word_type': 'User'; it must be 'all', 'user', "
        + "'corpora' or 'grammars'")]
    public async Task A_type_or_order_that_does_not_exist_is_refused(string query, string error)
    {
        LanguageModel model = await fixture.CreateAsync();
        (await model.SendAsync("GET", $"/words{query}")).AssertError(400, "Bad Request", error);
    }

    [Fact]
    public async Task Next_generation_models_only_have_users_words()
    {
        LanguageModel model = await fixture.CreateAsync(Telephony);
        await model.AddAnalysedCorpusAsync("notes", "Zyx is red\n");
        await AddAsync(model, """[{"word":"Wug"}]""");
        Assert.Equal("Wug", await NamesAsync(model, ""));
        Assert.Equal("Wug", await NamesAsync(model, "?word_type=user"));
        foreach (string type in new[] { "corpora", "grammars" })
        {
            (await model.SendAsync("GET", $"/words?word_type={type}")).AssertError(400, "Bad Request",
                $"The words of a model based on {Telephony} can't be listed by corpora or grammars, from which it "
                + "takes no words; parameter 'word_type' must be 'all' or 'user'");
        }
    }

    [Fact]
    public async Task While_added_words_wait_for_their_analysis_the_model_is_pending_and_takes_nothing_else()
    {
        // Held analyses on other models take all places, so that this one has to wait.
        Service.Engine.Hold();
        try
        {
            for (int i = 0; i < Environment.ProcessorCount; i++)
            {
                await (await fixture.CreateAsync()).AddCorpusAsync("notes", "the cat\n");
            }
            LanguageModel model = await fixture.CreateAsync(Telephony);
            Assert.Equal(201, (await model.AddWordsAsync("""[{"word":"T4","sounds_like":["t 4"]}]""")).Status);
            Assert.Equal("pending", await model.StatusAsync());
            Assert.Null((await model.GetAsync("/words/T4"))["error"]);
            foreach (Exchange refused in new[]
            {
                await model.AddWordsAsync("""[{"word":"v"}]"""), await PutAsync(model, "v"),
                await model.SendAsync("DELETE", "/words/T4"), await model.SendAsync("POST", "/reset"),
            })
            {
                refused.AssertError(409, "Conflict", model.LockedText);
            }
            Service.Engine.Release();
            await BecomeReadyAsync(model);
            Assert.NotNull((await model.GetAsync("/words/T4"))["error"]);
        }
        finally
        {
            Service.Engine.Release();
        }
    }

    [Theory]
    [InlineData("training")]
    [InlineData("upgrading")]
    public async Task A_training_or_upgrading_model_takes_no_words_but_shows_them(string status)
    {
        LanguageModel model = await fixture.CreateAsync();
        await PutAsync(model, "Zyx");
        await Service.SetStatusAsync(CustomModelType.Language, model.Id, CustomModelStatuses.Parse(status));
        (await model.AddWordsAsync("""[{"word":"v"}]""")).AssertError(409, "Conflict", model.LockedText);
        (await PutAsync(model, "v")).AssertError(409, "Conflict", model.LockedText);
        (await model.SendAsync("DELETE", "/words/Zyx")).AssertError(409, "Conflict", model.LockedText);
        Assert.Equal("Zyx", await NamesAsync(model, ""));
    }

    [Fact]
    public async Task A_trained_model_is_ready_for_training_again_after_any_change_of_its_words()
    {
        LanguageModel model = await fixture.CreateAsync();
        await PutAsync(model, "Zyx");
        await PutAsync(model, "Wug");
        await Service.SetStatusAsync(CustomModelType.Language, model.Id, CustomModelStatus.Available);
        await model.SendAsync("DELETE", "/words/Wug");
        Assert.Equal("ready", await model.StatusAsync());
        await Service.SetStatusAsync(CustomModelType.Language, model.Id, CustomModelStatus.Available);
        await PutAsync(model, "Wug");
        Assert.Equal("ready", await model.StatusAsync());
        await Service.SetStatusAsync(CustomModelType.Language, model.Id, CustomModelStatus.Available);
        await AddAsync(model, """[{"word":"Wug"}]""");
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("POST", "")]
    [InlineData("GET", "/w")]
    [InlineData("PUT", "/w")]
    [InlineData("DELETE", "/w")]
    public async Task Unknown_and_malformed_ids_are_refused(string method, string rest)
    {
        LanguageModel unknown = new(Service.Client, Guid.NewGuid().ToString());
        LanguageModel malformed = new(Service.Client, "it's");
        (await SendAsync(unknown)).AssertError(
            401, "Unauthorized", $"Invalid customization_id '{unknown.Id}' for user");
        (await SendAsync(malformed)).AssertError(400, "Bad Request", "Malformed GUID: 'it's'");

        Task<Exchange> SendAsync(LanguageModel model) => model.SendAsync(method, $"/words{rest}",
            method == "GET" ? null : new StringContent("""{"words":[]}""", Encoding.UTF8, "application/json"));
    }

    [Fact]
    public async Task The_customer_whose_words_they_are_is_kept_with_them()
    {
        LanguageModel model = await fixture.CreateAsync();
        using StringContent one = new("{}", Encoding.UTF8, "application/json");
        one.Headers.Add("X-Watson-Metadata", "customer_id=one");
        await model.SendAsync("PUT", "/words/Zyx", one);
        using StringContent two = new("""{"words":[{"word":"Wug"}]}""", Encoding.UTF8, "application/json");
        two.Headers.Add("X-Watson-Metadata", "customer_id=two");
        await model.SendAsync("POST", "/words", two);
        Assert.Equal("two one", await Service.ScalarAsync(
            $"SELECT group_concat(customer_id, ' ' ORDER BY word) FROM word WHERE model_id = '{model.Id}'"));
    }

    private static async Task<IEnumerable<string>> JsonsAsync(LanguageModel model)
    {
        JsonArray words = (await model.GetAsync("/words"))["words"]!.AsArray();
        return words.Select(word => word!.ToJsonString());
    }

    private static async Task<string> NamesAsync(LanguageModel model, string query)
        => string.Join(' ', (await model.GetAsync($"/words{query}"))["words"]!.AsArray()
            .Select(word => (string?)word!["word"]));
}
