using Microsoft.AspNetCore.Http;

namespace SttPowerShell.Tests.Support;

/// <summary>A bulk run against a fake service whose words have times.</summary>
public abstract class BulkTest : ServiceTest
{
    private protected const string Recognize = "POST /v1/recognize";

    private const string Results = """
        {"result_index":0,"results":[{"final":true,"alternatives":[{"transcript":"open the door ","confidence":0.5,
        "timestamps":[["open",0.1,0.4],["the",0.4,0.5],["door",0.5,0.9]]}]}]}
        """;

    /// <summary>How many recordings were sent.</summary>
    private protected int Sent => Service.Audio.Count;

    /// <summary>Writes recordings, each of other content, and has them answered.</summary>
    private protected void Write(params string[] names)
    {
        Service.Answers.TryAdd(Recognize, AnswerAsync);
        foreach (string name in names)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Folder[name])!);
            byte[] wave = Recording.Wave();
            BitConverter.TryWriteBytes(wave.AsSpan(100), Random.Shared.NextInt64());
            Folder.Write(name, wave);
        }
    }

    private protected async Task AnswerAsync(HttpContext http)
    {
        using MemoryStream audio = new();
        await http.Request.Body.CopyToAsync(audio, http.RequestAborted);
        Service.Audio.Enqueue((http.Request.ContentType, audio.ToArray()));
        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync(Results, http.RequestAborted);
    }

    /// <summary>Runs it over all WAV files of the folder and those below, in order, into out.</summary>
    private protected Result Bulk(string more = "", Shell? shell = null)
        => (shell ?? Shell).Run($$"""
            [System.IO.Directory]::GetFiles($pwd.Path, '*.wav', 'AllDirectories') | Sort |
                Invoke-SttBulkRecognition -OutputDirectory out {{more}}
            """.Replace("| Sort", "| & { $all = @($input); [array]::Sort($all); $all }", StringComparison.Ordinal));

    /// <summary>The names of the files in out.</summary>
    private protected string[] Outputs => Directory.Exists(Folder["out"])
        ? [.. Directory.GetFileSystemEntries(Folder["out"]).Select(p => Path.GetFileName(p)!)
            .Order(StringComparer.Ordinal)]
        : [];

    private protected static string Numbers(object? summary)
        => string.Join(' ', ((string[])["Files", "Completed", "Skipped", "Failed", "NotTried"])
            .Select(summary.Text));
}
