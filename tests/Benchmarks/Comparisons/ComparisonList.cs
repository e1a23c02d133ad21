namespace SttPowerShell.Benchmarks.Comparisons;

/// <summary>All comparisons in the order of the report.</summary>
internal static class ComparisonList
{
    public static IReadOnlyList<Part> All(Workbench bench) =>
    [
        new Part("calls-and-recognition", "Calls and recognition", 7,
        [
            ModuleImport.Comparison(),
            Calls.Comparison(bench),
            Recognitions.OneAfterAnother(bench),
            Recognitions.LargeUpload(bench),
            RecognitionCpu.Comparison(bench),
            ServiceStart.Comparison(bench),
        ]),
        new Part("customization", "Customization", 3,
        [
            CustomTraining.BySizeOfCorpus(bench),
            CustomTraining.ByNewWords(bench),
            CustomRecognition.Comparison(bench),
            CustomWords.Added(bench),
            CustomWords.Listed(bench),
        ]),
        new Part("live", "Live recognition", 7,
        [
            LiveUpload.IntoSink(bench),
            LiveUpload.IntoStalled(bench),
            FirstInterim.Comparison(bench),
            PacedStreams.Comparison(bench),
        ]),
        new Part("jobs", "Asynchronous recognition", 7,
        [
            JobUpload.IntoSink(bench),
            JobUpload.IntoService(bench),
        ]),
    ];
}
