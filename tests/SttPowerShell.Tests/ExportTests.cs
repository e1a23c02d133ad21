using System.Text;
using System.Text.Json;
using SttPowerShell.Tests.Support;

namespace SttPowerShell.Tests;

public sealed class ExportTests : IDisposable
{
    private readonly Shell _shell = new();
    private readonly TempFolder _folder = new();

    public ExportTests()
    {
        _shell.Get("$null = $ExecutionContext.SessionState.Path.SetLocation($args[0])", _folder.Path);
        Transcripts.Put(_shell, "t",
            Transcripts.Phrase("Größe, \"42\"", 0.5, 1.25), Transcripts.Phrase("second phrase", 0.5, 3));
    }

    public void Dispose()
    {
        _shell.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Each_format_is_a_file_named_after_the_recording()
    {
        string[] paths = [.. _shell.Get(
            "$t | Export-SttTranscript -Format json, txt, csv, tsv, srt, vtt, ctm -OutputDirectory out/deep -PassThru")
            .Cast<FileInfo>().Select(file => file.FullName)];

        Assert.Equal(((string[])["json", "txt", "csv", "tsv", "srt", "vtt", "ctm"])
            .Select(extension => _folder[$"out/deep/call.{extension}"]), paths);
        Assert.Equal(paths.Order(), Directory.GetFiles(_folder["out/deep"]).Order());
        Assert.Equal("Größe, \"42\"\nsecond phrase\n", Read("out/deep/call.txt"));
        Assert.Equal("Start,End,Confidence,Transcript\n1.25,2.25,0.5,\"Größe, \"\"42\"\"\"\n3,4,0.5,second phrase\n",
            Read("out/deep/call.csv"));
        Assert.Equal("Start\tEnd\tConfidence\tTranscript\n1.25\t2.25\t0.5\tGröße, \"42\"\n3\t4\t0.5\tsecond phrase\n",
            Read("out/deep/call.tsv"));
        Assert.StartsWith("call 1 1.25 0.50 Größe, 0.75\n", Read("out/deep/call.ctm"), StringComparison.Ordinal);
        Assert.Contains("00:00:01,250 --> ", Read("out/deep/call.srt"), StringComparison.Ordinal);
        Assert.StartsWith("WEBVTT\n", Read("out/deep/call.vtt"), StringComparison.Ordinal);
    }

    [Fact]
    public void Json_has_the_properties_of_the_object()
    {
        _shell.Get("$t | Export-SttTranscript json");

        using JsonDocument json = JsonDocument.Parse(Read("call.json"));
        JsonElement root = json.RootElement;
        Assert.Equal("/audio/call.wav", root.GetProperty("Path").GetString());
        JsonElement word = root.GetProperty("Results")[0].GetProperty("Words")[0];
        Assert.Equal("Größe,", word.GetProperty("Word").GetString());
        Assert.Equal(1.25, word.GetProperty("Start").GetDouble());
        Assert.Contains("Größe", Read("call.json"), StringComparison.Ordinal);
        Assert.Equal(
            _shell.Get("$t.psobject.Properties.Name | ForEach-Object { $_ }").Select(name => name!.ToString()),
            root.EnumerateObject().Select(property => property.Name));
    }

    [Fact]
    public void Files_are_the_same_in_every_culture()
    {
        _shell.Get("$t | Export-SttTranscript csv, ctm, srt -OutputDirectory one");
        _shell.Get("""
            [cultureinfo]::CurrentCulture = 'de-DE'
            $t | Export-SttTranscript csv, ctm, srt -OutputDirectory other
            """);

        foreach (string file in (string[])["call.csv", "call.ctm", "call.srt"])
        {
            Assert.Equal(File.ReadAllBytes(_folder[$"one/{file}"]), File.ReadAllBytes(_folder[$"other/{file}"]));
        }
        Assert.NotEqual(0xEF, File.ReadAllBytes(_folder["one/call.srt"])[0]);
    }

    [Fact]
    public void Recordings_of_the_same_name_get_numbers_and_a_warning()
    {
        Transcripts.Put(_shell, "u", "/other/CALL.mp3", [Transcripts.Phrase("other", 0.5)]);
        Transcripts.Put(_shell, "v", (string?)null, [Transcripts.Phrase("memory", 0.5)]);

        Result result = _shell.Run("$t, $u, $v, $t | Export-SttTranscript txt");

        Assert.Empty(result.Errors);
        Assert.Equal(2, result.Warnings.Length);
        Assert.Equal(["CALL-2.txt", "call-3.txt", "call.txt", "transcript.txt"],
            Directory.GetFiles(_folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal("other\n", Read("CALL-2.txt"));
    }

    [Fact]
    public void Existing_files_are_replaced_unless_they_must_not_be()
    {
        _folder.Write("call.txt", "old"u8.ToArray());

        Result kept = _shell.Run("$t | Export-SttTranscript txt, csv -NoClobber -PassThru");
        Assert.Equal("FileExists", kept.ErrorId);
        Assert.Equal("old", Read("call.txt"));
        Assert.Equal("call.csv", Assert.IsType<FileInfo>(Assert.Single(kept.Output)).Name);

        Assert.Empty(_shell.Get("$t | Export-SttTranscript txt"));
        Assert.StartsWith("Größe", Read("call.txt"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_read_only_file_is_replaced_with_force_only()
    {
        _folder.Write("call.txt", "old"u8.ToArray());
        File.SetAttributes(_folder["call.txt"], FileAttributes.ReadOnly);

        Assert.Equal("FileReadOnly", _shell.Run("$t | Export-SttTranscript txt").ErrorId);
        Assert.Equal("old", Read("call.txt"));
        _shell.Get("$t | Export-SttTranscript txt -Force");
        Assert.StartsWith("Größe", Read("call.txt"), StringComparison.Ordinal);
    }

    [Fact]
    public void What_if_writes_nothing()
    {
        _shell.Get("$t | Export-SttTranscript txt -OutputDirectory out -WhatIf");

        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void A_file_that_can_not_be_written_leaves_nothing_behind()
    {
        Directory.CreateDirectory(_folder["call.txt"]);

        Result result = _shell.Run("$t | Export-SttTranscript txt, csv");

        Assert.Equal("FileNotWritten", result.ErrorId);
        Assert.Equal(_folder["call.txt"], result.Error.TargetObject);
        Assert.Equal(["call.csv", "call.txt"],
            Directory.GetFileSystemEntries(_folder.Path).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void What_needs_times_is_an_error_without_and_other_formats_are_written()
    {
        Transcripts.Put(_shell, "u", "/audio/b.wav", [new SpokenPhrase("no times", [])]);

        Result result = _shell.Run("$u | Export-SttTranscript srt, ctm, vtt, txt, csv");

        Assert.Equal(3, result.Errors.Length);
        Assert.All(result.Errors, error => Assert.StartsWith("NoWordTimes,", error.FullyQualifiedErrorId,
            StringComparison.Ordinal));
        Assert.Equal(["b.csv", "b.txt"], Directory.GetFiles(_folder.Path).Select(Path.GetFileName).Order());
        Assert.Equal("Start,End,Confidence,Transcript\n,,0.5,no times\n", Read("b.csv"));
    }

    [Fact]
    public void A_location_outside_the_file_system_is_an_error()
        => Assert.Equal("NotAFile", _shell.Run("$t | Export-SttTranscript txt -OutputDirectory env:").ErrorId);

    private string Read(string name) => new UTF8Encoding(false, true).GetString(File.ReadAllBytes(_folder[name]));
}
