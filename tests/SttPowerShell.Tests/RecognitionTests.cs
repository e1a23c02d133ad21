using System.Management.Automation;
using Microsoft.AspNetCore.Http;
using SttPowerShell.Tests.Support;

namespace SttPowerShell.Tests;

public sealed class RecognitionTests : ServiceTest
{
    private const string Text = "open the pod bay door please";

    [Fact]
    public void A_file_gives_a_transcript_that_is_its_text()
    {
        string file = Folder.Write("call.wav", Recording.Wave());
        Connect();

        Result result = Shell.Run("Invoke-SttRecognition call.wav -Reference said");

        object? transcript = Assert.Single(result.Output);
        Assert.Equal(Text, transcript.Text("Transcript"));
        Assert.Equal(file, transcript.Text("Path"));
        Assert.Equal(0.5, transcript.Property("Duration"));
        Assert.Equal("said", transcript.Text("Reference"));
        Assert.Equal("transaction-4711", transcript.Text("TransactionId"));
        Assert.Equal("en-US_BroadbandModel", transcript.Text("BaseModel"));
        Assert.Equal(0.7, (double)transcript.Property("Confidence")!, 6);
        Assert.Equal(Text, Shell.Get("\"$($args[0])\"", transcript).Single());
        Assert.Contains("foo", Assert.Single(result.Warnings), StringComparison.Ordinal);
        (string? type, byte[] audio) = Assert.Single(Service.Audio);
        Assert.Equal("audio/wav", type);
        Assert.Equal(Recording.Wave(), audio);
        Assert.Equal("POST /v1/recognize?model=en-US_BroadbandModel", Service.Requests.Last());
    }

    [Fact]
    public void Parameters_go_into_the_query_and_their_results_into_the_segments()
    {
        Folder.Write("call.wav", Recording.Wave());
        Connect();

        object? transcript = Shell.Get(
            "Invoke-SttRecognition call.wav -Timestamps -WordConfidence -MaxAlternatives 3 -BaseModel en-US_Telephony")
                .Single();

        Assert.Contains("model=en-US_Telephony", Service.Requests.Last(), StringComparison.Ordinal);
        Assert.Contains("max_alternatives=3", Service.Requests.Last(), StringComparison.Ordinal);
        Assert.Contains("timestamps=true", Service.Requests.Last(), StringComparison.Ordinal);
        Assert.Contains("word_confidence=true", Service.Requests.Last(), StringComparison.Ordinal);
        Assert.Equal(
            ["open 0.1 0.4 0.6", "the 0.4 0.5 0.4"],
            Shell.Get("$args[0].Results.Words | ForEach-Object { \"$($_.Word) $($_.Start) $($_.End) $($_.Confidence)\" }", transcript));
        Assert.Equal(["open the", "oh pen the", "pod bay door please"],
            Shell.Get("$args[0].Results.Alternatives | ForEach-Object { \"$_\" }", transcript));
        Assert.Equal(0.5, Shell.Get("$args[0].Results[0].End", transcript).Single());
    }

    [Theory]
    [InlineData("-SmartFormatting", "smart_formatting=true")]
    [InlineData("-SmartFormattingVersion 2", "smart_formatting=true&smart_formatting_version=2")]
    [InlineData("-Redaction", "redaction=true")]
    [InlineData("-NoProfanityFilter", "profanity_filter=false")]
    [InlineData("-SmartFormatting:$false -Redaction:$false -NoProfanityFilter:$false", "")]
    public void What_transcripts_show_is_asked_for(string parameters, string query)
    {
        Folder.Write("call.wav", Recording.Wave());
        Connect();

        Shell.Get($"Invoke-SttRecognition call.wav {parameters}");

        Assert.Equal(
            $"POST /v1/recognize?model=en-US_BroadbandModel{(query.Length > 0 ? "&" : "")}{query}",
            Service.Requests.Last());
    }

