using System.Text.Json;
using System.Text.Json.Serialization;
using SttPowerShell.Client.Wire;

namespace SttPowerShell.Client.Local;

/// <summary>
/// Where the local service of a data directory listens and what proves it: the content of the file
/// <c>endpoint.json</c>, which the service writes once it listens and only its owner can read.
/// </summary>
internal sealed record LocalServiceEndpoint
{
    /// <summary>The name of the file in the data directory.</summary>
    public const string FileName = "endpoint.json";

    [JsonPropertyName("uri")] public required string Uri { get; init; }
    [JsonPropertyName("process_id")] public required int ProcessId { get; init; }

    /// <summary>When the process was started, UTC: tells it from a later process of the same id.</summary>
    [JsonPropertyName("started")] public required DateTimeOffset Started { get; init; }

    /// <summary>
    /// The API key of the service's default instance; it also keys the proof of <c>/ready?nonce=</c>.
    /// </summary>
    [JsonPropertyName("api_key")] public required string ApiKey { get; init; }

    [JsonPropertyName("version")] public required string Version { get; init; }

    /// <summary>Reads the file of a data directory; null if it is missing or not such a file.</summary>
    /// <exception cref="UnauthorizedAccessException">
    /// Others than its owner can read the file, or this user can't.
    /// </exception>
    public static LocalServiceEndpoint? Read(string dataDirectory)
    {
        string path = Path.Combine(dataDirectory, FileName);
        try
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            RefuseIfOthersCanRead(file, path);
            return JsonSerializer.Deserialize(file, WireJson.Plain.LocalServiceEndpoint);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Without the key: a record prints its members otherwise.</summary>
    public override string ToString() => $"{Uri} (process {ProcessId}, version {Version})";

    private static void RefuseIfOthersCanRead(FileStream file, string path)
    {
        if (OperatingSystem.IsWindows()) return;
        const UnixFileMode others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
            | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;
        UnixFileMode mode = File.GetUnixFileMode(file.SafeFileHandle);
        if ((mode & others) == 0) return;
        throw new UnauthorizedAccessException(
            $"The file '{path}' holds the key of the local service, and others can get at it (mode "
            + $"{Convert.ToString((int)mode, 8)}). Delete it and start the service anew.");
    }
}

/// <summary>The answer to <c>GET /ready</c>: 200 when recognition works, 503 while it doesn't yet or can't.</summary>
internal sealed record ReadyAnswer : ServiceAnswer
{
    [JsonPropertyName("ready")] public bool Ready { get; init; }

    /// <summary>What the service is doing or has, for a person to read.</summary>
    [JsonPropertyName("status")] public string? Status { get; init; }

    [JsonPropertyName("version")] public string? Version { get; init; }
    [JsonPropertyName("process_id")] public int ProcessId { get; init; }

    /// <summary>
    /// Base64 of HMAC-SHA256 under the API key (UTF-8) over the nonce (UTF-8); only if a nonce was sent.
    /// </summary>
    [JsonPropertyName("proof")] public string? Proof { get; init; }

    /// <summary>The error member says why recognition can't work, with the remedy; the answer itself is good.</summary>
    internal override bool IsFailure() => false;
}
