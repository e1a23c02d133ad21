using System.Management.Automation;
using SttPowerShell.Tests.Support;

namespace SttPowerShell.Tests;

public sealed class AudioTests : ClockTest
{
    private const string Archive = """
        {"container":{"duration":320,"details":{"type":"archive","compression":"zip"},"status":"invalid"},"audio":[
        {"duration":320,"name":"x/one.wav","details":{"codec":"pcm_s16le","type":"audio","frequency":16000},
         "status":"ok"},
        {"duration":0,"name":"x/two.wav","details":{"codec":"pcm_s16le","type":"audio","frequency":8000},
         "status":"invalid"}]}
        """;

    private static readonly byte[] Zip = [.. "PK"u8, 3, 4, .. new byte[200]];
    private static readonly byte[] Gzip = [0x1F, 0x8B, 8, .. new byte[200]];

    [Fact]
    public void Each_format_goes_with_its_type_under_the_name_of_its_file()
    {
        string model = Service.Add("support", acoustic: true);
        Folder.Write("first call.wav", Recording.Wave());
        Folder.Write("may.tar.gz", Gzip);
        Folder.Write("june.zip", Zip);
        Connect();

        Assert.Empty(Shell.Get("""
            Add-SttAudio support 'first call.wav'
            Add-SttAudio support may.tar.gz, june.zip -ContainedContentType 'audio/l16;rate=8000' -Force
            """));

        Assert.Equal(
            [
                ("first_call", "audio/wav", "", ""),
                ("june", "application/zip", "audio/l16;rate=8000", "?allow_overwrite=true"),
                ("may", "application/gzip", "audio/l16;rate=8000", "?allow_overwrite=true"),
            ],
            Service.AudioData.Added.Select(a => (a.Name, a.Type ?? "", a.Contained ?? "", a.Query)).Order());
        Assert.Contains($"POST /v1/acoustic_customizations/{model}/audio/first_call", Service.Requests);
        Assert.Equal(Recording.Wave().Length, Service.AudioData.Added.First().Length);
    }

    [Fact]
    public void Paths_files_and_folders_come_from_the_pipeline()
    {
        Service.Add("support", acoustic: true);
        Directory.CreateDirectory(Folder["calls"]);
        foreach (string name in new[] { "a[1].wav", "b.wav", "calls/c.wav", "calls/d.WAV", "calls/.hidden.wav" })
        {
            Folder.Write(name, Recording.Wave());
        }
        Folder.Write("calls/readme.txt", "nothing to hear here"u8.ToArray());
        Connect();

        Result result = Shell.Run("""
            [IO.FileInfo]::new($args[0]) | Add-SttAudio support -Verbose
            'b.wav', 'calls' | Add-SttAudio support -Verbose
            """,
            Folder["a[1].wav"]);

        Assert.Empty(result.Errors);
        Assert.Equal(["a[1]", "b", "c", "d"], Service.AudioData.Added.Select(a => a.Name).Order());
        Assert.Contains(result.Verbose, v => v.Contains("readme.txt is passed over", StringComparison.Ordinal));
    }

    [Fact]
    public void Several_files_go_up_at_once_and_no_more_than_the_limit()
    {
        Service.Add("support", acoustic: true);
        for (int i = 0; i < 9; i++) Folder.Write($"call{i}.wav", Recording.Wave());
        Service.AudioData.Together = 3;
        Connect();

        Result result = Shell.Run("Get-SttCustomModel support | Add-SttAudio -Path *.wav -ThrottleLimit 3");

        Assert.Empty(result.Errors);
        Assert.Equal(9, Service.AudioData.Added.Count);
        Assert.Equal(3, Service.AudioData.MostAtOnce);
        Assert.Contains(result.Progress, p => p.StatusDescription.StartsWith("9 of 9 files", StringComparison.Ordinal)
            && p.PercentComplete == 100);
        Assert.Equal(ProgressRecordType.Completed, result.Progress[^1].RecordType);
    }

    [Fact]
    public void Wait_ends_when_the_own_audio_is_analysed_and_names_what_is_invalid()
    {
        string model = Service.Add("support", acoustic: true, status: "pending");
        Service.AudioData.Outcomes["calls"] = Archive;
        Service.AudioData.Outcomes["noise"] =
            """{"duration":0,"details":{"type":"undetermined"},"status":"invalid"}""";
        foreach (string name in new[] { "calls.zip", "noise.zip", "good.zip" }) Folder.Write(name, Zip);
        Service.AudioData.Questions = 3;
        ConnectByClock();

        Result result = RunByClock(0.2, "Add-SttAudio support *.zip -Wait -PassThru");

        Assert.Equal(["calls", "good", "noise"], result.Output.Select(a => a.Text("Name")));
        Assert.Equal(["Invalid", "Ok", "Invalid"], result.Output.Select(a => a.Text("Status")));
        Assert.Equal(["AudioInvalid", "AudioInvalid"],
            result.Errors.Select(e => e.FullyQualifiedErrorId.Split(',')[0]));
        Assert.Contains("'x/two.wav': its sampling rate of 8000 Hz is lower than the 16000 Hz of the base model "
            + "en-US_BroadbandModel", result.Errors[0].ToString(), StringComparison.Ordinal);
        Assert.Contains("can't read it as audio", result.Errors[1].ToString(), StringComparison.Ordinal);
        Assert.Contains("Remove-SttAudio 'support' 'noise'", result.Errors[1].ErrorDetails.RecommendedAction,
            StringComparison.Ordinal);
        Assert.Equal(model, result.Output[1].Text("ModelId"));
    }

