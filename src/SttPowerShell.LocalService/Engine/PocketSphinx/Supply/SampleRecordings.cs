using SttPowerShell.LocalService.Engine.Supply;

namespace SttPowerShell.LocalService.Engine.PocketSphinx.Supply;

/// <summary>
/// Five recorded sentences of an audio book (LibriVox, public domain) with their transcription, which Debian ships
/// with the recogniser's test data.
/// </summary>
internal static class SampleRecordings
{
    private const string Folder = "usr/share/pocketsphinx/test/data/librivox";
    private static readonly string[] Packages = ["pocketsphinx-testdata"];

    /// <summary>
    /// The folder with the WAV files and the file <c>transcription</c>, whose lines are
    /// <c>&lt;s&gt; text &lt;/s&gt; (file name without extension)</c>. Fetched if it isn't there.
    /// </summary>
    /// <exception cref="EngineUnavailableException">It can't be had; the message says what to do.</exception>
    public static async Task<string> EnsureAsync(CancellationToken cancel)
    {
        string installed = Path.Combine("/", Folder);
        if (Directory.Exists(installed)) return installed;
        DebianPackages packages = new(CacheDirectory.ForUser(), Tool.RunAsync);
        try
        {
            return Path.Combine(await packages.EnsureAsync(Packages, cancel).ConfigureAwait(false), Folder);
        }
        catch (Exception e) when (e is EngineUnavailableException or FileNotFoundException)
        {
            throw new EngineUnavailableException(
                $"The sample recordings can't be fetched: {e.Message} On Debian and Ubuntu they are installed with "
                + "'apt-get install pocketsphinx-testdata'.", e);
        }
    }

    /// <summary>The command <c>samples</c>: prints the folder, or the error.</summary>
    /// <returns>The process's exit code.</returns>
    public static async Task<int> PrintAsync(TextWriter output, TextWriter errors, CancellationToken cancel)
    {
        try
        {
            await output.WriteLineAsync(await EnsureAsync(cancel).ConfigureAwait(false)).ConfigureAwait(false);
            return 0;
        }
        catch (EngineUnavailableException e)
        {
            await errors.WriteLineAsync(e.Message).ConfigureAwait(false);
            return 1;
        }
    }
}
