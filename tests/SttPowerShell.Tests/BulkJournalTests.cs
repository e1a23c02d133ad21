using System.Text;
using System.Text.Json.Nodes;
using SttPowerShell.Tests.Support;

namespace SttPowerShell.Tests;

/// <summary>The journal of bulk runs: only what isn't finished is done again.</summary>
public sealed class BulkJournalTests : BulkTest
{
    private string Journal => Folder["run.journal"];

    private string[] Lines => File.ReadAllLines(Journal);

    [Fact]
    public void What_is_finished_is_neither_sent_again_nor_written_again()
    {
        Write("a.wav", "b.wav");
        Connect();
        Assert.Equal("2 2 0 0 0", Run());
        File.WriteAllText(Folder["out/a.json"], "corrected by hand");
        Write("c.wav");

        Assert.Equal("3 1 2 0 0", Run());

        Assert.Equal(3, Sent);
        Assert.Equal("corrected by hand", File.ReadAllText(Folder["out/a.json"]));
        Assert.Equal(["a.json", "b.json", "c.json"], Outputs);
        Assert.Equal(4, Lines.Length);
    }

    [Fact]
    public void A_changed_recording_is_recognised_again_and_a_touched_one_is_not()
    {
        Write("a.wav", "b.wav");
        Connect();
        Run();
        Write("a.wav");
        File.SetLastWriteTimeUtc(Folder["b.wav"], DateTime.UtcNow.AddHours(1));

        Assert.Equal("2 1 1 0 0", Run());
        Assert.Equal(3, Sent);
        Assert.Equal("2 0 2 0 0", Run());
        Assert.Equal(6 - 1, Lines.Length);
    }

    [Theory]
    [InlineData("-SmartFormatting")]
    [InlineData("-BaseModel en-US_Telephony")]
    [InlineData("-ContentType audio/wav")]
    [InlineData("-Format txt")]
    [InlineData("-Format json, txt")]
    [InlineData("-Reference said")]
    [InlineData("-LanguageModel words")]
    public void Other_parameters_recognise_again(string parameters)
    {
        Service.Add("words");
        Write("a.wav");
        Connect();
        Run();

        Assert.Equal("1 1 0 0 0", Run(parameters));
        Assert.Equal("1 0 1 0 0", Run(parameters));
        Assert.Equal(2, Sent);
    }

    [Fact]
    public void Fewer_formats_are_there_already_and_deleted_files_are_made_again()
    {
        Write("a.wav", "b.wav");
        Connect();
        Run("-Format json, txt");

        Assert.Equal("2 0 2 0 0", Run("-Format txt"));
        File.Delete(Folder["out/a.txt"]);
        Assert.Equal("2 1 1 0 0", Run("-Format json, txt"));
        Assert.Equal(["a.json", "a.txt", "b.json", "b.txt"], Outputs);
    }

    [Fact]
    public void A_torn_last_line_is_as_if_it_were_not_there()
    {
        Write("a.wav", "b.wav");
        Connect();
        Run("-ThrottleLimit 1");
        byte[] whole = File.ReadAllBytes(Journal);

        File.WriteAllBytes(Journal, whole[..^20]);
        Assert.Equal("2 1 1 0 0", Run());
        Assert.Equal(3, Lines.Length);

        File.WriteAllBytes(Journal, [.. whole, .. new byte[30]]);
        Assert.Equal("2 0 2 0 0", Run());
        Assert.Equal(whole, File.ReadAllBytes(Journal));

        foreach (int length in (int[])[15, 80, Lines[0].Length])
        {
            File.WriteAllBytes(Journal, whole[..length]);
            Assert.Empty(Bulk("-Journal run.journal -WhatIf").Errors);
            Assert.Equal("2 2 0 0 0", Run());
            Assert.Equal(3, Lines.Length);
        }
    }

