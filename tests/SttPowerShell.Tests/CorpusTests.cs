using System.Text;
using SttPowerShell.Tests.Support;

namespace SttPowerShell.Tests;

public sealed class CorpusTests : ServiceTest
{
    [Fact]
    public void A_corpus_is_named_after_its_file_and_is_sent_as_it_is()
    {
        string model = Service.Add("retail");
        Folder.Write("my notes.txt", Encoding.UTF8.GetBytes("Kühe sind nützlich.\n"));
        Connect();

        Assert.Empty(Shell.Get("Add-SttCorpus retail 'my notes.txt'"));

        (string name, string? type, string query, string body) = Assert.Single(Service.Data.Added);
        Assert.Equal(("my_notes", "text/plain", "", "Kühe sind nützlich.\n"), (name, type, query, body));
        Assert.Contains($"POST /v1/customizations/{model}/corpora/my_notes", Service.Requests);
    }

    [Fact]
    public void With_wait_and_passthru_the_analysed_corpus_is_emitted()
    {
        string model = Service.Add("retail");
        Service.Data.Questions = 2;
        Folder.Write("notes.txt", "one\n"u8.ToArray());
        Connect();

        object? corpus = Shell.Get("Add-SttCorpus retail notes.txt -Wait -PassThru").Single();

        Assert.Equal(("notes", model, "Analyzed", "812", "37"), (corpus.Text("Name"), corpus.Text("ModelId"),
            corpus.Text("Status"), corpus.Text("TotalWords"), corpus.Text("OutOfVocabularyWords")));
        Assert.Equal("notes", Shell.Get("\"$($args[0])\"", corpus).Single());
    }

    [Fact]
    public void Without_wait_the_corpus_is_emitted_as_it_is()
    {
        Service.Add("retail");
        Service.Data.Questions = 50;
        Folder.Write("notes.txt", "one\n"u8.ToArray());
        Connect();

        Assert.Equal("BeingProcessed", Shell.Get("Add-SttCorpus retail notes.txt -PassThru").Single().Text("Status"));
    }

    [Fact]
    public void Several_files_wait_for_each_other_also_without_wait()
    {
        Service.Add("retail");
        Service.Data.Questions = 2;
        foreach (string name in new[] { "a", "b", "c" }) Folder.Write($"{name}.txt", "one\n"u8.ToArray());
        Connect();

        Shell.Get("Get-SttCustomModel retail | Add-SttCorpus -Path *.txt");

        Assert.Equal(["a", "b", "c"], Service.Data.Added.Select(a => a.Name));
    }

    [Fact]
    public void Files_from_the_pipeline_are_added_whatever_their_names()
    {
        Service.Add("retail");
        Folder.Write("a[1].txt", "one\n"u8.ToArray());
        Folder.Write("b.txt", "two\n"u8.ToArray());
        Connect();

        Shell.Get("""
            [IO.DirectoryInfo]::new($args[0]).GetFiles() | Add-SttCorpus retail
            [pscustomobject]@{ Path = 'b.txt' } | Add-SttCorpus retail -Name c
            """, Folder.Path);

        Assert.Equal(["a[1]", "b", "c"], Service.Data.Added.Select(a => a.Name).Order());
    }

    [Fact]
    public void Text_from_the_pipeline_becomes_one_corpus()
    {
        Service.Add("retail");
        Connect();

        Shell.Get("'first line', '', 'Zweite Zeile ü' | Add-SttCorpus retail -Name typed -Force");

        (string name, _, string query, string body) = Assert.Single(Service.Data.Added);
        Assert.Equal(("typed", "?allow_overwrite=true", "first line\n\nZweite Zeile ü\n"), (name, query, body));
        Assert.Equal("NameNeeded", Shell.Run("'a.txt' | Add-SttCorpus retail").ErrorId);
    }

