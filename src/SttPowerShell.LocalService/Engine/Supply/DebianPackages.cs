using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace SttPowerShell.LocalService.Engine.Supply;

/// <summary>
/// Fetches packages of Debian or Ubuntu into a cache and unpacks them there, without root and without installing
/// anything: the system's own apt downloads and checks them against the distribution's signatures.
/// </summary>
internal sealed class DebianPackages
{
    private static readonly TimeSpan UpdateLimit = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan DownloadLimit = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan UnpackLimit = TimeSpan.FromMinutes(2);

    private readonly string _cache;
    private readonly ToolRunner _run;

    /// <param name="cache">A folder of the user's; see <see cref="CacheDirectory"/>.</param>
    /// <param name="run">What runs the tools: <see cref="Tool.RunAsync"/>.</param>
    public DebianPackages(string cache, ToolRunner run)
    {
        _cache = cache;
        _run = run;
    }

    /// <summary>
    /// The folder with the packages' files (<c>usr/…</c>), fetched now if they aren't there. Several processes may ask
    /// at once: one fetches, the others wait for it.
    /// </summary>
    /// <exception cref="EngineUnavailableException">They can't be had; the message says why, not yet what to do.</exception>
    /// <exception cref="FileNotFoundException">There is no apt here.</exception>
    public async Task<string> EnsureAsync(IReadOnlyCollection<string> packages, CancellationToken cancel)
    {
        string target = Path.Combine(_cache, "packages", FolderName(packages));
        if (Directory.Exists(target)) return target;
        try
        {
            using FileStream held = await ProcessLock.TakeAsync(Path.Combine(_cache, "fetch.lock"), cancel)
                .ConfigureAwait(false);
            if (!Directory.Exists(target)) await FetchAsync(packages, target, cancel).ConfigureAwait(false);
            return target;
        }
        catch (Exception e) when (e is not FileNotFoundException
            && e is IOException or UnauthorizedAccessException or TimeoutException)
        {
            throw new EngineUnavailableException($"Debian packages can't be fetched: {e.Message}", e);
        }
    }

    /// <summary>Whether <see cref="EnsureAsync"/> would find them without fetching.</summary>
    public bool Contains(IReadOnlyCollection<string> packages) =>
        Directory.Exists(Path.Combine(_cache, "packages", FolderName(packages)));

    private async Task FetchAsync(IReadOnlyCollection<string> packages, string target, CancellationToken cancel)
    {
        string work = Path.Combine(_cache, "fetching");
        // Whoever holds the lock owns the folder, so what is in it was left by a process that was killed.
        DeleteFolder(work);
        try
        {
            string files = Directory.CreateDirectory(Path.Combine(work, "download")).FullName;
            string root = Directory.CreateDirectory(Path.Combine(work, "root")).FullName;
            await DownloadAsync(packages, files, cancel).ConfigureAwait(false);
            foreach (string file in Directory.EnumerateFiles(files, "*.deb").Order(StringComparer.Ordinal))
            {
                ToolResult unpacked = await _run(
                    new ToolCommand("dpkg-deb", ["--extract", file, root], work, UnpackLimit), cancel)
                    .ConfigureAwait(false);
                if (unpacked.ExitCode != 0) throw Failed($"'{Path.GetFileName(file)}' can't be unpacked", unpacked);
            }
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            Directory.Move(root, target);
        }
        finally
        {
            DeleteFolder(work);
        }
    }

    /// <summary>
    /// With the package lists of the system first; they may be missing (apt-get update never ran) or old (files that
    /// the mirror no longer has), then with lists of our own.
    /// </summary>
    private async Task DownloadAsync(IReadOnlyCollection<string> packages, string folder, CancellationToken cancel)
    {
        ToolResult download = await AptAsync([], ["download", .. packages], folder, DownloadLimit, cancel)
            .ConfigureAwait(false);
        if (download.ExitCode == 0) return;
        string lists = Path.Combine(_cache, "apt", "lists");
        string archives = Path.Combine(_cache, "apt", "cache");
        Directory.CreateDirectory(Path.Combine(lists, "partial"));
        Directory.CreateDirectory(Path.Combine(archives, "archives", "partial"));
        string[] own = ["-o", $"Dir::State::lists={lists}", "-o", $"Dir::Cache={archives}"];
        // Its exit code tells nothing: one broken source among others is none of our business.
        ToolResult update = await AptAsync(own, ["update"], folder, UpdateLimit, cancel).ConfigureAwait(false);
        download = await AptAsync(own, ["download", .. packages], folder, DownloadLimit, cancel).ConfigureAwait(false);
        // Some hundred megabytes that nobody needs once the packages are here.
        DeleteFolder(Path.Combine(_cache, "apt"));
        if (download.ExitCode == 0) return;
        string errors = string.Join('\n', new[] { update.Errors, download.Errors }.Where(text => text.Length > 0));
        throw Failed($"'apt-get download {string.Join(' ', packages)}' failed", download with { Errors = errors });
    }

    private Task<ToolResult> AptAsync(
        string[] options, string[] command, string folder, TimeSpan limit, CancellationToken cancel)
    {
        List<string> arguments =
        [
            "-q", "-o", "Acquire::Retries=2", "-o", "Acquire::http::Timeout=20", "-o", "Acquire::https::Timeout=20",
            "-o", "Acquire::Languages=none", .. options,
        ];
        // As root apt would download as its own user, who can't write to our folder.
        if (Environment.IsPrivilegedProcess) arguments.AddRange(["-o", "APT::Sandbox::User=root"]);
        arguments.AddRange(command);
        return _run(new ToolCommand("apt-get", arguments, folder, limit), cancel);
    }

    /// <summary>
    /// A name for this set of packages on this release and machine type, because a home directory may be shared by
    /// several machines, and a later release needs its own build of a library.
    /// </summary>
    private static string FolderName(IReadOnlyCollection<string> packages)
    {
        string key = string.Join('\n', packages.Order(StringComparer.Ordinal)
            .Append(RuntimeInformation.ProcessArchitecture.ToString())
            .Append(OperatingSystemRelease()));
        string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..10];
        return string.Create(CultureInfo.InvariantCulture, $"{packages.First()}-{hash}");
    }

    private static string OperatingSystemRelease()
    {
        const string file = "/etc/os-release";
        return File.Exists(file)
            ? string.Join(' ', File.ReadLines(file).Where(line =>
                line.StartsWith("ID=", StringComparison.Ordinal)
                || line.StartsWith("VERSION_ID=", StringComparison.Ordinal)))
            : "";
    }

    private static EngineUnavailableException Failed(string what, ToolResult result) =>
        new($"{what} (exit code {result.ExitCode}): {result.Errors}");

    private static void DeleteFolder(string path)
    {
        if (Directory.Exists(path)) Directory.Delete(path, recursive: true);
    }
}
