using SttPowerShell.Tests.Support;

namespace SttPowerShell.Tests;

/// <summary>-AsJob: what remains of a cmdlet's work is a PowerShell job like any other.</summary>
public sealed class AsJobTests : ClockTest
{
    private const string Endless = "GET /v1/recognitions/endless";

    [Fact]
    public void The_built_in_job_cmdlets_see_it_wait_for_it_receive_from_it_and_remove_it()
    {
        Folder.Write("a.wav", Recording.Wave());
        Folder.Write("b.wav", Recording.Wave());
        Connect();

        Assert.Equal(["Invoke-SttRecognition True"], Shell.Get(
            "$job = Invoke-SttRecognition *.wav -AsJob; \"$($job.Command) $((Get-Job $job.Id) -eq $job)\""));
        Assert.Equal(["Completed"], Shell.Get("(Wait-Job $job).State.ToString()"));
        Result received = Shell.Run("Receive-Job $job");

        Assert.Equal(["a.wav", "b.wav"], received.Output.Select(t => Path.GetFileName(t.Text("Path"))));
        Assert.All(received.Output, t => Assert.Equal("open the pod bay door please", t.Text("Transcript")));
        Assert.Equal(2, received.Warnings.Length);
        Assert.Empty(Shell.Get("Remove-Job $job; Get-Job"));
    }

    [Fact]
    public void Receive_Job_can_wait_and_remove_the_job()
    {
        Folder.Write("a.wav", Recording.Wave());
        Connect();

        Result received = Shell.Run("Invoke-SttRecognition a.wav -AsJob | Receive-Job -Wait -AutoRemoveJob; Get-Job");

        Assert.Single(received.Output);
        Assert.Empty(received.Errors);
    }

    [Fact]
    public void References_belong_to_their_recordings()
    {
        Folder.Write("a.wav", Recording.Wave());
        Folder.Write("b.wav", Recording.Wave());
        Connect();

        object?[] received = Shell.Get("[pscustomobject]@{ Path = 'a.wav'; Reference = 'A' }, "
            + "[pscustomobject]@{ Path = 'b.wav'; Reference = 'B' } | Invoke-SttRecognition -AsJob | Receive-Job -Wait "
            + "-WarningAction Ignore");

        Assert.Equal(["a.wav A", "b.wav B"],
            received.Select(t => $"{Path.GetFileName(t.Text("Path"))} {t.Text("Reference")}"));
    }

    [Fact]
    public void Errors_of_items_are_in_the_jobs_stream_and_what_is_wrong_with_the_input_is_told_at_once()
    {
        Folder.Write("a.wav", Recording.Wave());
        Folder.Write("b.wav", Recording.Wave());
        Service.Fail("POST /v1/recognize", 400, """{"code":400,"error":"unable to transcode data stream"}""");
        Connect();

        Result started = Shell.Run("$job = Invoke-SttRecognition missing.wav, a.wav, b.wav -AsJob");
        Assert.Equal("PathNotFound", started.ErrorId);
        Result received = Shell.Run("Receive-Job $job -Wait");

        Assert.Equal(2, received.Errors.Length);
        Assert.All(received.Errors, e => Assert.StartsWith("AudioRefused", e.FullyQualifiedErrorId,
            StringComparison.Ordinal));
        Assert.Equal(["Completed"], Shell.Get("$job.State.ToString()"));
    }

    [Fact]
    public void An_error_that_ends_the_cmdlet_fails_the_job()
    {
        Folder.Write("a.wav", Recording.Wave());
        Service.Add("empty", status: "pending");
        Connect();

        Result received = Shell.Run("$job = Invoke-SttRecognition a.wav -LanguageModel empty -AsJob; Receive-Job $job -Wait");

        Assert.StartsWith("CustomModelNotReady", received.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(["Failed"], Shell.Get("$job.State.ToString()"));
    }

    [Fact]
    public void Without_a_session_there_is_no_job()
    {
        Folder.Write("a.wav", Recording.Wave());

        Result result = Shell.Run("Invoke-SttRecognition a.wav -AsJob");

        Assert.Empty(result.Output);
        Assert.Equal("NotConnected", result.ErrorId);
    }

    [Fact]
    public void The_current_session_goes_with_the_job()
    {
        Folder.Write("a.wav", Recording.Wave());
        Connect("-Name other");
        Connect("-Name mine");
        Shell.Get("Select-SttSession other; Select-SttSession mine");

        Assert.Single(Shell.Get("Invoke-SttRecognition a.wav -AsJob | Receive-Job -Wait -WarningAction Ignore"));
    }

    [Fact]
    public async Task Stop_Job_cancels_at_once_and_the_job_is_stopped()
    {
        TaskCompletionSource asked = new();
        TaskCompletionSource aborted = new();
        Service.Answers[Endless] = async http =>
        {
            asked.SetResult();
            http.RequestAborted.Register(aborted.SetResult);
            await aborted.Task;
        };
        Connect();
        Shell.Get("$job = Wait-SttRecognitionJob endless -AsJob");
        await asked.Task;

        Assert.Equal(["Stopped"], Shell.Get("Stop-Job $job; $job.State.ToString()"));
        await aborted.Task;
        Shell.Get("Remove-Job $job");
    }

    [Fact]
    public void A_job_that_runs_is_removed_with_force()
    {
        Service.Answers[Endless] = http => Task.Delay(-1, http.RequestAborted);
        Connect();

        Assert.Empty(Shell.Get("$job = Wait-SttRecognitionJob endless -AsJob; Remove-Job $job -Force; Get-Job"));
    }

    [Fact]
    public void Waiting_for_models_and_jobs_and_training_run_as_jobs()
    {
        string model = AddModel("clinic", "training", "training", "available");
        AddModel("other", "ready", "ready", "training", "training", "available");
        string job = Service.Jobs.Add("waiting", "processing", "completed");
        ConnectByClock();

        Result result = RunByClock(0.5, "Wait-SttModel clinic -AsJob | Receive-Job -Wait; "
            + "Wait-SttRecognitionJob $args[0] -AsJob | Receive-Job -Wait; "
            + "Start-SttTraining other -AsJob -PassThru | Receive-Job -Wait", job);

        Assert.Empty(result.Errors);
        Assert.Equal([model, job], result.Output.Take(2).Select(o => o.Text("Id")));
        Assert.Equal("other Available", $"{result.Output[2].Text("Name")} {result.Output[2].Text("Status")}");
        Assert.Contains(Service.Requests, r => r.EndsWith("/train", StringComparison.Ordinal));
    }

    [Fact]
    public void Progress_and_verbose_messages_are_in_the_jobs_streams()
    {
        string id = Service.Jobs.Add("waiting", "processing", "completed");
        ConnectByClock();

        Result result = RunByClock(0.5, "$job = Wait-SttRecognitionJob $args[0] -AsJob; $null = Wait-Job $job; "
            + "$job.Progress.StatusDescription; $job.Verbose.Message", id);

        string all = string.Join('\n', result.Output);
        Assert.Matches(@"\d:\d\d waiting", all);
        Assert.Contains($"The recognition job {id}: processing after", all, StringComparison.Ordinal);
    }
}