    [Fact]
    public void A_line_that_can_not_be_read_is_told_and_its_recording_done_again()
    {
        Write("a.wav", "b.wav");
        Connect();
        Run("-ThrottleLimit 1");
        string[] lines = Lines;
        string damaged = lines[1].Replace("path", "pfad", StringComparison.Ordinal);
        File.WriteAllText(Journal, $"{lines[0]}\n{damaged}\n{lines[2]}\n");

        Result result = Bulk("-Journal run.journal");

        Assert.Equal("2 1 1 0 0", Numbers(result.Output.Single()));
        Assert.Equal("Lines of the journal that can't be read: 1.", Assert.Single(result.Warnings));
    }

    [Fact]
    public async Task A_journal_is_for_one_run_at_a_time()
    {
        Write("a.wav");
        TaskCompletionSource asked = new();
        TaskCompletionSource answer = new();
        Service.Answers[Recognize] = async http =>
        {
            asked.TrySetResult();
            await answer.Task;
            await AnswerAsync(http);
        };
        Connect();
        using Shell other = new();
        other.Get("$null = $ExecutionContext.SessionState.Path.SetLocation($args[0])", Folder.Path);
        Task<Result> first = Task.Run(() => Bulk("-Journal run.journal"));
        await asked.Task;

        foreach (string more in (string[])["", " -WhatIf"])
        {
            Result second = Bulk("-Journal run.journal" + more, other);
            Assert.Equal("JournalInUse", second.ErrorId);
            Assert.Contains("run.journal", second.Error.Exception.Message, StringComparison.Ordinal);
            Assert.Empty(second.Output);
        }

        answer.SetResult();
        Assert.Equal("1 1 0 0 0", Numbers((await first).Output.Single()));
        Assert.Equal(1, Sent);
    }

    [Theory]
    [InlineData("important notes")]
    [InlineData("important\nnotes\n")]
    [InlineData("important\nnotes")]
    [InlineData("{\"journal\":\"another\",\"version\":1,\"id\":\"x\"}\n")]
    [InlineData("{\"journal\":\"SttPowerShell bulk recognition\",\"version\":2,\"id\":\"x\"}\n")]
    public void A_file_that_is_no_journal_is_refused_and_left_as_it_is(string content)
    {
        Write("a.wav");
        File.WriteAllText(Journal, content);
        Connect();

        Assert.Equal("InvalidJournal", Bulk("-Journal run.journal").ErrorId);
        Assert.Equal("InvalidJournal", Bulk("-Journal run.journal -WhatIf").ErrorId);
        Assert.Equal(content, File.ReadAllText(Journal));
        Assert.Equal(0, Sent);
    }

    [Fact]
    public void A_journal_that_can_not_be_made_is_an_error_before_anything_is_sent()
    {
        Write("a.wav");
        Connect();

        Assert.Equal("JournalUnusable", Bulk("-Journal a.wav/run.journal").ErrorId);
        Assert.Equal("JournalUnusable", Bulk("-Journal .").ErrorId);
        Assert.Equal("NotAFile", Bulk("-Journal env:x").ErrorId);
        Assert.Equal(0, Sent);
    }

    [Fact]
    public void A_recording_keeps_its_name_when_others_of_that_name_come_before_it()
    {
        Write("2/call.wav");
        Connect();
        Run();
        Write("1/call.wav");

        Assert.Equal("2 1 1 0 0", Run());
        Assert.Equal("2 0 2 0 0", Run());
        Assert.Contains("/1/call.wav", File.ReadAllText(Folder["out/call-2.json"]), StringComparison.Ordinal);
    }

    [Fact]
    public void Moved_recordings_are_not_recognised_again_and_copies_are()
    {
        Write("old/a.wav", "old/b.wav");
        Connect();
        Run();
        Directory.Move(Folder["old"], Folder["new"]);

        Assert.Equal("2 0 2 0 0", Run());
        Assert.Equal("2 0 2 0 0", Run());
        Directory.CreateDirectory(Folder["copy"]);
        File.Copy(Folder["new/a.wav"], Folder["copy/a.wav"]);
        Assert.Equal("3 1 2 0 0", Run());
        Assert.Equal(["a-2.json", "a.json", "b.json"], Outputs);
        Assert.Equal("3 0 3 0 0", Run());
    }

