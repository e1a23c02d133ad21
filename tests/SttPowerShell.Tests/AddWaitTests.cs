using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using SttPowerShell.Tests.Support;

namespace SttPowerShell.Tests;

public sealed class AddWaitTests : ClockTest
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Words_whose_analysis_never_shows_are_not_waited_for_without_end(bool areThere)
    {
        string id = AddModel("retail", "pending");
        if (!areThere) Give(id, "words", "[]");
        ConnectByClock();

        Result result = RunByClock(1, "'alpha', 'beta' | Add-SttWord retail -Wait -PassThru");

        Assert.Equal("ModelIdle", result.ErrorId);
        Assert.Contains("nothing shows that the service is analysing", result.Error.ToString(),
            StringComparison.Ordinal);
        Assert.Contains("Get-SttWord", result.Error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(areThere ? ["alpha", "beta"] : [], result.Output.Select(w => w.Text("Word")));
        Assert.InRange(Clock.GetUtcNow() - Clock.Start, TimeSpan.FromSeconds(60), TimeSpan.FromMinutes(5));
    }

    [Fact]
    public void Words_that_do_not_show_while_they_are_analysed_are_waited_for()
    {
        string id = AddModel("retail", [.. Enumerable.Repeat("pending", 5), "ready"]);
        Give(id, "words", "[]");
        ConnectByClock();

        Assert.Empty(RunByClock(0.2, "'alpha', 'beta' | Add-SttWord retail -Wait").Errors);
        Assert.Empty(Service.Statuses[id]);
    }

    [Fact]
    public void Words_of_a_model_that_shows_no_work_are_sent_all_the_same()
    {
        AddModel("retail", "pending");
        ConnectByClock();

        Result result = RunByClock(1, "1..5001 | ForEach-Object { \"w$_\" } | Add-SttWord retail");

        Assert.Equal("ModelIdle", result.ErrorId);
        Assert.Equal([5000, 1], Service.Data.Added.Select(a => JsonNode.Parse(a.Body)!["words"]!.AsArray().Count));
    }

    [Fact]
    public void Words_that_were_not_sent_in_time_are_named()
    {
        string id = AddModel("retail", "pending");
        Give(id, "corpora", """[{"name":"notes","status":"being_processed"}]""");
        ConnectByClock();

        Result result = RunByClock(1, "1..5001 | ForEach-Object { \"w$_\" } | Add-SttWord retail -Timeout 90");

        Assert.Equal("ModelWaitTimeout", result.ErrorId);
        Assert.Contains("It is analysing the corpus 'notes'. Not added: word 'w5001'.", result.Error.ToString(),
            StringComparison.Ordinal);
        Assert.Single(Service.Data.Added);
    }

    [Fact]
    public void A_model_with_words_that_stays_pending_is_not_waited_for_without_end()
    {
        string id = AddModel("retail", "pending");
        Give(id, "words", """[{"word":"T4","source":["user"],"error":[{"t 4":"No numbers."}]}]""");
        ConnectByClock();

        foreach (string command in new[] { "Wait-SttModel retail", "Start-SttTraining retail -Wait" })
        {
            Result result = RunByClock(1, command);

            Assert.Equal("ModelIdle", result.ErrorId);
            Assert.Contains("Word 'T4': t 4: No numbers.", result.Error.ToString(), StringComparison.Ordinal);
        }
        Assert.Equal(0, Service.Changes);
    }

    [Fact]
    public void A_failed_corpus_is_told_although_the_model_stays_pending()
    {
        AddModel("retail", "pending");
        Service.Data.Failures["notes"] = "Not UTF-8.";
        Folder.Write("notes.txt", "one\n"u8.ToArray());
        ConnectByClock();

        Assert.Equal("CorpusInvalid", RunByClock(1, "Add-SttCorpus retail notes.txt -Wait").ErrorId);
        Assert.InRange(Clock.GetUtcNow() - Clock.Start, TimeSpan.Zero, TimeSpan.FromSeconds(50));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/corpora/notes")]
    public void Failures_that_pass_do_not_end_the_wait_for_an_analysis(string path)
    {
        string id = AddModel("retail", "pending", "available");
        Folder.Write("notes.txt", "one\n"u8.ToArray());
        ConnectByClock();
        int asked = 0;
        Service.Answers[$"GET /v1/customizations/{id}{path}"] = async http =>
        {
            if (++asked == 3) Service.Answers.TryRemove($"GET /v1/customizations/{id}{path}", out _);
            http.Response.StatusCode = 503;
            await http.Response.WriteAsync("""{"code":503,"error":"Maintenance"}""");
        };

        Result result = RunByClock(0.5, "Add-SttCorpus retail notes.txt -Wait -PassThru");

        Assert.Empty(result.Errors);
        Assert.Equal("Analyzed", Assert.Single(result.Output).Text("Status"));
        Assert.Equal(3, asked);
    }

    [Fact]
    public void A_locked_model_that_shows_no_work_is_tried_less_and_less_often()
    {
        string id = AddModel("retail", "available");
        Folder.Write("notes.txt", "one\n"u8.ToArray());
        Service.Fail($"POST /v1/customizations/{id}/corpora/notes", 409, """{"code":409,"error":"It is locked."}""");
        ConnectByClock();

        Result result = RunByClock(0.5, "Add-SttCorpus retail notes.txt -Wait -Timeout 100");

        Assert.Equal("ModelWaitTimeout", result.ErrorId);
        string file = string.Create(CultureInfo.InvariantCulture, $"Not added: {Folder["notes.txt"]}.");
        Assert.Contains($"It is busy with an earlier request. {file}", result.Error.ToString(),
            StringComparison.Ordinal);
        Assert.InRange(Service.Changes, 10, 80);
    }
}
