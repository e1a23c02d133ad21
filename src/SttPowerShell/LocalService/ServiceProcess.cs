using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using SttPowerShell.Client.Discovery;

namespace SttPowerShell.LocalService;

/// <summary>
/// A service process that was just started. It outlives this object and this process: what it writes goes to
/// <c>service.log</c> in its data directory.
/// </summary>
internal sealed class ServiceProcess : IDisposable
{
    private const int ShownLines = 15;

    private readonly Process _process;
    private readonly string _log;
    private readonly long _logStart;

    private ServiceProcess(Process process, string log, long logStart)
    {
        _process = process;
        _log = log;
        _logStart = logStart;
    }

    public bool HasExited => _process.HasExited;

    /// <exception cref="LocalServiceException">It can't be started.</exception>
    public static ServiceProcess Start(string dataDirectory, int port, bool exitWhenUnused)
    {
        string module = Path.GetDirectoryName(typeof(ServiceProcess).Assembly.Location)!;
        string service = Path.Combine(module, "service", "SttPowerShell.LocalService.dll");
        if (!File.Exists(service))
        {
            throw new LocalServiceException("LocalServiceMissing", $"The local service is not there: {service}.",
                "Install the module again; in a clone, build it first.");
        }
        string log = Path.Combine(dataDirectory, "service.log");
        long logStart = File.Exists(log) ? new FileInfo(log).Length : 0;
        List<string> command =
        [
            DotnetHost.Find(), service,
            "--urls", string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"),
            "--data", dataDirectory,
            "--Detached", "true",
        ];
        if (exitWhenUnused) command.AddRange(["--ExitWhenUnused", "true"]);
        try
        {
            ProcessStartInfo start = Redirected(command, log, dataDirectory);
            KeepSecretsFrom(start.Environment);
            return new ServiceProcess(Process.Start(start)!, log, logStart);
        }
        catch (Win32Exception e)
        {
            throw new LocalServiceException("LocalServiceStartFailed",
                $"The local service can't be started: {e.Message}",
                "Check that dotnet may be run.", e);
        }
    }

    /// <summary>The last lines that it wrote.</summary>
    public string LastWords()
    {
        try
        {
            using FileStream file = new(_log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            file.Position = Math.Min(_logStart, file.Length);
            using StreamReader reader = new(file);
            string[] lines = reader.ReadToEnd()
                .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            // Why it ends it says in a line of its own; the log's lines, with what else happened, begin with their time.
            string[] own = [.. lines.Where(line => !DateTimeOffset.TryParse(
                line.Split(' ')[0], CultureInfo.InvariantCulture, out _))];
            return string.Join(Environment.NewLine, (own.Length > 0 ? own : lines).TakeLast(ShownLines));
        }
        catch (IOException e)
        {
            return e.Message;
        }
    }

    public void Dispose() => _process.Dispose();

    // It outlives this process, and has no use for the credentials of other services.
    private static void KeepSecretsFrom(IDictionary<string, string?> environment)
    {
        foreach (string name in environment.Keys.Where(CredentialDiscovery.IsVariable).ToArray())
        {
            environment.Remove(name);
        }
    }

    // A shell redirects to the file and becomes the service. Pipes of ours would break when this process ends.
    private static ProcessStartInfo Redirected(List<string> command, string log, string directory)
    {
        ProcessStartInfo start = new() { UseShellExecute = false, CreateNoWindow = true, WorkingDirectory = directory };
        if (OperatingSystem.IsWindows())
        {
            start.FileName = Environment.GetEnvironmentVariable("ComSpec") ?? "cmd.exe";
            string quoted = string.Join(' ', command.Select(part => $"\"{part}\""));
            start.Arguments = $"/d /s /c \"{quoted} >>\"{log}\" 2>&1 <nul\"";
            return start;
        }
        start.FileName = "/bin/sh";
        const string Script = "umask 077; exec \"$@\" >>\"$0\" 2>&1 </dev/null";
        foreach (string argument in (string[])["-c", Script, log, .. command]) start.ArgumentList.Add(argument);
        return start;
    }
}
