namespace SttPowerShell.Benchmarks.Comparisons;

/// <summary>All comparisons in the order of the report.</summary>
internal static class ComparisonList
{
    public static IReadOnlyList<Part> All(Workbench bench) =>
    [
        new Part("calls", "Calls", 7,
        [
            ModuleImport.Imported(bench),
            ModuleImport.Autoloaded(),
            Calls.Comparison(bench),
            Recognitions.OneAfterAnother(bench),
            ManyFiles.EightAtOnce(bench),
            Recognitions.LargeUpload(bench),
        ]),
        new Part("results", "Results", 7,
        [
            Results.Read(bench),
            Results.Subtitles(bench),
        ]),
        new Part("recognition", "Recognition", 7,
        [
            RecognitionCpu.Comparison(bench),
            RecognitionBatch.Comparison(bench),
            ServiceStart.Comparison(bench),
        ]),
        new Part("customization", "Customization", 7,
        [
            CustomTraining.BySizeOfCorpus(bench),
            CustomTraining.ByNewWords(bench),
            Adaptation.Comparison(bench),
            CustomRecognition.Comparison(bench),
            CustomWords.Added(bench),
            CustomWords.Listed(bench),
        ]),
        new Part("live", "Live uploads", 7,
        [
            LiveUpload.IntoSink(bench),
            LiveUpload.IntoStalled(bench),
        ]),
        new Part("first-results", "First results", 7, [FirstInterim.Comparison(bench)]),
        new Part("streams", "Streams at once", 7, [PacedStreams.Comparison(bench)]),
        new Part("jobs", "Asynchronous recognition", 7,
        [
            JobUpload.IntoSink(bench),
            JobUpload.IntoService(bench),
        ]),
        new Part("growth", "Growth", 7,
        [
            Growth.Recognitions(bench),
            Growth.ManyFiles(bench),
            Growth.Words(bench),
            Growth.Recognition(bench),
            Growth.Training(bench),
        ])
        { Plot = "growth.svg" },
    ];
}
