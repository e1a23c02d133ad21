using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Text.Json;

namespace SttPowerShell.Benchmarks;

/// <summary>Runs a script of Scripts/ in a PowerShell host, as a process of its own, and prints its figures as JSON.</summary>
internal static class ScriptHost
{
    public static int Run(string file, string[] arguments)
    {
        InitialSessionState state = InitialSessionState.CreateDefault2();
        state.ThrowOnRunspaceOpenError = true;
        using Runspace runspace = RunspaceFactory.CreateRunspace(state);
        runspace.Open();
        using PowerShell shell = PowerShell.Create(runspace);
        shell.AddCommand(file);
        foreach (string argument in arguments) shell.AddArgument(argument);
        Dictionary<string, double> figures = [];
        try
        {
            foreach (PSObject line in shell.Invoke())
            {
                foreach (PSPropertyInfo property in line.Properties)
                    if (property.Value is double or int or long) figures[property.Name] = Convert.ToDouble(property.Value, CultureInfo.InvariantCulture);
            }
        }
        catch (RuntimeException e)
        {
            Console.Error.WriteLine(e.Message);
            return 1;
        }
        if (shell.HadErrors)
        {
            foreach (ErrorRecord error in shell.Streams.Error) Console.Error.WriteLine(error);
            return 1;
        }
        using Process self = Process.GetCurrentProcess();
        figures["peakBytes"] = self.PeakWorkingSet64;
        figures["cpuSeconds"] = self.TotalProcessorTime.TotalSeconds;
        Console.WriteLine(JsonSerializer.Serialize(figures));
        return 0;
    }
}