    [Fact]
    public void A_failed_analysis_is_an_error_and_the_others_go_on()
    {
        Service.Add("retail");
        Service.Data.Failures["a"] = "Analysis of corpus 'a' failed.";
        Folder.Write("a.txt", "one\n"u8.ToArray());
        Folder.Write("b.txt", "two\n"u8.ToArray());
        Connect();

        Result result = Shell.Run("Add-SttCorpus retail a.txt, b.txt -Wait");

        Assert.Equal("CorpusInvalid", result.ErrorId);
        Assert.Contains("Analysis of corpus 'a' failed.", result.Error.ToString(), StringComparison.Ordinal);
        Assert.Contains("-Force", result.Error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(["a", "b"], Service.Data.Added.Select(a => a.Name));
    }

    [Fact]
    public void A_busy_model_is_an_error_that_says_what_goes_on_and_to_wait()
    {
        string model = Service.Add("retail");
        Service.Data.AddCorpus(model, "earlier");
        Service.Data.Lock(model, 1000);
        Folder.Write("notes.txt", "one\n"u8.ToArray());
        Connect();

        Result result = Shell.Run("Add-SttCorpus retail notes.txt");

        Assert.Equal("ModelBusy", result.ErrorId);
        Assert.Contains("is analysing the corpus 'earlier'", result.Error.ToString(), StringComparison.Ordinal);
        Assert.Contains("locked", result.Error.ToString(), StringComparison.Ordinal);
        Assert.Contains("-Wait", result.Error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void With_wait_a_busy_model_is_waited_for_and_then_takes_it()
    {
        string model = Service.Add("retail");
        Service.Data.AddCorpus(model, "earlier");
        Service.Data.Lock(model, 3);
        Folder.Write("notes.txt", "one\n"u8.ToArray());
        Connect();

        Shell.Get("Add-SttCorpus retail notes.txt -Wait");

        Assert.Equal("notes", Assert.Single(Service.Data.Added).Name);
    }

    [Fact]
    public void The_time_to_wait_is_limited()
    {
        string model = Service.Add("retail");
        Service.Data.Lock(model, int.MaxValue);
        Folder.Write("notes.txt", "one\n"u8.ToArray());
        Connect();

        Result result = Shell.Run("Add-SttCorpus retail notes.txt -Wait -Timeout 0.3");

        Assert.Equal("ModelWaitTimeout", result.ErrorId);
        Assert.Contains("after 0.3 s", result.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wait_ends_at_once_when_the_pipeline_is_stopped()
    {
        string model = Service.Add("retail");
        Service.Data.Lock(model, int.MaxValue);
        Folder.Write("notes.txt", "one\n"u8.ToArray());
        Connect();
        using System.Management.Automation.PowerShell shell = Shell.Create("Add-SttCorpus retail notes.txt -Wait");

        Task run = shell.InvokeAsync();
        while (!Service.Requests.Any(r => r.StartsWith("POST", StringComparison.Ordinal))) await Task.Delay(10);
        await shell.StopAsync(null, null).WaitAsync(TimeSpan.FromSeconds(10));

        await Assert.ThrowsAnyAsync<Exception>(() => run);
        Assert.Equal(System.Management.Automation.PSInvocationState.Stopped, shell.InvocationStateInfo.State);
    }

    [Fact]
    public void An_existing_name_is_an_error_that_names_force()
    {
        string model = Service.Add("retail");
        Service.Data.AddCorpus(model, "notes");
        Folder.Write("notes.txt", "one\n"u8.ToArray());
        Connect();

        Result result = Shell.Run("Add-SttCorpus retail notes.txt");

        Assert.Equal("NameTaken", result.ErrorId);
        Assert.Contains("-Force", result.Error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Shell.Get("Add-SttCorpus retail notes.txt -Force");
    }

    [Fact]
    public void What_can_not_be_a_corpus_is_refused_before_anything_is_sent()
    {
        string id = Service.Add("retail");
        Service.Add("noise", acoustic: true);
        Folder.Write("empty.txt", []);
        Folder.Write("utf16.txt", [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("text")]);
        Folder.Write("user.txt", "one\n"u8.ToArray());
        Folder.Write("good.txt", "one\n"u8.ToArray());
        Connect();

        Assert.Equal("EmptyFile", Shell.Run("Add-SttCorpus retail empty.txt").ErrorId);
        Assert.Equal("NotUtf8", Shell.Run("Add-SttCorpus retail utf16.txt").ErrorId);
        Assert.Equal("InvalidName", Shell.Run("Add-SttCorpus retail user.txt").ErrorId);
        Assert.Equal("InvalidName", Shell.Run("Add-SttCorpus retail good.txt -Name ('x' * 200)").ErrorId);
        Assert.Equal("InvalidName", Shell.Run("Add-SttCorpus retail good.txt -Name '..'").ErrorId);
        Assert.Equal("PathNotFound", Shell.Run("Add-SttCorpus retail nothing.txt").ErrorId);
        Assert.Equal("CustomModelNotFound", Shell.Run("Add-SttCorpus nope good.txt").ErrorId);
        Assert.Equal("CustomModelNotFound", Shell.Run("Add-SttCorpus noise good.txt").ErrorId);
        Assert.Equal("WrongModelType",
            Shell.Run("Get-SttCustomModel noise | Add-SttCorpus -Path good.txt").ErrorId);
        Shell.Get("Add-SttCorpus $args[0] good.txt -WhatIf", id);
        Assert.Equal(0, Service.Changes);
    }

    [Fact]
    public void Two_files_of_one_name_do_not_overwrite_each_other()
    {
        Service.Add("retail");
        Directory.CreateDirectory(Folder["one"]);
        Directory.CreateDirectory(Folder["two"]);
        Folder.Write("one/notes.txt", "one\n"u8.ToArray());
        Folder.Write("two/notes.txt", "two\n"u8.ToArray());
        Connect();

        Result result = Shell.Run("Add-SttCorpus retail */notes.txt -Force");

        Assert.Equal("NameTaken", result.ErrorId);
        Assert.Equal("one\n", Assert.Single(Service.Data.Added).Body);
    }

    [Fact]
    public void Corpora_are_listed_and_found_by_wildcards_in_several_models()
    {
        string retail = Service.Add("retail");
        string clinic = Service.Add("clinic");
        Service.Data.AddCorpus(retail, "notes");
        Service.Data.AddCorpus(retail, "bad", "undetermined", "Analysis of corpus 'bad' failed.");
        Service.Data.AddCorpus(clinic, "notes");
        Service.Data.AddCorpus(clinic, "odd", "resting");
        Connect();

        Assert.Equal(["bad", "notes"], Shell.Get("Get-SttCorpus retail").Select(c => c.Text("Name")));
        Assert.Equal(["notes", "notes"], Shell.Get("Get-SttCorpus * N*").Select(c => c.Text("Name")));
        Assert.Equal(["notes", "notes"],
            Shell.Get("Get-SttCustomModel | Get-SttCorpus -Name notes").Select(c => c.Text("Name")));
        object? bad = Shell.Get("Get-SttCorpus retail bad").Single();
        Assert.Equal("Undetermined", bad.Text("Status"));
        Assert.Equal("Analysis of corpus 'bad' failed.", bad.Text("Error"));
        object? odd = Shell.Get("Get-SttCorpus clinic odd").Single();
        Assert.Equal(("Unknown", "resting"), (odd.Text("Status"), odd.Text("StatusText")));
        Result missing = Shell.Run("Get-SttCorpus retail nope, notes");
        Assert.Equal("CorpusNotFound", missing.ErrorId);
        Assert.Equal("notes", Assert.Single(missing.Output).Text("Name"));
    }

    [Fact]
    public void What_get_emits_pipes_back_into_get_and_remove()
    {
        string retail = Service.Add("retail");
        Service.Data.AddCorpus(retail, "notes");
        Service.Data.AddCorpus(retail, "other");
        Connect();

        Assert.Equal(["notes", "other"],
            Shell.Get("Get-SttCorpus retail | Get-SttCorpus").Select(c => c.Text("Name")));
        Shell.Get("Get-SttCorpus retail | Remove-SttCorpus -WhatIf");
        Assert.Equal(0, Service.Changes);
        Assert.Equal("notes",
            Shell.Get("Get-SttCorpus retail notes | Remove-SttCorpus -PassThru").Single().Text("Name"));
        Assert.Empty(Shell.Get("Remove-SttCorpus retail o*"));
        Assert.Empty(Shell.Get("Get-SttCorpus retail"));
        Assert.Equal("CorpusNotFound", Shell.Run("Remove-SttCorpus retail notes").ErrorId);
        Assert.Equal("ModelNeeded", Shell.Run("Get-SttCorpus").ErrorId);
        Assert.Equal("NameNeeded", Shell.Run("Remove-SttCorpus retail").ErrorId);
        Assert.Equal("NameNeeded", Shell.Run("Remove-SttWord retail").ErrorId);
        Assert.Empty(Shell.Get("@() | Get-SttCorpus"));
        Assert.Empty(Shell.Get("[pscustomobject]@{ ModelId = $args[0] } | Get-SttCorpus -Name x*", retail));
    }

    [Fact]
    public void Corpora_grammars_and_words_have_views()
    {
        string retail = Service.Add("retail");
        Service.Data.AddCorpus(retail, "bad", "undetermined", "It failed.");
        Service.Data.AddWord(retail,
            """{"word":"T4","sounds_like":["t 4","tee 4"],"count":3,"source":["notes","user"],"error":"""
            + """[{"t 4":"No numbers."}]}""");
        Connect();

        Assert.Matches(@"bad\s+Undetermined\s+812\s+37 It failed\.", Shell.Show("Get-SttCorpus retail"));
        Assert.Matches(@"T4\s+3\s+t 4 \| tee 4\s+notes, user\s+t 4: No numbers\.", Shell.Show("Get-SttWord retail"));
    }
}
