namespace SttPowerShell.Reports;

/// <summary>A recording on a page of word errors.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Readings">What was recognised, each with the names of the models that agree on it.</param>
internal sealed record ReportUtterance(
    string Name, IReadOnlyList<(IReadOnlyList<string> Models, SttWordError Errors)> Readings)
{
    public int MostErrors => Readings.Max(reading => reading.Errors.Errors);

    /// <summary>Brings models together that recognised the same.</summary>
    public static ReportUtterance Of(string name, IEnumerable<(string Model, SttWordError Errors)> results)
    {
        List<(List<string> Models, SttWordError Errors)> readings = [];
        foreach ((string model, SttWordError errors) in results)
        {
            int same = readings.FindIndex(reading => reading.Errors.Alignment.SequenceEqual(errors.Alignment));
            if (same >= 0) readings[same].Models.Add(model);
            else readings.Add(([model], errors));
        }
        return new ReportUtterance(name, [.. readings.Select(reading =>
            ((IReadOnlyList<string>)reading.Models, reading.Errors))]);
    }
}
