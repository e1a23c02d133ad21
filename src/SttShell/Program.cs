using System.Globalization;
using System.Runtime.InteropServices;
using SttShell;

const int Failure = 1;
const int WrongCommandLine = 64;
const int KilledBySignal = 128;

// The engine reports the names of loaded modules to Microsoft unless it is told not to before it starts. It is pwsh
// that asks its users about that; this program has not asked anybody.
Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");

// Without a locale, as in most containers, the culture is the invariant one, and the engine breaks lines within words.
if (CultureInfo.CurrentCulture.Equals(CultureInfo.InvariantCulture))
{
    CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("en-US");
}

try
{
    CommandLine line = CommandLine.Parse(args);
    if (line.Help)
    {
        Console.WriteLine(CommandLine.Usage);
        return 0;
    }

    using Shell shell = new();
    using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop(2));
    using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop(15));
    return await shell.RunAsync(line);

    // The first signal stops the pipeline, so that the script's finally blocks run; a second one ends the process.
    Action<PosixSignalContext> Stop(int signal) => context => context.Cancel = shell.Stop(KilledBySignal + signal);
}
catch (UsageException e)
{
    await Console.Error.WriteLineAsync(e.Message);
    return WrongCommandLine;
}
catch (IOException e) when (Console.IsOutputRedirected)
{
    // For instance "| head", which closes the pipe that this writes to.
    await Console.Error.WriteLineAsync($"The output could not be written: {e.Message}");
    return Failure;
}
