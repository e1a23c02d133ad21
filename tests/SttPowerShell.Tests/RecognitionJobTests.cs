using SttPowerShell.Tests.Support;

namespace SttPowerShell.Tests;

/// <summary>Recognition jobs through the cmdlets: what is sent, and what comes of each answer.</summary>
public sealed class RecognitionJobTests : ClockTest
{
    [Fact]
    public void A_recording_becomes_a_job_that_remembers_its_file()
    {
        string file = Folder.Write("call.wav", Recording.Wave());
        Connect();

        Result started = Shell.Run("Start-SttRecognitionJob call.wav -UserToken t7 -CallbackUri https://x.example/cb");

        object? job = Assert.Single(started.Output);
        Assert.Equal("Waiting", job.Text("Status"));
        Assert.Equal(file, job.Text("Path"));
        Assert.Equal("t7", job.Text("UserToken"));
        Assert.Equal(["call.wav: Unknown arguments: foo."], started.Warnings);
        Assert.Equal([new FileInfo(file).Length], Service.Jobs.Audio);
        Assert.Equal(file, Shell.Get("Get-SttRecognitionJob $args[0]", job.Text("Id")).Single().Text("Path"));
        Assert.Equal(file, Shell.Get("Get-SttRecognitionJob").Single().Text("Path"));
    }

    [Fact]
    public void Each_parameter_has_its_name_in_the_query()
    {
        Folder.Write("call.wav", Recording.Wave());
        Connect();

        Shell.Run("Start-SttRecognitionJob call.wav -Timestamps -ProcessingMetrics -ResultsTimeToLive 60 -UserToken 'a b' "
            + "-CallbackUri 'https://x.example/cb?q=1' -Event Started, CompletedWithResults -CustomerId c-1");

        Assert.Equal("POST /v1/recognitions?model=en-US_BroadbandModel&timestamps=true&processing_metrics=true"
            + "&callback_url=https%3A%2F%2Fx.example%2Fcb%3Fq%3D1"
            + "&events=recognitions.started%2Crecognitions.completed_with_results&user_token=a%20b&results_ttl=60",
            Service.Requests.Last());
        Assert.Equal(["customer_id=c-1"], Service.Jobs.Metadata);
    }

    [Theory]
    [InlineData("-Event Started", "CallbackNeeded")]
    [InlineData("-UserToken t", "CallbackNeeded")]
    [InlineData("-CallbackUri https://x.example -Event Completed, CompletedWithResults", "ConflictingEvents")]
    [InlineData("-CallbackUri /relative", "InvalidCallback")]
    [InlineData("-CallbackUri ftp://x.example", "InvalidCallback")]
    [InlineData("-CustomerId 'a;b'", "InvalidCustomerId")]
    [InlineData("-Keyword x", "KeywordThresholdMissing")]
    public void Parameters_that_do_not_go_together_are_told_before_anything_is_sent(string parameters, string error)
    {
        Folder.Write("call.wav", Recording.Wave());
        Connect();

        Assert.Equal(error, Shell.Run("Start-SttRecognitionJob call.wav " + parameters).ErrorId);
        Assert.Equal(0, Service.Changes);
    }

    [Fact]
    public void A_file_over_1_GB_is_refused_before_it_is_sent_and_the_others_go_on()
    {
        using (FileStream sparse = File.Create(Folder["long.wav"])) sparse.SetLength((1L << 30) + 1);
        Folder.Write("call.wav", Recording.Wave());
        Connect();

        Result result = Shell.Run("Start-SttRecognitionJob long.wav, call.wav");

        Assert.Equal("AudioTooLong", result.ErrorId);
        Assert.Contains("1024", result.Error.Exception.Message, StringComparison.Ordinal);
        Assert.Single(result.Output);
        Assert.Single(Service.Jobs.Audio);
    }

