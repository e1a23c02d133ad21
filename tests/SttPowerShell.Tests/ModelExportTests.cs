using System.Globalization;
using System.Management.Automation;
using System.Text;
using System.Text.Json.Nodes;
using SttPowerShell.Tests.Support;

namespace SttPowerShell.Tests;

public sealed class ModelExportTests : ServiceTest
{
    private const string Notes = "we need a CardioMap\n";
    private const string Cards = "#ABNF 1.0 UTF-8;\nlanguage en-US;\nroot $card;\n$card = ace | king;\n";

    [Fact]
    public void A_file_has_what_the_service_gives_back_and_the_files_of_corpora_and_grammars()
    {
        string id = AddRetail();
        WriteSources();
        Connect();

        Result result = Shell.Run("Export-SttCustomModel retail bak -SourcePath sources");

        Assert.Empty(result.Errors);
        Assert.Empty(result.Warnings);
        object? file = Assert.Single(result.Output);
        string path = Folder[Path.Combine("bak", "retail.sttmodel")];
        Assert.Equal(
            [path, "retail", id, "Language", "en-US_BroadbandModel", "True", "2", "1", "1", "0",
                new FileInfo(path).Length.ToString(CultureInfo.InvariantCulture), $"{Service.Uri}/"],
            ((string[])["Path", "Name", "ModelId", "Type", "BaseModel", "IsComplete", "Words", "Corpora", "Grammars",
                "Audio", "Length", "Service"]).Select(file.Text));
        JsonNode manifest = ModelFile.Manifest(path);
        Assert.Equal(id, (string)manifest["model"]!["customization_id"]!);
        Assert.Equal("0.1.0", (string)manifest["module_version"]!);
        Assert.Equal(1, (int)manifest["format_version"]!);
        Assert.Equal(16000, (int)manifest["base_model_rate"]!);
        Assert.Equal("analyzed", (string)manifest["corpora"]![0]!["status"]!);
        Assert.InRange((DateTimeOffset)manifest["created"]!, DateTimeOffset.UtcNow.AddMinutes(-10), DateTimeOffset.UtcNow);
        Assert.Empty(manifest["missing"]!.AsArray());
        JsonNode corpus = manifest["contents"]!.AsArray().Single(c => (string)c!["kind"]! == "corpus")!;
        Assert.Equal(Notes, Encoding.UTF8.GetString(ModelFile.Entry(path, (string)corpus["path"]!)));
        JsonNode words = JsonNode.Parse(ModelFile.Entry(path, "words.json"))!;
        Assert.Equal("""["cardio map"]""", words["words"]![0]!["sounds_like"]!.ToJsonString());
        Assert.Equal("""["notes"]""", words["words"]![1]!["source"]!.ToJsonString());
    }

    [Fact]
    public void The_manifest_has_the_hash_of_each_entry_and_stands_beside_its_own()
    {
        AddRetail();
        WriteSources();
        Connect();
        string path = Shell.Get("Export-SttCustomModel retail -SourcePath sources").Single().Text("Path");

        JsonArray contents = ModelFile.Manifest(path)["contents"]!.AsArray();

        Assert.All(contents, c => Assert.Equal(
            (string)c!["sha256"]!, ModelFile.Sha256(ModelFile.Entry(path, (string)c["path"]!))));
        Assert.All(contents, c => Assert.Equal(
            (long)c!["size"]!, ModelFile.Entry(path, (string)c["path"]!).Length));
        Assert.Equal(ModelFile.Entries(path).Order(), contents.Select(c => (string)c!["path"]!)
            .Concat(["manifest.json", "manifest.json.sha256"]).Order());
        Assert.Equal($"{ModelFile.Sha256(ModelFile.Entry(path, "manifest.json"))}  manifest.json\n",
            Encoding.ASCII.GetString(ModelFile.Entry(path, "manifest.json.sha256")));
    }

    [Fact]
    public void What_the_service_does_not_give_back_is_said_three_times_and_not_guessed()
    {
        string id = AddRetail();
        Service.Data.AddCorpus(id, "tickets");
        Directory.CreateDirectory(Folder["other"]);
        Directory.CreateDirectory(Folder["sources"]);
        Folder.Write("sources/notes.txt", Encoding.UTF8.GetBytes(Notes));
        Folder.Write("other/notes.txt", Encoding.UTF8.GetBytes("not at all"));
        Connect();

        Result result = Shell.Run("Export-SttCustomModel retail -SourcePath sources, other");

        object?[] missing = [.. ((IEnumerable<object>)result.Output.Single().Property("Missing")!)];
        Assert.Equal(["corpus 'notes'", "corpus 'tickets'", "grammar 'cards'"], missing.Select(m => $"{m}"));
        Assert.StartsWith("several files are named 'notes'", missing[0].Text("Reason"), StringComparison.Ordinal);
        Assert.Equal("there is no file of that name", missing[1].Text("Reason"));
        Assert.Equal(false, result.Output.Single().Property("IsComplete"));
        string warning = Assert.Single(result.Warnings);
        Assert.All(missing, m => Assert.Contains($"{m}", warning, StringComparison.Ordinal));
        Assert.Equal(["notes", "tickets", "cards"],
            ModelFile.Manifest(result.Output.Single().Text("Path"))["missing"]!.AsArray().Select(m => (string)m!["name"]!));
        Assert.Empty(result.Errors);
    }

