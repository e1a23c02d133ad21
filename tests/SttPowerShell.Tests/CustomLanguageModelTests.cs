using System.Text.RegularExpressions;
using SttPowerShell.LocalService.Tests.Support;
using SttPowerShell.Tests.Support;

namespace SttPowerShell.Tests;

/// <summary>
/// What training is for: a custom language model, made, fed, trained and used through the cmdlets with the real
/// service, changes what is heard. The quality run measures more of it.
/// </summary>
public sealed partial class CustomLanguageModelTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Shell _shell = new();

    private string Data => _folder["data"];

    public void Dispose()
    {
        _shell.Run("Get-SttLocalService -DataDirectory $args[0] | Stop-SttLocalService", Data);
        _shell.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Sentences_in_the_manner_of_what_is_read_take_most_errors_away()
    {
        IReadOnlyList<(string Path, string[] Words)> clips = Clips("librivox", "transcription");
        Connect();
        _shell.Get("New-SttCustomModel novel -Type Language | Add-SttCorpus -LiteralPath $args[0] -Wait",
            Quality("in-the-novels-manner.txt"));
        object? model = _shell.Get("Start-SttTraining novel -Wait -PassThru").Single();
        Assert.Equal("Available", model.Text("Status"));

        int words = clips.Sum(clip => clip.Words.Length);
        Assert.InRange(Errors(clips, "Invoke-SttRecognition -LiteralPath $args[0]"), words / 4, words / 3);
        // The goal is 10 %.
        Assert.InRange(
            Errors(clips, "Invoke-SttRecognition -LiteralPath $args[0] -LanguageModel novel"), 0, words / 10);
    }

    [Fact]
    public void A_grammar_hears_its_cards_and_nothing_else()
    {
        Connect();
        _shell.Get("New-SttCustomModel cards -Type Language | Add-SttGrammar -LiteralPath $args[0] -Name hand -Wait",
            Quality("cards.gram"));
        _shell.Get("Start-SttTraining cards -Wait");

        const string recognise = "Invoke-SttRecognition -LiteralPath $args[0] -LanguageModel cards -Grammar hand";
        Assert.InRange(Errors(Clips("cards", "cards.transcription"), recognise), 0, 1);
        Assert.All(Clips("librivox", "transcription"),
            clip => Assert.Equal("", _shell.Get(recognise, clip.Path).Single().Text("Transcript")));
    }

    private void Connect() => _shell.Get("Connect-SttService -Local -DataDirectory $args[0]", Data);

    private static string Quality(string file) => Path.Combine(AppContext.BaseDirectory, "Data", file);

    private int Errors(IEnumerable<(string Path, string[] Words)> clips, string script) => clips.Sum(clip =>
    {
        string heard = _shell.Get(script, clip.Path).Single().Text("Transcript");
        return WordErrors.Between(
            clip.Words, heard.ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries)).Count;
    });

    /// <summary>Recordings that the service fetches, and what was said.</summary>
    private IReadOnlyList<(string Path, string[] Words)> Clips(string folder, string transcription)
    {
        string librivox = (string)_shell.Get("dotnet $args[0] samples",
            Path.Combine(Repository.Root, "bin", "service", "SttPowerShell.LocalService.dll")).Single()!;
        string path = Path.Combine(Path.GetDirectoryName(librivox)!, folder);
        return
        [
            .. File.ReadLines(Path.Combine(path, transcription)).Select(line => Line().Match(line))
                .Where(line => line.Success)
                .Select(line => (Path.Combine(path, line.Groups[2].Value + ".wav"),
                    line.Groups[1].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries))),
        ];
    }

    [GeneratedRegex(@"^<s> (.*) </s> \((.*)\)$")]
    private static partial Regex Line();
}