    [Fact]
    public void Names_that_a_killed_run_did_not_come_to_give_are_given_without_the_service()
    {
        Write("a.wav", "b.wav");
        Connect();
        Run("-Format json, txt -ThrottleLimit 1");
        string text = File.ReadAllText(Folder["out/b.txt"]);
        string staging = Folder[$"out/.stt-bulk-{Id(Lines[0])}"];
        Directory.CreateDirectory(staging);
        File.Move(Folder["out/b.txt"], Path.Combine(staging, $"{Id(Lines[2])}.txt"));
        File.WriteAllText(Path.Combine(staging, "0123456789abcdef0123456789abcdef.txt"), "half a te");

        Assert.Equal("2 0 2 0 0", Run("-Format json, txt"));

        Assert.Equal(["a.json", "a.txt", "b.json", "b.txt"], Outputs);
        Assert.Equal(text, File.ReadAllText(Folder["out/b.txt"]));
        Assert.Equal(2, Sent);
    }

    [Fact]
    public void A_name_that_can_not_be_given_is_an_error_and_the_recording_done_again()
    {
        Write("a.wav");
        Directory.CreateDirectory(Folder["out/a.json/in the way"]);
        Connect();

        Result result = Bulk("-Journal run.journal");
        Assert.Equal("FileNotWritten", result.ErrorId);
        Assert.Equal(["a.json"], Outputs);
        // Should what is there have been made of an older recording, it isn't taken for this one's.
        Directory.Delete(Folder["out/a.json"], true);
        File.WriteAllText(Folder["out/a.json"], "older");
        Assert.Equal("1 1 0 0 0", Run());
        Assert.Equal("1 0 1 0 0", Run());
    }

    [Fact]
    public void A_recording_that_changes_while_it_is_recognised_is_not_finished()
    {
        Write("a.wav");
        Service.Answers[Recognize] = async http =>
        {
            await AnswerAsync(http);
            File.AppendAllText(Folder["a.wav"], "more");
        };
        Connect();

        // Whether it grows while it is looked at again, or before, is chance.
        Assert.True(Bulk("-Journal run.journal").ErrorId is "FileChanged" or "FileUnreadable");
        Assert.Empty(Outputs);
        Service.Answers[Recognize] = AnswerAsync;
        Assert.Equal("1 1 0 0 0", Run());
    }

    [Fact]
    public void What_if_counts_what_is_finished_and_leaves_the_journal_alone()
    {
        Write("a.wav", "b.wav");
        Connect();
        Run();
        Write("c.wav");
        File.AppendAllText(Journal, "torn");

        string shown = Shell.Show(
            "Invoke-SttBulkRecognition *.wav -OutputDirectory out -Journal run.journal -WhatIf").ReplaceLineEndings("");

        Assert.Contains("Recognise 1 recording, 0.0 minutes of audio; 2 more are finished already", shown,
            StringComparison.Ordinal);
        Assert.EndsWith("torn", File.ReadAllText(Journal), StringComparison.Ordinal);
        Assert.Equal(2, Sent);
    }

    [Fact]
    public void Existing_files_count_for_recordings_only_that_the_journal_does_not_know()
    {
        Write("a.wav", "b.wav");
        Connect();
        Shell.Get("Invoke-SttBulkRecognition a.wav -OutputDirectory out -Journal run.journal");
        Write("a.wav");
        File.WriteAllText(Folder["out/b.json"], "made elsewhere");

        Assert.Equal("2 1 1 0 0", Run("-SkipExisting"));
        Assert.Equal("made elsewhere", File.ReadAllText(Folder["out/b.json"]));
    }

    private string Run(string more = "")
    {
        Result result = Bulk("-Journal run.journal " + more);
        Assert.Empty(result.Errors);
        return Numbers(result.Output.Single());
    }

    private static string Id(string line) => (string)JsonNode.Parse(Encoding.UTF8.GetBytes(line))!["id"]!;
}