    [Fact]
    public void A_corpus_is_text_and_a_grammar_beside_it_is_not_taken_for_it()
    {
        string id = Service.Add("retail");
        Service.Data.AddCorpus(id, "cards");
        Folder.Write("cards.txt", Encoding.UTF8.GetBytes(Notes));
        Folder.Write("cards.gram", Encoding.UTF8.GetBytes(Cards));
        Folder.Write("cards.wav", Recording.Wave());
        Connect();

        string path = Shell.Get("Export-SttCustomModel retail -SourcePath *.*").Single().Text("Path");

        Assert.Equal("cards.txt", (string)ModelFile.Manifest(path)["contents"]![1]!["file"]!);
    }

    [Fact]
    public void Audio_is_taken_as_it_would_be_sent()
    {
        string id = Service.Add("voices", acoustic: true);
        foreach (string name in (string[])["call", "may", "raw", "short", "gone"]) Service.AudioData.Add(id, name);
        Service.AudioData.Outcomes["call"] = """
            {"duration":2,"details":{"codec":"pcm_s16le","type":"audio","frequency":16000},"status":"ok"}
            """;
        Service.AudioData.Add(id, "call");
        Folder.Write("call.wav", Recording.Wave(2));
        Folder.Write("short.wav", Recording.Wave(2));
        Folder.Write("may.zip", [.. "PK"u8, 3, 4, .. new byte[200]]);
        Folder.Write("raw.l16", new byte[3200]);
        Connect();

        Result without = Shell.Run("Export-SttCustomModel voices -SourcePath *.*");
        Result with = Shell.Run(
            "Export-SttCustomModel voices -SourcePath *.* -ContentType 'audio/l16;rate=16000' "
            + "-ContainedContentType audio/basic -Force");

        Assert.Equal(
            ["gone: there is no file of that name",
                "raw: raw.l16 is raw audio, which doesn't tell its sampling rate; -ContentType does",
                "short: short.wav can't be it: it has 2 s, and the model's has 95 s"],
            ((IEnumerable<object>)without.Output.Single().Property("Missing")!)
                .Select(m => $"{m.Text("Name")}: {m.Text("Reason")}").Order());
        Assert.Equal("3", with.Output.Single().Text("Audio"));
        JsonArray contents = ModelFile.Manifest(with.Output.Single().Text("Path"))["contents"]!.AsArray();
        Assert.Equal(
            [("call", "audio/wav", null), ("may", "application/zip", "audio/basic"), ("raw", "audio/l16;rate=16000", null)],
            contents.Select(c => ((string)c!["name"]!, (string)c["content_type"]!, (string?)c["contained_content_type"])));
    }

