using System.Globalization;

namespace SttPowerShell.Scoring;

/// <summary>Compares Compare-SttModel with sc_stats on many contests.</summary>
internal sealed class TestComparison(Cmdlet cmdlet, Sclite sclite, string folder)
{
    // sc_stats prints three decimals, and takes 1.960 for the limit of 5 %.
    private const double Precision = 0.0006;

    public int Contests { get; private set; }

    /// <summary>How many had another number of segments or another Z.</summary>
    public int Different { get; private set; }

    /// <summary>How many were found to be significant by both.</summary>
    public int BothSignificant { get; private set; }

    /// <summary>How many only sc_stats found to be significant: those with few segments that differ.</summary>
    public int StricterThanTheirs { get; private set; }

    /// <summary>How many only the cmdlet found to be significant.</summary>
    public int LaxerThanTheirs { get; private set; }

    public async Task RunAsync(IEnumerable<Contest> contests)
    {
        await using SpokenService service = await SpokenService.StartAsync();
        foreach (Contest contest in contests)
        {
            TestResult theirs = await sclite.TestAsync(contest);
            TestResult ours = cmdlet.Compare(service, contest, folder);
            Contests++;
            bool isSame = ours.Segments == theirs.Segments && Math.Abs(ours.Z - theirs.Z) < Precision;
            if (!isSame)
            {
                Different++;
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{ours}, sc_stats: {theirs}"));
            }
            if (ours.Differ && theirs.Differ) BothSignificant++;
            if (theirs.Differ && !ours.Differ) StricterThanTheirs++;
            if (ours.Differ && !theirs.Differ) LaxerThanTheirs++;
        }
    }
}
