using System.Formats.Tar;
using System.IO.Compression;
using SttPowerShell.Tests.Support;

namespace SttPowerShell.Tests;

/// <summary>Custom acoustic models through the cmdlets, with the real service.</summary>
public sealed class CustomAcousticModelTests : IDisposable
{
    private const string LeastMinutes = "Customization__MinimumAudioMinutes";

    private readonly TempFolder _folder = new();
    private readonly Shell _shell = new();

    public CustomAcousticModelTests()
    {
        // The service that is started inherits it.
        Environment.SetEnvironmentVariable(LeastMinutes, "0.08");
        _shell.Get("Connect-SttService -Local -DataDirectory $args[0]", Data);
        Environment.SetEnvironmentVariable(LeastMinutes, null);
        _shell.Get("New-SttCustomModel support -Type Acoustic");
    }

    private string Data => _folder["data"];

    public void Dispose()
    {
        _shell.Run("Get-SttLocalService -DataDirectory $args[0] | Stop-SttLocalService", Data);
        _shell.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Recordings_and_archives_are_analysed_counted_and_removed()
    {
        string calls = Directory.CreateDirectory(_folder["calls"]).FullName;
        byte[] recording = Recording.Wave(30);
        for (int i = 0; i < 4; i++) File.WriteAllBytes(Path.Combine(calls, $"call{i}.wav"), recording);
        using (ZipArchive zip = ZipFile.Open(Path.Combine(calls, "may.zip"), ZipArchiveMode.Create))
        {
            zip.CreateEntryFromFile(Path.Combine(calls, "call0.wav"), "a/one.wav");
            zip.CreateEntryFromFile(Path.Combine(calls, "call1.wav"), "two.wav");
        }
        string raw = _folder["raw.tar.gz"];
        Pack(raw, recording[44..]);

        object?[] audio = _shell.Get("""
            Add-SttAudio support $args[0] -Wait -PassThru
            Add-SttAudio support $args[1] -ContainedContentType 'audio/l16;rate=16000' -Wait -PassThru
            """, calls, raw);

        Assert.Equal(["call0", "call1", "call2", "call3", "may", "raw"], audio.Select(a => a.Text("Name")));
        Assert.All(audio, a => Assert.Equal("Ok", a.Text("Status")));
        Assert.Equal([30, 30, 30, 30, 60, 30], audio.Select(a => (double)a.Property("Duration")!));
        Assert.Equal(["zip", "gzip"], audio[^2..].Select(a => a.Text("Compression")));
        Assert.Equal(["a/one.wav", "two.wav"],
            _shell.Get("(Get-SttAudio support may).Members").Select(m => m.Text("Name")).Order());
        Assert.Equal(3.5, _shell.Get("(Get-SttAudio support -Total).Minutes").Single());
        Assert.Equal("Ready", _shell.Get("Wait-SttModel support").Single().Text("Status"));
        Assert.Equal("NameTaken", _shell.Run("Add-SttAudio support $args[0]", Path.Combine(calls, "call0.wav")).ErrorId);
        _shell.Get("Get-SttAudio support call* | Remove-SttAudio");
        Assert.Equal(1.5, _shell.Get("(Get-SttAudio support -Total).Minutes").Single());
        _shell.Get("Reset-SttCustomModel support -Confirm:$false");
        Assert.Empty(_shell.Get("Get-SttAudio support"));
    }

    [Fact]
    public void A_model_is_trained_with_transcripts_of_its_audio_and_used_by_pipeline()
    {
        string librivox = (string)_shell.Get("dotnet $args[0] samples",
            Path.Combine(Repository.Root, "bin", "service", "SttPowerShell.LocalService.dll")).Single()!;
        string[] clips = [Clip(librivox, "0880"), Clip(librivox, "0930")];
        const string Said = "he was not an ill disposed young man";
        Assert.Equal("NothingToTrain", _shell.Run("Start-SttTraining support").ErrorId);
        _shell.Get("Add-SttAudio support -LiteralPath $args[0], $args[1] -Wait", clips);
        _shell.Get("$args[0] | Add-SttCorpus (New-SttCustomModel words -Type Language) -Name read -Wait", Said);
        Assert.Equal("CustomModelNotReady", _shell.Run(
            "Get-SttCustomModel support -Type Acoustic | Invoke-SttRecognition -LiteralPath $args[0]", clips).ErrorId);

        object?[] trained = _shell.Get("""
            Start-SttTraining words -Wait
            Start-SttTraining support -LanguageModel words -Wait -PassThru
            """);
        object?[] heard = _shell.Get("""
            Invoke-SttRecognition -LiteralPath $args[0]
            Get-SttCustomModel support* -Type Acoustic | Invoke-SttRecognition -LiteralPath $args[0]
            Get-SttCustomModel | Invoke-SttRecognition -LiteralPath $args[0]
            """, clips);
        object?[] checks = _shell.Get(
            "Test-SttCustomModel words -AcousticModel support -Path $args[0] -Reference $args[2]", [.. clips, Said]);

        Assert.Equal("Available", trained.Single().Text("Status"));
        Assert.NotEqual(heard[0].Property("Confidence"), heard[1].Property("Confidence"));
        Assert.Equal(("", heard[2].Text("AcousticModelId")),
            (heard[0].Text("AcousticModelId"), heard[1].Text("AcousticModelId")));
        Assert.Equal(Said, heard[2].Text("Transcript"));
        Assert.All(checks, c => Assert.True(true.Equals(c.Property("Passed")), $"{c}: {c.Text("Detail")}"));
        Assert.Equal("WordErrors", checks[^1].Text("Check"));
    }

    [Fact]
    public void Audio_that_can_not_be_used_is_told_with_the_services_reason()
    {
        byte[] narrow = Recording.Wave(2);
        narrow[24] = 0x40;
        narrow[25] = 0x1F;
        _folder.Write("narrow.wav", narrow);
        using (ZipArchive zip = ZipFile.Open(_folder["mixed.zip"], ZipArchiveMode.Create))
        {
            zip.CreateEntryFromFile(_folder["narrow.wav"], "narrow.wav");
        }

        Result result = _shell.Run("Add-SttAudio support $args[0], $args[1] -Wait", _folder["narrow.wav"],
            _folder["mixed.zip"]);
        object?[] checks = _shell.Get("Test-SttCustomModel support");

        Assert.All(result.Errors, e => Assert.StartsWith("AudioInvalid,", e.FullyQualifiedErrorId,
            StringComparison.Ordinal));
        Assert.Equal(2, result.Errors.Length);
        Assert.All(result.Errors, e => Assert.Contains("8000", e.ToString(), StringComparison.Ordinal));
        object? data = checks.Single(c => c.Text("Check") == "Data");
        Assert.Equal(false, data.Property("Passed"));
        Assert.Contains("Audio 'narrow': ", data.Text("Detail"), StringComparison.Ordinal);
        Assert.Equal("ModelIdle", _shell.Run("Wait-SttModel support").ErrorId);
    }

    private static string Clip(string folder, string number)
        => Path.Combine(folder, $"sense_and_sensibility_01_austen_64kb-{number}.wav");

    private static void Pack(string path, byte[] samples)
    {
        using FileStream file = File.Create(path);
        using GZipStream gzip = new(file, CompressionLevel.Fastest);
        using TarWriter tar = new(gzip);
        using MemoryStream content = new(samples);
        tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "speech.raw") { DataStream = content });
    }
}
