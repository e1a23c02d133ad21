using SttPowerShell.Tests.Support;

namespace SttPowerShell.Tests;

/// <summary>
/// What a backup is for: a model that was made of the file of another, and trained, hears just what that one hears.
/// With the real service.
/// </summary>
public sealed class ModelRoundTripTests : IClassFixture<ModelRoundTripTests.LocalService>
{
    private readonly LocalService _local;

    public ModelRoundTripTests(LocalService local) => _local = local;

    [Fact]
    public void A_language_model_has_the_same_words_and_hears_the_same()
    {
        string corpus = _local.Folder["manner.txt"];
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Data", "in-the-novels-manner.txt"), corpus);
        File.AppendAllText(corpus, "the Zorblatt was kept in the Quixley drawer\n");
        Get("""
            New-SttCustomModel novel -Type Language -Description 'in the manner of a novel' |
                Add-SttCorpus -LiteralPath $args[0] -Wait
            Add-SttWord novel Zorblatt -SoundsLike 'zor blat' -DisplayAs 'ZorBlatt™'
            Add-SttWord novel CardioMap -SoundsLike 'cardio map'
            Start-SttTraining novel -Wait
            """, corpus);

        object? copy = Copy("novel", corpus);

        Assert.Equal("in the manner of a novel", copy.Text("Description"));
        string[] words = Words("novel");
        Assert.Equal(words, Words("copy"));
        Assert.Contains("Zorblatt|zor blat|ZorBlatt™|manner user", words);
        Assert.Contains("Quixley|quixley|Quixley|manner", words);
        Same("-LanguageModel", "novel", _local.Clips[..3]);
        Get("Remove-SttCustomModel copy -Confirm:$false");
    }

    [Fact]
    public void An_acoustic_model_has_the_same_audio_and_hears_the_same()
    {
        Get("""
            New-SttCustomModel voices -Type Acoustic | Add-SttAudio -LiteralPath $args[0] -Wait
            Start-SttTraining voices -Wait
            """, (object)_local.Clips[..2]);

        Copy("voices", _local.Clips);

        Assert.Equal(Audio("voices"), Audio("copy"));
        Same("-AcousticModel", "voices", _local.Clips[1..3]);
        Get("Remove-SttCustomModel copy -Confirm:$false");
    }

    private object? Copy(string model, params string[] sources)
    {
        Result result = _local.Shell.Run(
            "Export-SttCustomModel $args[0] $args[1] -SourcePath $args[2] | Import-SttCustomModel -Name copy -Train -Wait",
            model, _local.Folder["bak"], sources);
        Assert.Null(result.Thrown);
        Assert.Empty(result.Errors);
        Assert.Empty(result.Warnings);
        Assert.Equal("Available", result.Output.Single().Text("Status"));
        return result.Output.Single();
    }

    private void Same(string parameter, string model, IEnumerable<string> clips)
    {
        foreach (string clip in clips)
        {
            string heard = Hear(clip, $"{parameter} {model}");
            Assert.NotEmpty(heard);
            Assert.Equal(heard, Hear(clip, $"{parameter} copy"));
        }
    }

    private object?[] Get(string script, params object?[] arguments) => _local.Shell.Get(script, arguments);

    private string Hear(string clip, string with)
        => Get($"Invoke-SttRecognition -LiteralPath $args[0] {with}", clip).Single().Text("Transcript");

    private string[] Words(string model)
        => [.. Get("Get-SttWord $args[0] | ForEach-Object { \"$_|$($_.SoundsLike)|$($_.DisplayAs)|$($_.Source)\" }", model)
            .Cast<string>()];

    private string[] Audio(string model)
        => [.. Get("Get-SttAudio $args[0] | ForEach-Object { \"$_|$($_.Status)|$($_.Duration)|$($_.Codec)\" }", model)
            .Cast<string>()];

    /// <summary>A service for both tests, which trains with a few seconds of audio.</summary>
    public sealed class LocalService : IDisposable
    {
        private const string MinimumAudio = "Customization__MinimumAudioMinutes";

        public LocalService()
        {
            Environment.SetEnvironmentVariable(MinimumAudio, "0.1");
            Shell.Get("$null = Connect-SttService -Local -DataDirectory $args[0]", Folder["data"]);
            string librivox = (string)Shell.Get("dotnet $args[0] samples",
                Path.Combine(Repository.Root, "bin", "service", "SttPowerShell.LocalService.dll")).Single()!;
            Clips = [.. Directory.GetFiles(librivox, "*.wav").OrderBy(file => new FileInfo(file).Length)];
        }

        internal TempFolder Folder { get; } = new();

        internal Shell Shell { get; } = new();

        /// <summary>Recordings that the service fetches, the shortest first.</summary>
        internal string[] Clips { get; }

        public void Dispose()
        {
            Environment.SetEnvironmentVariable(MinimumAudio, null);
            Shell.Run("Get-SttLocalService -DataDirectory $args[0] | Stop-SttLocalService", Folder["data"]);
            Shell.Dispose();
            Folder.Dispose();
        }
    }
}
