using System.Globalization;
using System.Text;
using SttPowerShell.Kills;

namespace SttPowerShell.Reliability;

/// <summary>A bulk run that is killed again and again, and how soon one goes on when nearly all is finished.</summary>
internal sealed class Bulk(string root, int recordings, int kills)
{
    private const int Unfinished = 10;
    private const int Resumes = 10;

    private KillResult _kills = null!;
    private IReadOnlyList<double> _resumes = [];

    public bool IsGood => _kills.Faults.Count == 0 && _resumes[^1] <= 500;

    public async Task RunAsync()
    {
        await using CountingService service = await CountingService.StartAsync(mostDelay: 40);
        using BulkTask task = new(root, service, recordings);
        _kills = await new BulkKills(task, service, kills, new Random(1)).RunAsync();
        foreach (string fault in _kills.Faults) Console.WriteLine(fault);
        _resumes = await ResumeTime.MeasureAsync(task, service, recordings - Unfinished, Resumes);
    }

    public void Write(StringBuilder text)
    {
        text.AppendLine(CultureInfo.InvariantCulture,
            $"{DateTime.UtcNow:yyyy-MM-dd}, {recordings} recordings, 4 at once, {kills} kills (SIGKILL) at random, "
            + $"{_kills.Elapsed.TotalMinutes:0.0} minutes with all starts of the process:").AppendLine();
        text.AppendLine("| | |").AppendLine("|---|---:|");
        Row("faults: files that are torn, missing or not expected, recordings that came again after they were finished",
            _kills.Faults.Count);
        Row("recordings that the killed runs finished", _kills.FinishedByKilled);
        Row("requests that the service got", _kills.Requests);
        Row("of these again, since a kill had hit the recording before it was finished", _kills.Again);
        Row($"first new request when {recordings - Unfinished} are finished, median of {Resumes} runs, ms",
            Math.Round(_resumes[Resumes / 2]));
        Row("the slowest of them, ms", Math.Round(_resumes[^1]));

        void Row(string what, double number)
            => text.AppendLine(CultureInfo.InvariantCulture, $"| {what} | {number} |");
    }
}