    [Fact]
    public void Raw_gives_the_services_own_json()
    {
        Folder.Write("call.wav", Recording.Wave());
        Connect();

        Assert.StartsWith("{\"result_index\":0",
            Assert.IsType<string>(Shell.Get("Invoke-SttRecognition call.wav -Raw").Single()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'a.wav', 'b.wav' | Invoke-SttRecognition")]
    [InlineData("Invoke-SttRecognition *.wav")]
    [InlineData("Invoke-SttRecognition a.wav, b.wav")]
    [InlineData("Invoke-SttRecognition -LiteralPath a.wav, b.wav")]
    [InlineData("$ExecutionContext.InvokeProvider.ChildItem.Get('*.wav', $false) | Invoke-SttRecognition")]
    [InlineData("[IO.DirectoryInfo]::new($pwd.Path).GetFiles('*.wav') | Invoke-SttRecognition")]
    [InlineData("Invoke-SttRecognition -InputObject ([IO.DirectoryInfo]::new($pwd.Path).GetFiles('*.wav'))")]
    [InlineData("[pscustomobject]@{ Path = 'a.wav' }, [pscustomobject]@{ Path = 'b.wav' } | Invoke-SttRecognition")]
    [InlineData("[pscustomobject]@{ PSPath = 'a.wav' }, [pscustomobject]@{ PSPath = 'b.wav' } | Invoke-SttRecognition")]
    public void Files_come_in_every_way(string script)
    {
        Folder.Write("a.wav", Recording.Wave(0.1));
        Folder.Write("b.wav", Recording.Wave(0.2));
        Connect();

        object?[] transcripts = Shell.Get(script);

        Assert.Equal(["a.wav", "b.wav"], transcripts.Select(t => Path.GetFileName(t.Text("Path"))).Order());
        Assert.Equal(2, Service.Audio.Count);
    }

    [Fact]
    public void The_reference_comes_from_each_row()
    {
        Folder.Write("a.wav", Recording.Wave());
        Folder.Write("b.wav", Recording.Wave());
        Connect();

        object?[] transcripts = Shell.Get(
            "[pscustomobject]@{ Path = 'a.wav'; Reference = 'one' }, [pscustomobject]@{ Path = 'b.wav' } | Invoke-SttRecognition");

        Assert.Equal(["one", ""], transcripts.Select(t => t.Text("Reference")));
    }

    [Fact]
    public void An_empty_reference_is_what_was_said_where_nobody_spoke()
    {
        Folder.Write("a.wav", Recording.Wave());
        Folder.Write("b.wav", Recording.Wave());
        Connect();

        Result result = Shell.Run("[pscustomobject]@{ Path = 'a.wav'; Reference = '' }, [pscustomobject]@{ Path = 'b.wav' }"
            + " | Invoke-SttRecognition -WarningAction Ignore | Measure-SttWordError");

        object? measured = Assert.Single(result.Output);
        Assert.Equal((0, 6), (measured.Property("Words"), measured.Property("Insertions")));
        Assert.Equal("NoReference", result.ErrorId);
        Assert.EndsWith("b.wav", (string)result.Error.TargetObject, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("$ExecutionContext.InvokeProvider.ChildItem.Get($pwd.Path, $false) | Invoke-SttRecognition")]
    [InlineData("[IO.FileInfo]::new((Join $pwd.Path)) | Invoke-SttRecognition")]
    [InlineData("Invoke-SttRecognition -LiteralPath 'take[1].wav'")]
    [InlineData("Invoke-SttRecognition 'take[1].wav'")]
    [InlineData("'take[1].wav' | Invoke-SttRecognition")]
    public void A_name_with_brackets_is_found(string script)
    {
        Folder.Write("take[1].wav", Recording.Wave());
        Connect();

        object?[] transcripts = Shell.Get("function Join($folder) { [IO.Path]::Combine($folder, 'take[1].wav') }; "
            + script);

        Assert.Equal(Folder["take[1].wav"], Assert.Single(transcripts).Text("Path"));
    }

    [Theory]
    [InlineData(",$args[0] | Invoke-SttRecognition")]
    [InlineData("$args[0] | Invoke-SttRecognition")]
    [InlineData("Invoke-SttRecognition -InputObject $args[0]")]
    [InlineData("Invoke-SttRecognition -InputObject ([IO.MemoryStream]::new($args[0]))")]
    [InlineData(",[IO.MemoryStream]::new($args[0]) | Invoke-SttRecognition")]
    public void Bytes_and_streams_are_one_recording(string script)
    {
        byte[] wave = Recording.Wave(0.1);
        Connect();

        object? transcript = Shell.Get(script, wave).Single();

        Assert.Equal("", transcript.Text("Path"));
        (string? type, byte[] audio) = Assert.Single(Service.Audio);
        Assert.Equal("audio/wav", type);
        Assert.Equal(wave, audio);
    }

    [Fact]
    public void Bad_files_among_good_ones_are_errors_of_their_own()
    {
        Folder.Write("a.wav", Recording.Wave());
        Folder.Write("b.wav", Recording.Wave());
        Folder.Write("short.wav", new byte[15]);
        Folder.Write("notes.raw", new byte[1000]);
        Directory.CreateDirectory(Folder["folder"]);
        Connect();

        Result result = Shell.Run(
            "'a.wav', 'missing.wav', 'folder', 'short.wav', 'notes.raw', 'Env:PATH', 'b.wav' | Invoke-SttRecognition");

        Assert.Equal(2, result.Output.Length);
        Assert.Equal(
            ["PathNotFound", "PathIsDirectory", "AudioTooShort", "ContentTypeNeeded", "NotAFile"],
            result.Errors.Select(e => e.FullyQualifiedErrorId.Split(',')[0]));
        Assert.All(result.Errors, e => Assert.NotEmpty(e.ErrorDetails.RecommendedAction));
        Assert.Equal(2, Service.Audio.Count);
    }

    [Fact]
    public void A_file_over_100_MB_is_refused_before_it_is_sent()
    {
        using (FileStream file = File.Create(Folder["long.wav"])) file.SetLength((100L * 1024 * 1024) + 1);
        Connect();

        Assert.Equal("AudioTooLong", Shell.Run("Invoke-SttRecognition long.wav").ErrorId);
        Assert.Empty(Service.Audio);
    }

    [Theory]
    [InlineData("x.flac", "audio/flac")]
    [InlineData("x.MP3", "audio/mp3")]
    [InlineData("x.opus", "audio/ogg;codecs=opus")]
    [InlineData("x.webm", "audio/webm")]
    [InlineData("x.dat", "application/octet-stream")]
    public void The_extension_tells_the_type_where_the_header_does_not(string name, string type)
    {
        Folder.Write(name, new byte[200]);
        Connect();

        Shell.Get("Invoke-SttRecognition $args[0]", name);

        Assert.Equal(type, Service.Audio.Single().ContentType?.Replace(" ", "", StringComparison.Ordinal));
    }

    [Fact]
    public void The_header_goes_before_the_extension_and_a_given_type_before_both()
    {
        Folder.Write("really.mp3", Recording.Wave());
        Connect();

        Shell.Get("Invoke-SttRecognition really.mp3; Invoke-SttRecognition really.mp3 -ContentType 'audio/l16;rate=16000'");

        Assert.Equal(["audio/wav", "audio/l16;rate=16000"],
            Service.Audio.Select(a => a.ContentType?.Replace(" ", "", StringComparison.Ordinal)));
    }

    [Fact]
    public void Refused_audio_is_invalid_data_with_the_services_words()
    {
        Folder.Write("text.wav", new byte[500]);
        Service.Fail("POST /v1/recognize", 400, """{"code":400,"code_description":"Bad Request","error":"unable to transcode data stream audio/wav -> audio/x-float-array"}""");
        Connect();

        Result result = Shell.Run("Invoke-SttRecognition text.wav");

        Assert.Equal("AudioRefused", result.ErrorId);
        Assert.Contains("unable to transcode", result.Error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal(Folder["text.wav"], result.Error.TargetObject);
    }

    [Fact]
    public void A_success_that_carries_an_error_is_an_error()
    {
        Folder.Write("call.wav", Recording.Wave());
        Service.Fail("POST /v1/recognize", 200, """  {"error":"Session timed out."}""");
        Connect();

        Result result = Shell.Run("Invoke-SttRecognition call.wav");

        Assert.Empty(result.Output);
        Assert.Equal("ServiceFailed", result.ErrorId);
    }

    [Fact]
    public void Models_from_the_pipeline_sort_themselves_by_type()
    {
        Folder.Write("call.wav", Recording.Wave());
        string words = Service.Add("x", baseModel: "en-US_NarrowbandModel");
        string noise = Service.Add("x", acoustic: true, baseModel: "en-US_NarrowbandModel");
        Connect();

        object? transcript = Shell.Get("Get-SttCustomModel x | Invoke-SttRecognition -Path call.wav").Single();

        Assert.Equal(words, transcript.Text("LanguageModelId"));
        Assert.Equal(noise, transcript.Text("AcousticModelId"));
        Assert.Equal("en-US_NarrowbandModel", transcript.Text("BaseModel"));
        Assert.Contains($"language_customization_id={words}", Service.Requests.Last(), StringComparison.Ordinal);
        Assert.Contains($"acoustic_customization_id={noise}", Service.Requests.Last(), StringComparison.Ordinal);
        Assert.Equal(2, Shell.Get("(Get-SttCustomModel x) + 'call.wav' + 'call.wav' | Invoke-SttRecognition").Length);
    }

    [Theory]
    [InlineData("-LanguageModel words")]
    [InlineData("-LanguageModel (Get-SttCustomModel words)")]
    [InlineData("-LanguageModel (Get-SttCustomModel words).Id")]
    public void A_model_is_named_by_object_id_or_name(string argument)
    {
        Folder.Write("call.wav", Recording.Wave());
        string id = Service.Add("words", baseModel: "en-US_Telephony");
        Connect();

        object? transcript = Shell.Get($"Invoke-SttRecognition call.wav {argument}").Single();

        Assert.Equal(id, transcript.Text("LanguageModelId"));
        Assert.Equal("en-US_Telephony", transcript.Text("BaseModel"));
    }

    [Theory]
    [InlineData("Invoke-SttRecognition call.wav -LanguageModel nope", "CustomModelNotFound")]
    [InlineData("Invoke-SttRecognition call.wav -AcousticModel (Get-SttCustomModel one)", "WrongModelType")]
    [InlineData("Get-SttCustomModel -Type Language | Invoke-SttRecognition -Path call.wav", "SeveralModels")]
    [InlineData("Get-SttCustomModel one, noise | Invoke-SttRecognition -Path call.wav", "DifferentBaseModels")]
    public void Models_that_can_not_be_meant_end_the_command(string script, string error)
    {
        Folder.Write("call.wav", Recording.Wave());
        Service.Add("one");
        Service.Add("two");
        Service.Add("noise", acoustic: true, baseModel: "en-US_NarrowbandModel");
        Connect();

        Result result = Shell.Run(script);

        Assert.Equal(error, result.ErrorId);
        Assert.Empty(Service.Audio);
    }

    [Fact]
    public void No_models_where_models_were_asked_for_recognise_nothing()
    {
        Folder.Write("call.wav", Recording.Wave());
        Connect();

        Assert.Empty(Shell.Get("Get-SttCustomModel nothing* | Invoke-SttRecognition -Path call.wav"));
        Assert.Empty(Service.Audio);
    }

    [Fact]
    public async Task Stopping_cancels_the_request_at_once()
    {
        Folder.Write("call.wav", Recording.Wave());
        TaskCompletionSource<bool> arrived = new();
        TaskCompletionSource<bool> aborted = new();
        Service.Answers["POST /v1/recognize"] = async http =>
        {
            http.RequestAborted.Register(() => aborted.TrySetResult(true));
            arrived.TrySetResult(true);
            await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        };
        Connect();
        using PowerShell shell = Shell.Create("Invoke-SttRecognition call.wav");
        Task<PSDataCollection<PSObject>> run = shell.InvokeAsync();
        await arrived.Task.WaitAsync(TimeSpan.FromSeconds(30));

        await shell.StopAsync(null, null).WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(PSInvocationState.Stopped, shell.InvocationStateInfo.State);
        Assert.Empty(shell.Streams.Error);
        await aborted.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await Assert.ThrowsAsync<PipelineStoppedException>(() => run);
    }

    [Fact]
    public void A_pipeline_that_has_enough_stops_the_rest()
    {
        foreach (string name in (string[])["a.wav", "b.wav", "c.wav"]) Folder.Write(name, Recording.Wave());
        Connect();

        Assert.Equal(1, Shell.Get(
            "$n = 0; foreach ($once in 1) { Invoke-SttRecognition *.wav | ForEach-Object { $n++; break } }; $n")
            .Single());
        Assert.Single(Service.Audio);
    }

    [Fact]
    public void A_lost_connection_is_an_error_and_never_a_transcript()
    {
        Folder.Write("call.wav", Recording.Wave());
        Service.Answers["POST /v1/recognize"] = async http =>
        {
            http.Response.ContentLength = 1000;
            await http.Response.WriteAsync(
                "{\"results\":[{\"final\":true,\"alternatives\":[{\"transcript\":\"open \"}]}");
            await http.Response.Body.FlushAsync();
            http.Abort();
        };
        Connect();

        Result result = Shell.Run("Invoke-SttRecognition call.wav");

        Assert.Empty(result.Output);
        Assert.Equal("ConnectionLost", result.ErrorId);
    }

    [Fact]
    public void Progress_of_an_upload_ends_completed()
    {
        using (FileStream file = File.Create(Folder["big.wav"]))
        {
            file.Write(Recording.Wave(0.1).AsSpan(0, 44));
            file.SetLength(64 * 1024 * 1024);
        }
        Service.Answers["POST /v1/recognize"] = async http =>
        {
            await http.Request.Body.CopyToAsync(Stream.Null);
            await http.Response.WriteAsync("""{"results":[]}""");
        };
        Connect();

        Result result = Shell.Run("Invoke-SttRecognition big.wav");

        Assert.Equal("", Assert.Single(result.Output).Text("Transcript"));
        Assert.NotEmpty(result.Progress);
        Assert.Single(result.Progress.Select(p => p.ActivityId).Distinct());
        Assert.Equal(ProgressRecordType.Completed, result.Progress[^1].RecordType);
        Assert.InRange(result.Progress.Length, 1, 400);
    }
}