    [Fact]
    public void WhatIf_sends_nothing()
    {
        Folder.Write("call.wav", Recording.Wave());
        string id = Service.Jobs.Add("completed");
        Connect();

        Shell.Get("Start-SttRecognitionJob call.wav -WhatIf; Remove-SttRecognitionJob $args[0] -WhatIf; "
            + "Register-SttCallback https://x.example -WhatIf; Unregister-SttCallback https://x.example -WhatIf; "
            + "Remove-SttUserData c -WhatIf; $null = Start-SttRecognitionJob call.wav -WhatIf -AsJob | Wait-Job", id);

        Assert.Equal(0, Service.Changes);
    }

    [Fact]
    public void The_pipeline_starts_waits_and_receives()
    {
        Folder.Write("a.wav", Recording.Wave());
        Folder.Write("b.wav", Recording.Wave());
        ConnectByClock();

        Result result = RunByClock(0.5, "Start-SttRecognitionJob *.wav -Reference 'what was said' -LanguageModel $args[0] "
            + "-WarningAction Ignore | Wait-SttRecognitionJob | Receive-SttRecognitionJob", Service.Add("clinic"));

        Assert.Empty(result.Errors);
        Assert.Equal(["a.wav", "b.wav"], result.Output.Select(t => Path.GetFileName(t.Text("Path"))).Order());
        Assert.All(result.Output, transcript =>
        {
            Assert.Equal("open the pod bay door", transcript.Text("Transcript"));
            Assert.Equal("0.5", transcript.Text("Duration"));
            Assert.Equal("what was said", transcript.Text("Reference"));
            Assert.Equal("en-US_BroadbandModel", transcript.Text("BaseModel"));
            Assert.NotEqual("", transcript.Text("LanguageModelId"));
        });
    }

