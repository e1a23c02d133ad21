namespace SttPowerShell.Benchmarks.Comparisons;

/// <summary>All comparisons in the order of the report.</summary>
internal static class ComparisonList
{
    public static IReadOnlyList<Part> All(Workbench bench) =>
    [
        new Part("calls-and-recognition", "Calls and recognition", 7,
        [
            ModuleImport.Imported(bench),
            ModuleImport.Autoloaded(),
            Calls.Comparison(bench),
            Recognitions.OneAfterAnother(bench),
            ManyFiles.EightAtOnce(bench),
            Recognitions.LargeUpload(bench),
            Results.Read(bench),
            Results.Subtitles(bench),
            RecognitionCpu.Comparison(bench),
            RecognitionBatch.Comparison(bench),
            ServiceStart.Comparison(bench),
        ]),
        new Part("customization", "Customization", 3,
        [
            CustomTraining.BySizeOfCorpus(bench),
            CustomTraining.ByNewWords(bench),
            Adaptation.Comparison(bench),
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
        new Part("growth", "Growth", 3,
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
