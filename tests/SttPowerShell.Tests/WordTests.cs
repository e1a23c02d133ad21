using System.Management.Automation;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using SttPowerShell.Tests.Support;

namespace SttPowerShell.Tests;

public sealed class WordTests : ServiceTest
{
    [Fact]
    public void One_word_is_put_at_once()
    {
        string model = Service.Add("retail");
        Connect();

        object? word = Shell.Get(
            "Add-SttWord retail CardioMap -SoundsLike 'cardio map', 'kardio map' -DisplayAs 'CardioMap™' -PassThru")
            .Single();

        Assert.Contains($"PUT /v1/customizations/{model}/words/CardioMap", Service.Requests);
        JsonNode sent = JsonNode.Parse(Service.Data.Added.Single().Body)!;
        Assert.Null(sent["word"]);
        Assert.Null(sent["mapping_only"]);
        Assert.Equal("CardioMap™", (string?)sent["display_as"]);
        Assert.Equal(("CardioMap", model, "1"), (word.Text("Word"), word.Text("ModelId"), word.Text("Count")));
        Assert.Equal(["cardio map", "kardio map"], Assert.IsType<string[]>(word.Property("SoundsLike")));
        Assert.Equal("CardioMap", Shell.Get("\"$($args[0])\"", word).Single());
    }

    [Fact]
    public void A_word_that_the_service_refuses_is_named_as_it_is()
    {
        string id = Service.Add("clinic");
        Service.Fail($"PUT /v1/customizations/{id}/words/stent", 400, """{"code":400,"error":"Too many words."}""");
        Connect();

        Result result = Shell.Run("Add-SttWord clinic stent");

        Assert.Contains("refused the request for 'stent'.", result.Error.ToString(), StringComparison.Ordinal);
        Assert.Equal("stent", result.Error.TargetObject);
    }

    [Fact]
    public void A_table_goes_in_one_request()
    {
        Service.Add("retail");
        Connect();

        Shell.Get("""
            [pscustomobject]@{ Word = 'CardioMap'; SoundsLike = 'cardio map | kardio map'; DisplayAs = 'CardioMap™' },
            [pscustomobject]@{ Word = ' Zyx '; SoundsLike = ''; DisplayAs = ''; Price = 3 } |
                Add-SttWord -Model retail
            """);

        Assert.Equal(
            """{"words":[{"word":"CardioMap","sounds_like":["cardio map","kardio map"],"display_as":"CardioMap™"},"""
            + """{"word":"Zyx"}]}""",
            Service.Data.Added.Single().Body);
    }

    [Fact]
    public void Lines_of_text_are_words()
    {
        Service.Add("retail");
        Connect();

        Shell.Get("'alpha', 'beta' | Add-SttWord retail");

        Assert.Equal("""{"words":[{"word":"alpha"},{"word":"beta"}]}""", Service.Data.Added.Single().Body);
    }

    [Fact]
    public void A_table_without_the_column_adds_no_word()
    {
        Service.Add("retail");
        Connect();

        Result result = Shell.Run(
            "[pscustomobject]@{ Name = 'x' }, [pscustomobject]@{ Word = 'y' } | Add-SttWord retail");

        Assert.Equal("InvalidWord", result.ErrorId);
        Assert.Contains("Row 1", result.Error.ToString(), StringComparison.Ordinal);
        Assert.Equal("WordNeeded", Shell.Run("Add-SttWord retail").ErrorId);
        Assert.Equal(["y"], Service.Data.Added.Select(a => a.Name));
    }