    [Fact]
    public void Several_models_get_a_file_each_whatever_their_names()
    {
        Service.Add("twin");
        string second = Service.Add("twin", acoustic: true);
        Service.Add("a/b: \"c\"?");
        Service.Add("..");
        Connect();

        Shell.Get("Get-SttCustomModel | Export-SttCustomModel -Path bak");

        Assert.Equal(["a_b_ _c__.sttmodel", "model.sttmodel", $"twin-{second}.sttmodel", "twin.sttmodel"],
            Directory.GetFiles(Folder["bak"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_file_is_replaced_only_if_that_is_wanted()
    {
        Service.Add("retail");
        Service.Add("clinic");
        Connect();
        Shell.Get("Export-SttCustomModel retail one.sttmodel");
        byte[] first = File.ReadAllBytes(Folder["one.sttmodel"]);

        Result refused = Shell.Run("Export-SttCustomModel clinic one.sttmodel");
        Assert.Equal("FileExists", refused.ErrorId);
        Assert.Equal(first, File.ReadAllBytes(Folder["one.sttmodel"]));
        Result both = Shell.Run("Export-SttCustomModel retail, clinic one.sttmodel -Force");

        Assert.Equal("FileExists", both.ErrorId);
        Assert.Contains("Give a directory", both.Error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal("retail", (string)ModelFile.Manifest(Folder["one.sttmodel"])["model"]!["name"]!);
    }

    [Theory]
    [InlineData("GET /v1/customizations/ID/words", 500, "{}")]
    [InlineData("GET /v1/customizations/ID/words", 200, """{"words":[{"word":"a"},{"wo""")]
    [InlineData("GET /v1/customizations/ID/corpora", 503, "<html>")]
    public void A_failure_leaves_no_file_and_the_old_one_as_it_was(string route, int status, string body)
    {
        string id = AddRetail();
        Connect();
        Shell.Run("Export-SttCustomModel retail bak");
        byte[] before = File.ReadAllBytes(Folder["bak/retail.sttmodel"]);
        Service.Fail(route.Replace("ID", id, StringComparison.Ordinal), status, body);

        Result result = Shell.Run("Export-SttCustomModel retail bak -Force; Export-SttCustomModel retail new");

        Assert.Equal(2, result.Errors.Length);
        Assert.Empty(result.Output);
        Assert.Equal(before, File.ReadAllBytes(Folder["bak/retail.sttmodel"]));
        Assert.Single(Directory.GetFiles(Folder["bak"]));
        Assert.False(Directory.Exists(Folder["new"]) && Directory.GetFiles(Folder["new"]).Length > 0);
    }

    [Fact]
    public void A_model_in_work_or_changed_meanwhile_is_not_exported()
    {
        string busy = Service.Add("busy", status: "pending");
        Service.Data.AddCorpus(busy, "notes", "being_processed");
        string changed = Service.Add("changed");
        Service.Statuses[changed] = new(["available", "ready"]);
        Connect();

        Result result = Shell.Run("Export-SttCustomModel busy, changed");

        Assert.Equal(["ModelBusy", "ModelBusy"], result.Errors.Select(e => e.FullyQualifiedErrorId.Split(',')[0]));
        Assert.Contains("is analysing its corpus 'notes'", result.Errors[0].ToString(), StringComparison.Ordinal);
        Assert.Contains("was changed while it was read", result.Errors[1].ToString(), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Folder.Path));
    }

    [Fact]
    public async Task Ctrl_C_leaves_nothing_behind()
    {
        string id = AddRetail();
        TaskCompletionSource asked = new();
        Service.Answers[$"GET /v1/customizations/{id}/words"] = async http =>
        {
            asked.SetResult();
            await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        };
        Connect();
        using PowerShell shell = Shell.Create("Export-SttCustomModel retail");
        Task run = shell.InvokeAsync();
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(30));

        await shell.StopAsync(null, null).WaitAsync(TimeSpan.FromSeconds(30));

        await Assert.ThrowsAnyAsync<Exception>(() => run);
        Assert.Empty(Directory.GetFiles(Folder.Path));
    }

    [Fact]
    public void WhatIf_asks_for_no_content_and_writes_nothing()
    {
        AddRetail();
        Connect();

        Assert.Empty(Shell.Get("Get-SttCustomModel | Export-SttCustomModel -Path bak -WhatIf"));

        Assert.Contains("Export the custom language model 'retail'", Shell.Host.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Service.Requests, r => r.Contains("words", StringComparison.Ordinal));
        Assert.Empty(Directory.GetFileSystemEntries(Folder.Path));
    }

    [Fact]
    public void The_view_shows_counts_and_the_file()
    {
        AddRetail();
        Connect();

        string shown = Shell.Show("Export-SttCustomModel retail -WarningAction Ignore");
        string missing = Shell.Show("(Export-SttCustomModel retail -WarningAction Ignore -Force).Missing");

        Assert.Matches(@"File\s+Type\s+Words\s+Corpora\s+Grammars\s+Audio\s+Missing", shown);
        Assert.Matches(@"retail\.sttmodel\s+Language\s+2\s+0\s+0\s+0\s+2", shown);
        Assert.Matches(@"corpus\s+notes\s+there is no file of that name", missing);
    }

    private string AddRetail()
    {
        string id = Service.Add("retail");
        Service.Data.AddCorpus(id, "notes");
        Service.Data.AddResource(id, "grammars", "cards");
        Service.Data.AddWord(id, """
            {"word":"CardioMap","sounds_like":["cardio map"],"display_as":"CardioMap™","count":3,"source":["notes","user"]}
            """);
        Service.Data.AddWord(id, """{"word":"Zeus","sounds_like":["zoos"],"display_as":"Zeus","count":1,"source":["notes"]}""");
        return id;
    }

    private void WriteSources()
    {
        Directory.CreateDirectory(Folder["sources"]);
        Folder.Write("sources/notes.txt", Encoding.UTF8.GetBytes(Notes));
        Folder.Write("sources/cards.gram", Encoding.UTF8.GetBytes(Cards));
    }
}
