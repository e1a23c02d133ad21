using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace SttPowerShell.Kills;

/// <summary>
/// A bulk recognition in a process of its own: recordings, a script, a journal and what comes of it, in a folder that
/// is removed with it.
/// </summary>
public sealed class BulkTask : IDisposable
{
    private const string Script = """
        param([string] $Uri, [string] $Audio, [string] $Out, [string] $Journal, [string] $More)
        $ErrorActionPreference = 'Stop'
        $null = Connect-SttService $Uri -NoAuthentication
        $begun = [datetime]::UtcNow.Ticks
        [System.IO.DirectoryInfo]::new($Audio).GetFiles('*.wav') |
            Invoke-SttBulkRecognition -OutputDirectory $Out -Format Json, Txt, Srt -Journal $Journal |
            ForEach-Object { "$begun $_" }
        """;

    private static readonly string[] s_extensions = ["json", "srt", "txt"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("stt-bulk-");
    private readonly string _shell;
    private readonly CountingService _service;

    /// <param name="root">The repository.</param>
    /// <param name="service">The service.</param>
    /// <param name="recordings">How many recordings there are.</param>
    public BulkTask(string root, CountingService service, int recordings)
    {
        _shell = Path.Combine(root, "artifacts", "bin", "SttShell", "release", "SttShell.dll");
        _service = service;
        Directory.CreateDirectory(Audio);
        File.WriteAllText(ScriptPath, Script);
        Add(recordings);
    }

    public int Recordings { get; private set; }

    public string Journal => Path.Combine(_folder.FullName, "run.journal");

    public string Audio => Path.Combine(_folder.FullName, "audio");

    private string Out => Path.Combine(_folder.FullName, "out");

    private string ScriptPath => Path.Combine(_folder.FullName, "run.ps1");

    public void Add(int recordings)
    {
        for (int i = 0; i < recordings; i++) Kills.Recordings.Write(Audio, Recordings++);
    }

    /// <summary>Starts the process.</summary>
    public Process Start() => Process.Start(new ProcessStartInfo("dotnet",
        [_shell, ScriptPath, _service.Uri.ToString(), Audio, Out, Journal])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    /// <summary>Runs it to its end.</summary>
    public async Task<(int ExitCode, string Output, string Error)> RunAsync()
    {
        using Process process = Start();
        try
        {
            Task<string> error = process.StandardError.ReadToEndAsync();
            string output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            return (process.ExitCode, output.Trim(), (await error).Trim());
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }
    }

    /// <summary>The recordings that the journal has as finished; a line without an end isn't one.</summary>
    public HashSet<int> Finished()
    {
        if (!File.Exists(Journal)) return [];
        string text = File.ReadAllText(Journal);
        string[] whole = text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return [.. whole.Skip(1)
            .Select(line => int.Parse(JsonDocument.Parse(line).RootElement.GetProperty("name").GetString()!,
                CultureInfo.InvariantCulture))];
    }

    /// <summary>Leaves only the first entries of the journal, and removes the files of the others.</summary>
    public void KeepFinished(int count)
    {
        string[] lines = File.ReadAllLines(Journal);
        File.WriteAllLines(Journal, lines[..(count + 1)]);
        HashSet<int> kept = Finished();
        foreach (int number in Enumerable.Range(0, Recordings).Where(number => !kept.Contains(number)))
        {
            foreach (string extension in s_extensions) File.Delete(PathOf(number, extension));
        }
    }

    /// <summary>The numbers of the recordings of which there is a file, and those of which one isn't whole.</summary>
    public (HashSet<int> Named, List<string> Torn) Files()
    {
        HashSet<int> named = [];
        List<string> torn = [];
        for (int number = 0; number < Recordings; number++)
        {
            foreach (string extension in s_extensions)
            {
                string path = PathOf(number, extension);
                if (!File.Exists(path)) continue;
                named.Add(number);
                if (!IsWhole(number, extension, File.ReadAllText(path))) torn.Add(path);
            }
        }
        return (named, torn);
    }

    /// <summary>All that is in the output directory and doesn't belong there, and what is missing.</summary>
    public IReadOnlyList<string> Strays()
    {
        HashSet<string> expected = [.. from number in Enumerable.Range(0, Recordings)
                                       from extension in s_extensions
                                       select PathOf(number, extension)];
        expected.SymmetricExceptWith(
            Directory.Exists(Out) ? Directory.EnumerateFileSystemEntries(Out, "*", SearchOption.AllDirectories) : []);
        return [.. expected];
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private string PathOf(int number, string extension)
        => Path.Combine(Out, $"{Kills.Recordings.Name(number)}.{extension}");

    private static bool IsWhole(int number, string extension, string content)
    {
        string text = Kills.Recordings.Text(number);
        if (extension == "txt") return content == text + "\n";
        if (extension == "srt")
        {
            return content.ReplaceLineEndings(" ").TrimEnd().EndsWith(text[^20..], StringComparison.Ordinal);
        }
        try
        {
            using JsonDocument json = JsonDocument.Parse(content);
            return json.RootElement.GetProperty("Transcript").GetString() == text;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
