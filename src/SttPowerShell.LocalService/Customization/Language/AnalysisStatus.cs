namespace SttPowerShell.LocalService.Customization.Language;

/// <summary>How far the analysis of a corpus or grammar is (contract section 8.1).</summary>
internal enum AnalysisStatus
{
    BeingProcessed,
    Analyzed,
    /// <summary>It failed: the source is left out of training.</summary>
    Undetermined,
}

/// <summary>The states' names on the wire and in the store.</summary>
internal static class AnalysisStatuses
{
    public static string WireName(this AnalysisStatus status) => status switch
    {
        AnalysisStatus.BeingProcessed => "being_processed",
        AnalysisStatus.Analyzed => "analyzed",
        AnalysisStatus.Undetermined => "undetermined",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };

    public static AnalysisStatus Parse(string name) => name switch
    {
        "being_processed" => AnalysisStatus.BeingProcessed,
        "analyzed" => AnalysisStatus.Analyzed,
        "undetermined" => AnalysisStatus.Undetermined,
        _ => throw new FormatException($"There is no analysis status '{name}'."),
    };
}