    [Fact]
    public void Several_results_of_a_job_are_one_transcript()
    {
        string id = Service.Jobs.Add("completed");
        Service.Jobs.More[id] = """
            "results":[{"result_index":0,"results":[{"final":true,"alternatives":[{"transcript":"one "}]}]},
            {"processing_metrics":{"processed_audio":{"received":2.5,"seen_by_engine":2,"transcription":1.5}}},
            {"results":[{"speech_begin_event":{"begin":1.25}}]},
            {"result_index":1,"results":[{"final":true,"alternatives":[{"transcript":"two "}]}],"warnings":["w"]}]
            """;
        Connect();

        Result result = Shell.Run("Receive-SttRecognitionJob $args[0]", id);

        object? transcript = Assert.Single(result.Output);
        Assert.Equal("one two", transcript.Text("Transcript"));
        Assert.Equal(1.5, transcript.Property("ProcessingMetrics").Property("Transcribed"));
        Assert.Equal(["1.25"], Shell.Get("\"$($args[0].SpeechBegins)\"", transcript));
        Assert.Contains("w", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("failed", "\"details\":[{\"code\":500,\"error\":\"no audio\"}]", "no audio (error 500)")]
    [InlineData("completed", "\"results\":[{\"error\":\"session timed out\"}]", "session timed out")]
    [InlineData("failed", "\"details\":[]", "the service gives no reason")]
    public void A_failed_job_is_an_error_with_its_reason_in_either_shape(string status, string more, string reason)
    {
        string bad = Service.Jobs.Add("processing", status);
        Service.Jobs.More[bad] = more;
        string good = Service.Jobs.Add("completed");
        ConnectByClock();

        foreach (string script in new[]
        {
            "$args | Wait-SttRecognitionJob", "$args | Receive-SttRecognitionJob -Wait",
            "$args | Receive-SttRecognitionJob", "$args | Receive-SttRecognitionJob -Raw",
        })
        {
            Result result = RunByClock(1, script, bad, good);
            Assert.Equal("RecognitionJobFailed", result.ErrorId);
            Assert.Contains(reason, result.Error.Exception.Message, StringComparison.Ordinal);
            Assert.Single(result.Output);
        }
        Assert.Equal("Failed", Shell.Get("Get-SttRecognitionJob $args[0]", bad).Single().Text("Status"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"results\":[]")]
    [InlineData("\"results\":null")]
    public void A_job_that_completed_without_results_is_an_error(string more)
    {
        string id = Service.Jobs.Add("completed");
        Service.Jobs.More[id] = more.Length == 0 ? "\"x\":1" : more;
        Connect();

        Assert.Equal("RecognitionJobWithoutResults", Shell.Run("Receive-SttRecognitionJob $args[0]", id).ErrorId);
        Assert.Equal("RecognitionJobWithoutResults", Shell.Run("Receive-SttRecognitionJob $args[0] -Raw", id).ErrorId);
    }

    [Theory]
    [InlineData("Get-SttRecognitionJob")]
    [InlineData("Wait-SttRecognitionJob")]
    [InlineData("Receive-SttRecognitionJob")]
    [InlineData("Remove-SttRecognitionJob")]
    public void An_expired_job_is_an_error_and_the_others_go_on(string cmdlet)
    {
        string gone = Guid.NewGuid().ToString();
        string[] there = [Service.Jobs.Add("completed"), Service.Jobs.Add("completed")];
        Connect();

        Result result = Shell.Run($"$args | {cmdlet}", there[0], gone, there[1]);

        Assert.Equal("RecognitionJobNotFound", result.ErrorId);
        Assert.Contains(gone, result.Error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains("time to live", result.Error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(cmdlet[0] == 'R' && cmdlet[2] == 'm' ? 0 : 2, result.Output.Length);
        if (cmdlet[2] == 'm') Assert.Empty(Service.Jobs.Jobs);
    }

    [Theory]
    [InlineData("..")]
    [InlineData("a/b c?d")]
    [InlineData(" ")]
    public void What_is_no_id_is_not_found(string id)
    {
        Connect();

        foreach (string cmdlet in new[] { "Get", "Wait", "Receive", "Remove" })
        {
            Assert.Equal("RecognitionJobNotFound", Shell.Run($"{cmdlet}-SttRecognitionJob $args[0]", id).ErrorId);
        }
        Assert.Equal(0, Service.Requests.Count(r => r.StartsWith("DELETE /v1/recognitions?", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_job_that_has_not_ended_is_an_error_unless_it_is_waited_for()
    {
        string id = Service.Jobs.Add("waiting", "processing", "processing", "completed");
        ConnectByClock();

        Result early = Shell.Run("Receive-SttRecognitionJob $args[0]", id);
        Assert.Equal("RecognitionJobNotEnded", early.ErrorId);
        Assert.Contains("-Wait", early.Error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Single(RunByClock(0.5, "Receive-SttRecognitionJob $args[0] -Wait", id).Output);
    }

    [Fact]
    public void Raw_is_the_services_own_json_of_the_job()
    {
        string id = Service.Jobs.Add("completed");
        Connect();

        string json = (string)Shell.Get("Receive-SttRecognitionJob $args[0] -Raw", id).Single()!;

        Assert.StartsWith($$"""{"id":"{{id}}",""", json, StringComparison.Ordinal);
        Assert.Contains("pod bay door", json, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_received_is_removed_on_request_and_what_has_not_ended_stays()
    {
        string done = Service.Jobs.Add("completed");
        string failed = Service.Jobs.Add("failed");
        string waiting = Service.Jobs.Add("waiting");
        Connect();

        Result result = Shell.Run("$args | Receive-SttRecognitionJob -AutoRemoveJob", done, failed, waiting);

        Assert.Single(result.Output);
        Assert.Equal(["RecognitionJobFailed", "RecognitionJobNotEnded"],
            result.Errors.Select(e => e.FullyQualifiedErrorId.Split(',')[0]));
        Assert.Equal([waiting], Service.Jobs.Jobs.Keys);
    }

    [Fact]
    public void A_job_that_is_worked_at_can_not_be_removed()
    {
        string id = Service.Jobs.Add("processing");
        Connect();

        Result result = Shell.Run("Remove-SttRecognitionJob $args[0]", id);

        Assert.Equal("RecognitionJobBusy", result.ErrorId);
        Assert.Contains("Wait-SttRecognitionJob", result.Error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wait_that_takes_too_long_is_an_error_for_each_job_with_its_status()
    {
        string one = Service.Jobs.Add("processing");
        string two = Service.Jobs.Add("waiting");
        string done = Service.Jobs.Add("completed");
        ConnectByClock();

        Result result = RunByClock(1, "$args | Wait-SttRecognitionJob -Timeout 90", one, two, done);

        Assert.Equal(done, Assert.Single(result.Output).Text("Id"));
        Assert.Contains("was still processing after 90 s", result.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.Contains("was still waiting after 90 s", result.Errors[1].Exception.Message, StringComparison.Ordinal);
        Assert.All(result.Errors, e => Assert.StartsWith(
            "RecognitionJobWaitTimeout,", e.FullyQualifiedErrorId, StringComparison.Ordinal));
        Assert.Contains(result.Progress, p => p.StatusDescription.Contains("1 processing", StringComparison.Ordinal));
        Assert.Equal("RecognitionJobWaitTimeout",
            RunByClock(1, "Receive-SttRecognitionJob $args[0] -Wait -Timeout 5", one).ErrorId);
        Assert.Equal("TimeoutWithoutWait", Shell.Run("Receive-SttRecognitionJob $args[0] -Timeout 5", one).ErrorId);
    }

    [Fact]
    public void An_outage_does_not_end_the_wait_and_one_that_lasts_does()
    {
        string id = Service.Jobs.Add("waiting");
        ConnectByClock();
        int asked = 0;
        Service.Answers[$"GET /v1/recognitions/{id}"] = http =>
        {
            if (++asked == 5) Service.Answers.TryRemove($"GET /v1/recognitions/{id}", out _);
            http.Response.StatusCode = 503;
            return Task.CompletedTask;
        };
        Service.Jobs.Add("completed");

        Result passing = RunByClock(5, "Wait-SttRecognitionJob $args[0] -Timeout 60", id);
        Assert.Contains("was still waiting", passing.Error.Exception.Message, StringComparison.Ordinal);
        Service.Fail($"GET /v1/recognitions/{id}", 503, "");
        Assert.Equal("ServiceUnavailable", RunByClock(5, "Wait-SttRecognitionJob $args[0]", id).ErrorId);
    }

    [Fact]
    public void A_status_that_is_new_is_not_waited_for_without_end()
    {
        string id = Service.Jobs.Add("dreaming");
        ConnectByClock();

        Result result = RunByClock(20, "Wait-SttRecognitionJob $args[0]", id);

        Assert.Equal("RecognitionJobStatusUnknown", result.ErrorId);
        Assert.Contains("dreaming", result.Error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_jobs_answer_cut_at_any_byte_is_an_error()
    {
        string id = Guid.NewGuid().ToString();
        byte[] answer = System.Text.Encoding.UTF8.GetBytes(
            $$"""{"id":"{{id}}","status":"completed","results":{{FakeJobs.Results}}}""");
        Connect();

        foreach (int length in Enumerable.Range(0, answer.Length).Where(n => n % 5 == 0))
        {
            Service.Answers[$"GET /v1/recognitions/{id}"] = http => http.Response.Body.WriteAsync(answer, 0, length);
            foreach (string script in new[]
            {
                "Get-SttRecognitionJob $args[0]", "Receive-SttRecognitionJob $args[0]",
                "Receive-SttRecognitionJob $args[0] -Raw",
            })
            {
                Result result = Shell.Run(script, id);
                Assert.Empty(result.Output);
                Assert.True(result.ErrorId is "ConnectionLost" or "InvalidAnswer", result.ErrorId);
            }
        }
    }

    [Theory]
    [InlineData("GET /v1/recognitions", "Get-SttRecognitionJob", """{"recognitions":[{"id":"x"}]}""")]
    [InlineData("GET /v1/recognitions", "Get-SttRecognitionJob", "{}")]
    [InlineData("POST /v1/recognitions", "Start-SttRecognitionJob call.wav", """{"status":"waiting"}""")]
    [InlineData("POST /v1/recognitions", "Start-SttRecognitionJob call.wav", "<html><title>Sign in</title></html>")]
    public void An_answer_that_lacks_what_is_needed_is_no_success(string route, string script, string answer)
    {
        Folder.Write("call.wav", Recording.Wave());
        Service.Fail(route, 200, answer);
        Connect();

        Result result = Shell.Run(script);

        Assert.Empty(result.Output);
        Assert.Equal("InvalidAnswer", result.ErrorId);
    }

    [Theory]
    [InlineData(400, "callback url 'https://x.example' is not registered.", "CallbackNotRegistered", "Register-SttCallback")]
    [InlineData(500, "Internal error", "ServiceFailed", "Get-SttRecognitionJob")]
    [InlineData(413, "Payload too large", "AudioTooLong", "Split")]
    [InlineData(400, "unable to transcode data stream", "AudioRefused", "Check")]
    [InlineData(404, "Model x not found", "BaseModelNotFound", "Get-SttBaseModel")]
    public void A_refused_job_says_what_to_do(int status, string words, string error, string advice)
    {
        Folder.Write("call.wav", Recording.Wave());
        Service.Fail("POST /v1/recognitions", status, $$"""{"code":{{status}},"error":"{{words}}"}""");
        Connect();

        Result result = Shell.Run("Start-SttRecognitionJob call.wav -CallbackUri https://x.example");

        Assert.Equal(error, result.ErrorId);
        Assert.Contains(advice, result.Error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Contains(words, result.Error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_job_whose_answer_is_lost_is_not_sent_again_and_the_advice_is_to_look_first()
    {
        Folder.Write("call.wav", Recording.Wave());
        int asked = 0;
        Service.Answers["POST /v1/recognitions"] = async http =>
        {
            asked++;
            await http.Request.Body.CopyToAsync(Stream.Null);
            http.Abort();
        };
        Shell.Get("Connect-SttService $args[0] -ApiKey $args[1] -MaximumRetryCount 3", Service.Uri, Secret("good-key"));

        Result result = Shell.Run("Start-SttRecognitionJob call.wav");

        Assert.Equal("ConnectionLost", result.ErrorId);
        Assert.Contains("Get-SttRecognitionJob", result.Error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(1, asked);
    }

    [Fact]
    public void Ids_are_completed_from_what_the_session_has_seen_the_latest_first()
    {
        Folder.Write("a.wav", Recording.Wave());
        Folder.Write("b.wav", Recording.Wave());
        Connect();
        string[] ids = [.. Shell.Get("(Start-SttRecognitionJob a.wav, b.wav -WarningAction Ignore).Id").Cast<string>()];

        object?[] found = Shell.Get("(TabExpansion2 'Receive-SttRecognitionJob ' 26).CompletionMatches.CompletionText");

        Assert.Equal(ids.Reverse(), found.Cast<string>());
    }

    [Fact]
    public void Jobs_show_their_id_and_status_and_file()
    {
        Folder.Write("call.wav", Recording.Wave());
        Connect();

        string shown = Shell.Show("Start-SttRecognitionJob call.wav -WarningAction Ignore");

        Assert.Matches(@"Id\s+Status\s+Created\s+File", shown);
        Assert.Matches(@"[0-9a-f-]{36} Waiting\s+.* call\.wav", shown);
    }
}
