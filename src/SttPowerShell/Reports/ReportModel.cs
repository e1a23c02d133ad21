namespace SttPowerShell.Reports;

/// <summary>A model on a page of word errors.</summary>
/// <param name="Name">What it is called; empty if that isn't known.</param>
/// <param name="Total">All its errors.</param>
/// <param name="Comparison">How it compares with a baseline, if that was tested.</param>
internal sealed record ReportModel(string Name, SttWordError Total, SttModelComparison? Comparison = null);
