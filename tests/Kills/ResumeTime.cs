using System.Globalization;

namespace SttPowerShell.Kills;

/// <summary>How soon a run sends its first recording when all but a few are finished.</summary>
public static class ResumeTime
{
    /// <summary>Milliseconds from the cmdlet's start in a new process to the first request, for each run.</summary>
    /// <param name="task">A recognition whose recordings are all finished.</param>
    /// <param name="service">Its service.</param>
    /// <param name="finished">How many shall be.</param>
    /// <param name="runs">How many runs to make.</param>
    public static async Task<IReadOnlyList<double>> MeasureAsync(
        BulkTask task, CountingService service, int finished, int runs)
    {
        List<double> times = [];
        for (int run = 0; run < runs; run++)
        {
            task.KeepFinished(finished);
            int before = service.Requests;
            service.Await();
            (int exitCode, string output, string error) = await task.RunAsync();
            if (exitCode != 0 || service.Requests - before != task.Recordings - finished)
            {
                throw new InvalidOperationException(
                    $"A resume sent {service.Requests - before} and ended with {exitCode}: {output} {error}");
            }
            DateTime begun = new(long.Parse(output.Split(' ')[0], CultureInfo.InvariantCulture), DateTimeKind.Utc);
            times.Add((service.FirstRequest - begun).TotalMilliseconds);
        }
        return [.. times.Order()];
    }
}
