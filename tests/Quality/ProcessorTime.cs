using System.Globalization;

namespace SttPowerShell.Quality;

/// <summary>The processor time of a process, and apart from it that of programs that it has run to their end.</summary>
internal readonly record struct ProcessorTime(TimeSpan Own, TimeSpan Children)
{
    /// <summary>The kernel's unit in these files, on all architectures (time(7), USER_HZ).</summary>
    private const double TicksASecond = 100;

    public static ProcessorTime Of(int process)
    {
        // The fields behind the name of the program, which may have blanks (proc_pid_stat(5)): from the 14th on utime,
        // stime, cutime and cstime; the first here is the 3rd.
        string stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/stat"));
        double[] ticks =
        [
            .. stat[(stat.LastIndexOf(')') + 2)..].Split(' ').Skip(11).Take(4)
                .Select(field => double.Parse(field, CultureInfo.InvariantCulture)),
        ];
        return new ProcessorTime(
            TimeSpan.FromSeconds((ticks[0] + ticks[1]) / TicksASecond),
            TimeSpan.FromSeconds((ticks[2] + ticks[3]) / TicksASecond));
    }

    public static ProcessorTime operator -(ProcessorTime later, ProcessorTime earlier)
        => new(later.Own - earlier.Own, later.Children - earlier.Children);
}
