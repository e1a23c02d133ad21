using System.Collections.Concurrent;
using System.Management.Automation;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using SttPowerShell.Tests.Support;

namespace SttPowerShell.Tests;

public sealed class BulkTests : BulkTest
{
    [Fact]
    public void Each_recording_is_written_in_each_format_and_a_summary_tells_of_all()
    {
        Write("a.wav", "b.wav", "c.wav");
        Connect();

        Result result = Bulk("-Format json, txt, srt, vtt, csv, tsv, ctm");

        Assert.Empty(result.Errors);
        Assert.Empty(result.Warnings);
        object? summary = Assert.Single(result.Output);
        Assert.Equal("3 3 0 0 0", Numbers(summary));
        Assert.Equal("3 completed, 0 skipped, 0 failed", summary!.ToString());
        Assert.Equal(1.5, (double)summary.Property("AudioSeconds")!, 6);
        Assert.Equal(Folder["out"], summary.Text("OutputDirectory"));
        Assert.Equal(3, Sent);
        Assert.Equal(
            from name in (string[])["a", "b", "c"]
            from extension in (string[])["csv", "ctm", "json", "srt", "tsv", "txt", "vtt"]
            select $"{name}.{extension}", Outputs);
        Assert.Equal("open the door\n", File.ReadAllText(Folder["out/b.txt"]));
        Assert.Contains("00:00:00,100 --> ", File.ReadAllText(Folder["out/b.srt"]), StringComparison.Ordinal);
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(Folder["out/c.json"]));
        Assert.Equal(Folder["c.wav"], json.RootElement.GetProperty("Path").GetString());
    }

    [Fact]
    public void Subtitles_ask_for_the_times_of_words()
    {
        Write("a.wav");
        Connect();

        Bulk();
        Assert.Equal("POST /v1/recognize?model=en-US_BroadbandModel", Service.Requests.Last());
        Bulk("-Format srt -SmartFormatting");
        Assert.Equal("POST /v1/recognize?model=en-US_BroadbandModel&timestamps=true&smart_formatting=true",
            Service.Requests.Last());
    }

    [Fact]
    public void Results_of_recordings_come_when_they_are_wanted_and_the_summary_last()
    {
        Write("a.wav", "b.wav");
        Connect();

        object?[] output = Bulk("-PassThru -ThrottleLimit 1 -Format txt, json").Output;

        Assert.Equal(["SttBulkResult", "SttBulkResult", "SttBulkSummary"], output.Select(o => o!.GetType().Name));
        Assert.Equal($"{Folder["a.wav"]}: Completed", output[0]!.ToString());
        Assert.Equal([Folder["out/a.txt"], Folder["out/a.json"]],
            (IEnumerable<string>)output[0].Property("OutputPath")!);
        Assert.Equal(0.5, output[0].Property("Duration"));
        Assert.True((double)output[1].Property("Elapsed")! > 0);
    }

    [Fact]
    public void Recordings_of_the_same_name_get_numbers_in_their_order_and_a_warning()
    {
        Write("1/call.wav", "2/CALL.wav", "3/call.wav");
        Connect();

        Result result = Bulk();

        Assert.Equal(["CALL-2.json", "call-3.json", "call.json"], Outputs);
        Assert.Contains(result.Warnings, w => w.EndsWith($"'{Folder["3/call.wav"]}' is named call-3.",
            StringComparison.Ordinal));
        Assert.Equal(2, result.Warnings.Length);
    }

    [Fact]
    public void A_path_that_comes_twice_is_taken_once()
    {
        Write("a.wav");
        Connect();

        Assert.Equal("1 1 0 0 0", Numbers(Shell.Get("'a.wav', './a.wav' | Invoke-SttBulkRecognition").Single()));
        Assert.Equal(1, Sent);
    }

    [Fact]
    public void What_fails_is_an_error_of_its_own_behind_the_summary_and_the_others_go_on()
    {
        Write("a.wav", "b.wav");
        Folder.Write("short.wav", new byte[15]);
        Directory.CreateDirectory(Folder["folder"]);
        Connect();

        Result result = Shell.Run("""
            $summary = 'missing.wav', 'a.wav', 'folder', 'short.wav', [IO.MemoryStream]::new(200), 'b.wav' |
                Invoke-SttBulkRecognition -OutputDirectory out
            $?; $summary
            """);

        Assert.Equal(false, result.Output[0]);
        Assert.Equal("6 2 0 4 0", Numbers(result.Output[1]));
        Assert.Equal(["AudioTooShort", "FileNeeded", "PathIsDirectory", "PathNotFound"],
            result.Errors.Select(e => e.FullyQualifiedErrorId.Split(',')[0]).Order());
        object[] told = [.. (IEnumerable<object>)result.Output[1].Property("Errors")!];
        Assert.Contains(told, e => e.Text("Path") == "missing.wav" && e.Text("ErrorId") == "PathNotFound");
        Assert.Equal(["a.json", "b.json"], Outputs);
    }

    [Fact]
    public void With_Stop_all_are_tried_before_the_first_error_ends_the_script()
    {
        Write("a.wav", "b.wav", "c.wav");
        File.WriteAllBytes(Folder["a.wav"], new byte[50]);
        Connect();

        Result result = Bulk("-ErrorAction Stop -ThrottleLimit 1");

        ActionPreferenceStopException thrown = Assert.IsType<ActionPreferenceStopException>(result.Thrown);
        Assert.StartsWith("AudioTooShort", thrown.ErrorRecord.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(["b.json", "c.json"], Outputs);
    }

    [Fact]
    public void The_run_ends_after_the_most_errors_that_are_allowed()
    {
        Write("a.wav", "b.wav", "c.wav", "d.wav");
        Service.Fail(Recognize, 400, """{"code":400,"error":"unable to transcode data stream"}""");
        Connect();

        Result result = Bulk("-MaxErrors 2 -ThrottleLimit 1 -PassThru");

        Assert.Equal("4 0 0 2 2", Numbers(result.Output[^1]));
        Assert.Equal(["AudioRefused", "AudioRefused", "BulkEnded"],
            result.Errors.Select(e => e.FullyQualifiedErrorId.Split(',')[0]));
        Assert.Contains("2 failed, 2 not tried", result.Errors[2].Exception.Message, StringComparison.Ordinal);
        Assert.Equal(2, result.Output.Count(o => o.Text("Status") == "NotTried"));
        Assert.Empty(Outputs);
    }

    [Fact]
    public void A_service_that_refuses_the_credentials_ends_the_run()
    {
        Write("a.wav", "b.wav", "c.wav");
        Service.Fail(Recognize, 401, """{"code":401,"error":"Unauthorized"}""");
        Connect();

        Result result = Bulk("-ThrottleLimit 1");

        Assert.Equal("3 0 0 1 2", Numbers(result.Output.Single()));
        Assert.Equal(["AccessDenied", "BulkEnded"], result.Errors.Select(e => e.FullyQualifiedErrorId.Split(',')[0]));
    }

    [Fact]
    public async Task As_many_as_allowed_are_recognised_at_once()
    {
        Write("a.wav", "b.wav", "c.wav", "d.wav", "e.wav");
        int now = 0;
        int most = 0;
        TaskCompletionSource three = new();
        Service.Answers[Recognize] = async http =>
        {
            int current = Interlocked.Increment(ref now);
            InterlockedMax(ref most, current);
            if (current == 3) three.TrySetResult();
            await three.Task;
            Interlocked.Decrement(ref now);
            await AnswerAsync(http);
        };
        Connect();

        Result result = await Task.Run(() => Bulk("-ThrottleLimit 3")).WaitAsync(TimeSpan.FromMinutes(1));

        Assert.Equal("5 5 0 0 0", Numbers(result.Output.Single()));
        Assert.Equal(3, most);
    }

    [Fact]
    public void There_is_a_bar_over_all_and_one_for_each_worker_and_none_stays()
    {
        Write("a.wav", "b.wav", "c.wav");
        Service.Answers[Recognize] = async http =>
        {
            await Task.Delay(600);
            await AnswerAsync(http);
        };
        Connect();

        ProgressRecord[] progress = Bulk("-ThrottleLimit 2").Progress;

        ProgressRecord[] overall = [.. progress.Where(p => p.ParentActivityId < 0)];
        ProgressRecord[] workers = [.. progress.Where(p => p.ParentActivityId >= 0)];
        Assert.Contains(overall, p => p.StatusDescription.Contains(" of 3", StringComparison.Ordinal));
        Assert.Equal(["Worker 1", "Worker 2"], workers.Where(w => w.RecordType == ProgressRecordType.Processing)
            .Select(w => w.Activity).Distinct().Order());
        Assert.Contains(workers, w => w.StatusDescription == "a.wav: waiting for the result");
        Assert.All(progress.GroupBy(p => p.ActivityId),
            bar => Assert.Equal(ProgressRecordType.Completed, bar.Last().RecordType));
    }

    [Fact]
    public void What_if_says_how_many_recordings_and_minutes_and_does_nothing()
    {
        Write("a.wav", "b.wav", "d.wav");
        Folder.Write("c.wav", [.. "ID3"u8, .. new byte[200]]);
        Directory.CreateDirectory(Folder["out"]);
        File.WriteAllText(Folder["out/d.json"], "{}");
        Connect();
        Service.Requests.Clear();

        string shown = Shell.Show("'a.wav', 'b.wav', 'c.wav', 'd.wav' | Invoke-SttBulkRecognition -OutputDirectory out "
            + "-SkipExisting -Journal new/run.journal -WhatIf");

        Assert.Contains("Recognise 3 recordings, 0.0 minutes of audio, and 1 of a length that their headers don't tell"
            + "; 1 more are finished already", shown.ReplaceLineEndings(""), StringComparison.Ordinal);
        Assert.Empty(Service.Requests);
        Assert.Equal(["d.json"], Outputs);
        Assert.False(Directory.Exists(Folder["new"]));
    }

    [Fact]
    public void Recordings_whose_files_all_exist_are_left_out_if_that_is_wanted()
    {
        Write("a.wav", "b.wav");
        Directory.CreateDirectory(Folder["out"]);
        foreach (string name in (string[])["a.json", "a.txt", "b.txt"]) File.WriteAllText(Folder[$"out/{name}"], "old");
        Connect();

        Assert.Equal("2 1 1 0 0", Numbers(Bulk("-Format json, txt -SkipExisting").Output.Single()));
        Assert.Equal("old", File.ReadAllText(Folder["out/a.txt"]));
        Assert.Equal("open the door\n", File.ReadAllText(Folder["out/b.txt"]));
        Assert.Equal("2 2 0 0 0", Numbers(Bulk("-Format json, txt").Output.Single()));
        Assert.Equal("open the door\n", File.ReadAllText(Folder["out/a.txt"]));
    }

    [Fact]
    public void Nothing_in_the_pipeline_gives_a_summary_of_nothing()
    {
        Connect();

        Assert.Equal("0 0 0 0 0", Numbers(Shell.Get("@() | Invoke-SttBulkRecognition").Single()));
        Assert.Equal("NoAudio", Shell.Run("Invoke-SttBulkRecognition").ErrorId);
    }

    [Fact]
    public void The_reference_of_each_row_is_in_its_file()
    {
        Write("a.wav", "b.wav");
        Connect();

        Shell.Get("[pscustomobject]@{ Path = 'a.wav'; Reference = 'A' }, [pscustomobject]@{ Path = 'b.wav' } | "
            + "Invoke-SttBulkRecognition -OutputDirectory out");

        Assert.Contains("\"Reference\": \"A\"", File.ReadAllText(Folder["out/a.json"]), StringComparison.Ordinal);
        Assert.Contains("\"Reference\": null", File.ReadAllText(Folder["out/b.json"]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_token_script_supplies_tokens_to_workers()
    {
        Write("a.wav", "b.wav", "c.wav");
        ConcurrentBag<string> tokens = [];
        Service.Answers["GET /v1/models"] = http => http.Response.WriteAsync("""{"models":[]}""");
        Service.Answers[Recognize] = async http =>
        {
            tokens.Add(http.Request.Headers.Authorization.ToString());
            if (http.Request.Headers.Authorization != "Bearer t1") await AnswerAsync(http);
            else
            {
                http.Response.StatusCode = 401;
                await http.Response.WriteAsync("""{"code":401,"error":"Unauthorized"}""");
            }
        };
        Shell.Get("$global:n = 0; $null = Connect-SttService $args[0] -TokenScript { $global:n++; \"t$global:n\" }",
            Service.Uri);

        Result result = Bulk("-ThrottleLimit 2 -BaseModel x");

        Assert.Empty(result.Errors);
        Assert.Equal("3 3 0 0 0", Numbers(result.Output.Single()));
        Assert.Contains("Bearer t2", tokens);
    }

    [Fact]
    public void A_job_does_it_and_what_is_wrong_with_the_input_is_told_at_once()
    {
        Write("a.wav", "b.wav");
        Connect();

        Result started = Shell.Run("$job = Invoke-SttBulkRecognition missing.wav, *.wav -OutputDirectory out -AsJob");
        Assert.Equal("PathNotFound", started.ErrorId);
        Result received = Shell.Run("Receive-Job $job -Wait; $job.State.ToString(); Remove-Job $job");

        Assert.Equal("3 2 0 1 0", Numbers(received.Output[0]));
        Assert.Equal("Completed", received.Output[1]);
        Assert.Empty(received.Errors);
        Assert.Equal(["a.json", "b.json"], Outputs);
    }

    [Fact]
    public async Task Stopping_cancels_what_is_under_way_and_frees_the_journal()
    {
        Write("a.wav", "b.wav");
        TaskCompletionSource asked = new();
        TaskCompletionSource aborted = new();
        Service.Answers[Recognize] = async http =>
        {
            http.RequestAborted.Register(() => aborted.TrySetResult());
            asked.TrySetResult();
            await aborted.Task;
        };
        Connect();
        using PowerShell shell = Shell.Create(
            "Invoke-SttBulkRecognition *.wav -OutputDirectory out -Journal run.journal");
        Task run = shell.InvokeAsync();
        await asked.Task;

        await shell.StopAsync(null, null).WaitAsync(TimeSpan.FromSeconds(30));
        await aborted.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await Assert.ThrowsAsync<PipelineStoppedException>(() => run);

        Service.Answers[Recognize] = AnswerAsync;
        Assert.Equal("2 2 0 0 0", Numbers(Bulk("-Journal run.journal").Output.Single()));
        Assert.Equal(["a.json", "b.json"], Outputs);
    }

    [Fact]
    public void Summary_and_results_are_shown_in_columns()
    {
        Write("a.wav");
        Connect();

        string shown = Shell.Show("Invoke-SttBulkRecognition a.wav, missing.wav -OutputDirectory out -PassThru "
            + "-ErrorAction SilentlyContinue");

        Assert.Matches(@"(?m)^Completed +\d+\.\d .*a\.wav", shown);
        Assert.Matches(@"(?m)^Failed +missing\.wav +There is no file", shown);

        shown = Shell.Show("Invoke-SttBulkRecognition a.wav, missing.wav -OutputDirectory out "
            + "-ErrorAction SilentlyContinue");
        Assert.Matches(@"Files +Completed +Skipped +Failed +NotTried +AudioSeconds +Elapsed +OutputDirectory", shown);
        Assert.Matches(@"(?m)^ +2 +1 +0 +1 +0 +0\.5 ", shown);
    }

    private static void InterlockedMax(ref int most, int value)
    {
        int before;
        while ((before = Volatile.Read(ref most)) < value) Interlocked.CompareExchange(ref most, value, before);
    }
}