    [Fact]
    public void A_wait_that_takes_too_long_is_an_error()
    {
        Service.Add("support", acoustic: true, status: "pending");
        Folder.Write("a.wav", Recording.Wave());
        Service.AudioData.Questions = int.MaxValue;
        ConnectByClock();

        Result result = RunByClock(1, "Add-SttAudio support a.wav -Wait -Timeout 60");

        Assert.Equal("ModelWaitTimeout", result.ErrorId);
        Assert.Contains("It is analysing the audio 'a'.", result.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_is_being_trained_takes_audio_when_that_has_ended()
    {
        string id = Service.Add("support", acoustic: true);
        Folder.Write("a.wav", Recording.Wave());
        string route = $"POST /v1/acoustic_customizations/{id}/audio/a";
        const string locked = """{"code":409,"error":"It is currently locked to process your last request."}""";
        Service.Fail(route, 409, locked);
        ConnectByClock();

        Assert.Equal("ModelBusy", Shell.Run("Add-SttAudio support a.wav").ErrorId);
        Service.Statuses[id] = new(["training", "training", "available"]);
        int refused = 0;
        Service.Answers[route] = async http =>
        {
            if (++refused == 2) Service.Answers.TryRemove(route, out _);
            await http.Request.Body.CopyToAsync(Stream.Null);
            http.Response.StatusCode = 409;
            await Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(http.Response, locked);
        };
        Assert.Empty(RunByClock(0.5, "Add-SttAudio support a.wav -Wait").Errors);
        Assert.Equal(2, refused);
        Assert.Single(Service.AudioData.Added);
    }

    [Fact]
    public void A_failure_of_one_upload_does_not_hold_up_the_others()
    {
        string id = Service.Add("support", acoustic: true);
        Service.AudioData.Add(id, "b");
        foreach (string name in new[] { "a", "b", "c" }) Folder.Write($"{name}.wav", Recording.Wave());
        Connect();

        Result result = Shell.Run("Add-SttAudio support *.wav -PassThru");

        Assert.Equal("NameTaken", result.ErrorId);
        Assert.Equal(["a", "c"], result.Output.Select(a => a.Text("Name")));
        Result stopped = Shell.Run("Add-SttAudio support *.wav -ErrorAction Stop -ThrottleLimit 1");
        Assert.IsType<ActionPreferenceStopException>(stopped.Thrown);
    }

    [Fact]
    public void What_can_not_be_audio_is_refused_before_anything_is_sent()
    {
        Service.Add("support", acoustic: true);
        Service.Add("words");
        Folder.Write("short.wav", Recording.Wave()[..60]);
        Folder.Write("samples.raw", new byte[4000]);
        Folder.Write("text.txt", new byte[4000]);
        Folder.Write("good.wav", Recording.Wave());
        Directory.CreateDirectory(Folder["empty"]);
        using (FileStream large = File.Create(Folder["large.wav"]))
        {
            large.Write(Recording.Wave());
            large.SetLength(100 * 1024 * 1024 + 1);
        }
        Connect();

        Assert.Equal("AudioTooShort", Shell.Run("Add-SttAudio support short.wav").ErrorId);
        Assert.Equal("ContentTypeNeeded", Shell.Run("Add-SttAudio support samples.raw").ErrorId);
        Assert.Equal("ContentTypeNeeded", Shell.Run("Add-SttAudio support text.txt").ErrorId);
        Assert.Equal("NoAudio", Shell.Run("Add-SttAudio support empty").ErrorId);
        Assert.Equal("NotAnArchive", Shell.Run("Add-SttAudio support good.wav -ContainedContentType audio/wav").ErrorId);
        Assert.Equal("InvalidContentType", Shell.Run("Add-SttAudio support good.wav -ContentType wav").ErrorId);
        Assert.Equal("InvalidName", Shell.Run("Add-SttAudio support good.wav -Name 'a b'").ErrorId);
        Assert.Equal("PathNotFound", Shell.Run("Add-SttAudio support nothing.wav").ErrorId);
        Assert.Equal("CustomModelNotFound", Shell.Run("Add-SttAudio words good.wav").ErrorId);
        Assert.Equal("WrongModelType", Shell.Run("Get-SttCustomModel words | Add-SttAudio -Path good.wav").ErrorId);
        Result tooLarge = Shell.Run("Add-SttAudio support large.wav");
        Assert.Equal("AudioTooLong", tooLarge.ErrorId);
        Assert.Contains("FLAC", tooLarge.Error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(Shell.Get("Add-SttAudio support good.wav -WhatIf"));
        Assert.Equal(0, Service.Changes);
        Assert.Empty(Shell.Get("Add-SttAudio support samples.raw -ContentType 'audio/l16;rate=16000' -Name user"));
        Assert.Equal("user", Service.AudioData.Added.Single().Name);
    }

    [Fact]
    public void Two_files_of_one_name_do_not_overwrite_each_other()
    {
        Service.Add("support", acoustic: true);
        Folder.Write("a.wav", Recording.Wave());
        Folder.Write("a.flac", [.. "fLaC"u8, .. new byte[200]]);
        Connect();

        Result result = Shell.Run("Add-SttAudio support a.flac, a.wav -Force");

        Assert.Equal("NameTaken", result.ErrorId);
        Assert.Single(Service.AudioData.Added);
    }

    [Fact]
    public void An_archive_that_is_asked_for_by_name_tells_its_members()
    {
        string id = Service.Add("support", acoustic: true);
        Service.AudioData.Outcomes["may"] = Archive;
        Service.AudioData.Add(id, "may");
        Service.AudioData.Add(id, "call");
        Connect();

        Assert.All(Shell.Get("Get-SttAudio support"), a => Assert.Empty((Array)a.Property("Members")!));
        object? may = Shell.Get("Get-SttAudio support MAY").Single();
        Assert.Equal(("may", "Invalid", "archive", "zip", "320"), (may.Text("Name"), may.Text("Status"),
            may.Text("Type"), may.Text("Compression"), may.Text("Duration")));
        object?[] members = Shell.Get("(Get-SttAudio support m* | Get-SttAudio).Members");
        Assert.Equal(["x/one.wav", "x/two.wav"], members.Select(m => m.Text("Name")));
        Assert.Equal("may", members[1].Text("Archive"));
        Assert.Equal("AudioInArchive", Shell.Run("$args[0] | Remove-SttAudio", members[1]).ErrorId);
        Assert.Equal("may", Shell.Get("$args[0] | Get-SttAudio", members[1]).Single().Text("Name"));
        Assert.Equal("AudioNotFound", Shell.Run("Get-SttAudio support nope").ErrorId);
    }

    [Fact]
    public void The_total_counts_minutes_and_states_of_each_model()
    {
        string one = Service.Add("support", acoustic: true);
        Service.Add("empty", acoustic: true);
        Service.AudioData.Outcomes["may"] = Archive;
        foreach (string name in new[] { "may", "a", "b" }) Service.AudioData.Add(one, name);
        Connect();

        object?[] totals = Shell.Get("Get-SttCustomModel -Type Acoustic | Get-SttAudio -Total");

        object? total = totals.Single(t => t.Text("Model") == "support");
        Assert.Equal((190 / 60.0, 2, 1, 0), (total.Property("Minutes"), total.Property("Valid"),
            total.Property("Invalid"), total.Property("BeingProcessed")));
        Assert.Equal(0.0, totals.Single(t => t.Text("Model") == "empty").Property("Minutes"));
        Assert.Matches(@"support\s+3[.,]17\s+2\s+1\s+0", Shell.Show("Get-SttAudio support -Total"));
        Assert.Matches(@"a\s+Ok\s+95\s+16000\s+audio, pcm_s16le", Shell.Show("Get-SttAudio support"));
        Assert.Matches(@"may\s+Invalid\s+320\s+archive, zip", Shell.Show("Get-SttAudio support"));
    }

    [Fact]
    public void What_get_emits_pipes_into_remove()
    {
        string id = Service.Add("support", acoustic: true);
        foreach (string name in new[] { "a", "b", "c" }) Service.AudioData.Add(id, name);
        Connect();

        Shell.Get("Get-SttAudio support | Remove-SttAudio -WhatIf");
        Assert.Equal(0, Service.Changes);
        Assert.Equal("a", Shell.Get("Get-SttAudio support a | Remove-SttAudio -PassThru").Single().Text("Name"));
        Assert.Empty(Shell.Get("Remove-SttAudio support b*"));
        Assert.Equal("c", Shell.Get("Get-SttAudio support").Single().Text("Name"));
        Assert.Equal("NameNeeded", Shell.Run("Remove-SttAudio support").ErrorId);
        Result nothing = Shell.Run("Get-SttAudio");
        Assert.Equal("ModelNeeded", nothing.ErrorId);
        Assert.Contains("acoustic", nothing.Error.ToString(), StringComparison.Ordinal);
    }
}
