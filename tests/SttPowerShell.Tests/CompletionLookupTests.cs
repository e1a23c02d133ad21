using System.Diagnostics;
using SttPowerShell.Tests.Support;

namespace SttPowerShell.Tests;

/// <summary>Completion asks the service for what the session hasn't seen, and never longer than one waits.</summary>
public sealed class CompletionLookupTests : ServiceTest
{
    [Theory]
    [InlineData("Get-SttCustomModel ", "noise,retail")]
    [InlineData("Get-SttCustomModel -Type Acoustic -Model ", "noise")]
    [InlineData("Invoke-SttRecognition x.wav -LanguageModel ", "retail")]
    [InlineData("Add-SttAudio n", "noise")]
    [InlineData("Get-SttCorpus retail ", "notes")]
    [InlineData("Remove-SttCorpus -Model ret* -Name ", "notes")]
    [InlineData("Add-SttCorpus retail x.txt -Force -Name ", "notes")]
    [InlineData("Get-SttWord retail C", "CardioMap")]
    [InlineData("Remove-SttAudio noise ", "call")]
    [InlineData("Get-SttCustomModel -Language ", "en-US")]
    public void What_was_not_seen_is_asked_for_once(string line, string expected)
    {
        string retail = Service.Add("retail");
        Service.Data.AddCorpus(retail, "notes");
        Service.Data.AddWord(retail, """{"word":"CardioMap"}""");
        Service.AudioData.Add(Service.Add("noise", acoustic: true), "call");
        Connect();

        Assert.Equal(expected, Complete(line));
        int asked = Service.Requests.Count;
        Assert.Equal(expected, Complete(line));

        Assert.Equal(asked, Service.Requests.Count);
        Assert.Equal(0, Service.Changes);
    }

    [Fact]
    public void Jobs_are_asked_for_and_have_status_and_file_in_their_tooltips()
    {
        Folder.Write("call.wav", Recording.Wave());
        Connect();
        object? job = Shell.Get("Start-SttRecognitionJob call.wav").Single();
        Connect("-Name other");

        Assert.Equal(job.Text("Id"), Complete("Receive-SttRecognitionJob "));
        Assert.Contains("call.wav",
            Shell.Complete($"Receive-SttRecognitionJob -Session {job.Text("Session")} -Job ").CompletionMatches.Single().ToolTip,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_word_beyond_the_first_thousand_is_found_by_its_beginning()
    {
        string retail = Service.Add("retail");
        for (int i = 0; i < 3000; i++) Service.Data.AddWord(retail, $$"""{"word":"w{{i:0000}}"}""");
        Connect();

        Assert.Equal(1000, Shell.Complete("Get-SttWord retail ").CompletionMatches.Count);
        Assert.Equal("w2990,w2991,w2992,w2993,w2994,w2995,w2996,w2997,w2998,w2999",
            Complete("Get-SttWord retail w299"));
    }

    [Fact]
    public async Task Session_and_model_on_the_line_are_those_that_are_asked()
    {
        await using FakeService second = await FakeService.StartAsync();
        second.Data.AddCorpus(second.Add("retail"), "elsewhere");
        Service.Data.AddCorpus(Service.Add("retail"), "here");
        Connect("-Name first");
        Shell.Get("$null = Connect-SttService $args[0] -ApiKey $args[1] -Name second; Select-SttSession first",
            second.Uri, Secret(FakeService.Key));

        Assert.Equal("here", Complete("Get-SttCorpus retail "));
        Assert.Equal("elsewhere", Complete("Get-SttCorpus retail -Session second -Name "));
        Assert.Equal("retail", Complete("Get-SttCorpus -Session second -Model "));
        Shell.Get("$model = Get-SttCustomModel retail -Session second");
        Assert.Equal("elsewhere", Complete("Get-SttCorpus -Model $model -Name "));
    }

    [Fact]
    public async Task A_service_that_does_not_answer_is_left_after_two_seconds_and_left_alone_then()
    {
        TaskCompletionSource left = new();
        Service.Answers["GET /v1/customizations"] = async http =>
        {
            http.RequestAborted.Register(left.SetResult);
            await Task.Delay(Timeout.Infinite, http.RequestAborted);
        };
        Connect();
        Service.Requests.Clear();

        long begun = Stopwatch.GetTimestamp();
        Assert.Empty(Complete("Get-SttCustomModel "));
        TimeSpan first = Stopwatch.GetElapsedTime(begun);
        await left.Task.WaitAsync(TimeSpan.FromSeconds(30));
        begun = Stopwatch.GetTimestamp();
        Assert.Empty(Complete("Get-SttCorpus retail "));

        Assert.Single(Service.Requests);
        // Two seconds are the limit; a busy machine may notice it later.
        Assert.True(first < TimeSpan.FromSeconds(10), $"{first}");
        Assert.True(Stopwatch.GetElapsedTime(begun) < first, "The second key waited as well.");
    }

    [Theory]
    [InlineData(500, "{}")]
    [InlineData(401, """{"code":401,"error":"Unauthorized"}""")]
    [InlineData(200, "<html>")]
    public void A_failure_offers_nothing_and_is_no_error(int status, string body)
    {
        Service.Fail("GET /v1/customizations", status, body);
        Connect();

        Assert.Empty(Complete("Get-SttCustomModel -Type Language -Model "));
        Assert.Empty(Shell.Get("$Error"));
    }

    [Fact]
    public void A_refusal_does_not_keep_from_asking_for_something_else()
    {
        string retail = Service.Add("retail");
        Service.Data.AddCorpus(retail, "notes");
        Service.Fail($"GET /v1/customizations/{retail}/grammars", 404, """{"code":404,"error":"No such child resource."}""");
        Connect();

        Assert.Empty(Complete("Get-SttGrammar retail "));
        Assert.Equal("notes", Complete("Get-SttCorpus retail "));
    }

    [Fact]
    public async Task A_service_that_has_gone_offers_what_was_seen()
    {
        Service.Add("retail");
        Connect();
        Shell.Get("Get-SttCustomModel");
        await Service.DisposeAsync();

        Assert.Equal("retail", Complete("Get-SttCustomModel r"));
        Assert.Empty(Complete("Get-SttCustomModel x"));
        Assert.Empty(Complete("Get-SttCorpus retail "));
    }

    private string Complete(string line)
        => string.Join(',', Shell.Complete(line).CompletionMatches.Select(m => m.CompletionText));
}
