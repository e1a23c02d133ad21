namespace SttPowerShell.Benchmarks.Comparisons;

/// <summary>All comparisons in the order of the report.</summary>
internal static class ComparisonList
{
    public static IEnumerable<Comparison> All(Workbench bench) =>
    [
        ModuleImport.Comparison(),
        Calls.Comparison(bench),
        Recognitions.OneAfterAnother(bench),
        Recognitions.LargeUpload(bench),
        RecognitionCpu.Comparison(bench),
        ServiceStart.Comparison(bench),
    ];
}