    [Fact]
    public void A_row_with_a_mistake_is_an_error_that_names_it_and_the_others_go_on()
    {
        Service.Add("retail");
        Connect();

        Result result = Shell.Run("""
            [pscustomobject]@{ Word = 'good' },
            [pscustomobject]@{ Word = 'two words' },
            [pscustomobject]@{ Word = '' },
            [pscustomobject]@{ Word = 'T4'; SoundsLike = 't 4' },
            [pscustomobject]@{ Word = 'many'; SoundsLike = 'a|b|c|d|e|f' },
            [pscustomobject]@{ Word = 'long'; SoundsLike = 'x' * 41 },
            [pscustomobject]@{ Word = 'good'; SoundsLike = 'gut' },
            [pscustomobject]@{ Word = 'fine' } | Add-SttWord retail
            """);

        Assert.Equal(6, result.Errors.Length);
        Assert.All(result.Errors,
            e => Assert.StartsWith("InvalidWord,", e.FullyQualifiedErrorId, StringComparison.Ordinal));
        Assert.Equal([2, 3, 4, 5, 6, 7], result.Errors.Select(e => int.Parse(
            e.ToString().Split(' ', ':')[1], System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Contains("row 1 has the same word", result.Errors[^1].ToString(), StringComparison.Ordinal);
        Assert.Equal("""{"words":[{"word":"good"},{"word":"fine"}]}""", Service.Data.Added.Single().Body);
    }

    [Fact]
    public void More_than_5000_words_go_in_batches_that_wait_for_each_other()
    {
        string model = Service.Add("retail");
        Service.Data.Questions = 2;
        Connect();

        Shell.Get("1..10001 | ForEach-Object { \"w$_\" } | Add-SttWord retail");

        Assert.Equal([5000, 5000, 1],
            Service.Data.Added.Select(a => JsonNode.Parse(a.Body)!["words"]!.AsArray().Count));
        Assert.True(Service.Data.HasWord(model, "w10001"));
    }

    [Fact]
    public void With_wait_a_word_that_can_not_be_used_is_an_error()
    {
        Service.Add("retail");
        Service.Data.Questions = 2;
        Service.Data.Failures["Xq"] = "It can't be pronounced.";
        Connect();

        Result result = Shell.Run("'fine', 'Xq' | Add-SttWord retail -Wait -PassThru");

        Assert.Equal("WordInvalid", result.ErrorId);
        Assert.Equal("Xq", result.Error.TargetObject);
        Assert.Contains("It can't be pronounced.", result.Error.ToString(), StringComparison.Ordinal);
        Assert.Equal(["Xq", "fine"], result.Output.Select(w => w.Text("Word")));
        Assert.Equal("Xq: It can't be pronounced.", Shell.Get("\"$($args[0].Problems)\"", result.Output[0]).Single());
    }

    [Fact]
    public void A_missing_model_is_one_error_for_all_rows()
    {
        Connect();

        Assert.Equal("CustomModelNotFound", Shell.Run("'a', 'b', 'c' | Add-SttWord nope").ErrorId);
    }

    [Fact]
    public void What_if_adds_and_removes_nothing()
    {
        string model = Service.Add("retail");
        Service.Data.AddWord(model, """{"word":"a"}""");
        Connect();

        Shell.Get("'x', 'y' | Add-SttWord retail -WhatIf; Add-SttWord retail z -WhatIf -Wait -PassThru");
        Shell.Get("Remove-SttWord retail * -WhatIf; Get-SttWord retail | Remove-SttWord -WhatIf");

        Assert.Equal(0, Service.Changes);
    }

    [Fact]
    public void A_busy_model_says_so_and_is_waited_for()
    {
        string model = Service.Add("retail");
        Service.Data.AddCorpus(model, "notes");
        Service.Data.Lock(model, 5);
        Connect();

        Result result = Shell.Run("Add-SttWord retail a");
        Assert.Equal("ModelBusy", result.ErrorId);
        Assert.Contains("is analysing the corpus 'notes'", result.Error.ToString(), StringComparison.Ordinal);
        Shell.Get("Add-SttWord retail a -Wait");
        Assert.True(Service.Data.HasWord(model, "a"));
    }

    [Fact]
    public void Words_are_listed_by_type_order_and_name()
    {
        string model = Service.Add("retail");
        Service.Data.AddWord(model, """{"word":"NHS","count":2,"source":["notes"]}""");
        Service.Data.AddWord(model, """{"word":"nhs","count":1,"source":["user"],"mapping_only":true}""");
        Connect();

        Assert.Equal(["NHS", "nhs"], Shell.Get("Get-SttWord retail").Select(w => w.Text("Word")));
        Assert.Contains($"GET /v1/customizations/{model}/words?word_type=all&sort=%2Balphabetical", Service.Requests);
        Shell.Get("Get-SttWord retail -Type Corpora -Sort Count -Descending");
        Assert.Contains($"GET /v1/customizations/{model}/words?word_type=corpora&sort=-count", Service.Requests);
        Assert.Equal(["NHS", "nhs"], Shell.Get("Get-SttWord retail n*").Select(w => w.Text("Word")));
        Assert.Equal("nhs", Shell.Get("Get-SttWord retail nhs").Single().Text("Word"));
        Assert.Equal(true, Shell.Get("Get-SttWord retail nhs -Type User").Single().Property("MappingOnly"));
        Assert.Equal("WordNotFound", Shell.Run("Get-SttWord retail Nhs").ErrorId);
        Assert.Equal("WordNotFound", Shell.Run("Get-SttWord retail Nhs, x* -Type User").ErrorId);
    }

    [Fact]
    public void Words_pipe_into_get_remove_and_another_model()
    {
        string one = Service.Add("one");
        string two = Service.Add("two");
        Service.Data.AddWord(one, """{"word":"a","sounds_like":["ay","ah"],"display_as":"A","source":["user"]}""");
        Service.Data.AddWord(one, """{"word":"b","sounds_like":[],"display_as":"","mapping_only":false}""");
        Connect();

        Assert.Equal(["a", "b"], Shell.Get("Get-SttWord one | Get-SttWord").Select(w => w.Text("Word")));
        Shell.Get("Get-SttWord one | Add-SttWord -Model two");
        Assert.Equal("""{"words":[{"word":"a","sounds_like":["ay","ah"],"display_as":"A"},{"word":"b"}]}""",
            Service.Data.Added.Single().Body);
        Assert.Equal("a", Shell.Get("Get-SttWord one a | Remove-SttWord -PassThru").Single().Text("Word"));
        Assert.Equal("ay", Shell.Get("Remove-SttWord two a -PassThru").Single().Property("SoundsLike") is string[] s
            ? s[0] : "");
        Assert.False(Service.Data.HasWord(one, "a"));
        Assert.True(Service.Data.HasWord(one, "b"));
        Shell.Get("Remove-SttWord one B*");
        Assert.False(Service.Data.HasWord(one, "b"));
        Assert.True(Service.Data.HasWord(two, "b"));
    }

    [Fact]
    public async Task The_first_word_is_emitted_before_the_last_has_come_and_leaving_closes_the_connection()
    {
        string model = Service.Add("retail");
        TaskCompletionSource gone = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Service.Answers[$"GET /v1/customizations/{model}/words"] = async http =>
        {
            http.RequestAborted.Register(gone.SetResult);
            await http.Response.WriteAsync("{\"words\":[{\"word\":\"first\"},{\"word\":\"second\"},");
            await http.Response.Body.FlushAsync();
            await gone.Task;
        };
        Connect();

        object?[] words = Shell.Get("foreach ($i in 1) { Get-SttWord retail | ForEach-Object { $_.Word; break } }");

        Assert.Equal("first", Assert.Single(words));
        await gone.Task.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Stopping_the_pipeline_closes_the_connection()
    {
        string model = Service.Add("retail");
        TaskCompletionSource gone = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Service.Answers[$"GET /v1/customizations/{model}/words"] = async http =>
        {
            http.RequestAborted.Register(gone.SetResult);
            await http.Response.WriteAsync("{\"words\":[{\"word\":\"first\"},");
            await http.Response.Body.FlushAsync();
            asked.SetResult();
            await gone.Task;
        };
        Connect();
        using PowerShell shell = Shell.Create("Get-SttWord retail");

        Task run = shell.InvokeAsync();
        await asked.Task;
        await shell.StopAsync(null, null).WaitAsync(TimeSpan.FromSeconds(10));

        await gone.Task.WaitAsync(TimeSpan.FromSeconds(10));
        await Assert.ThrowsAnyAsync<Exception>(() => run);
    }

    [Fact]
    public void A_list_that_breaks_off_gives_its_words_and_an_error_that_counts_them()
    {
        string model = Service.Add("retail");
        Service.Answers[$"GET /v1/customizations/{model}/words"] = async http =>
        {
            await http.Response.WriteAsync("{\"words\":[{\"word\":\"first\"},{\"word\":\"second\"},");
            await http.Response.Body.FlushAsync();
            await Task.Delay(100); // A reset drops what the client hasn't read yet.
            http.Abort();
        };
        Connect();

        Result result = Shell.Run("Get-SttWord retail");

        Assert.Equal(["first", "second"], result.Output.Select(w => w.Text("Word")));
        Assert.Equal("ConnectionLost", result.ErrorId);
        Assert.Contains("2 words", result.Error.ToString(), StringComparison.Ordinal);
        Assert.Contains(Shell.Run("Remove-SttWord retail *").Errors, _ => true);
        Assert.Equal(0, Service.Changes);
    }
}
