namespace SttPowerShell.LocalService.Api;

/// <summary>An interface of recognition, with the parameters that only others have (contract section 5.1).</summary>
internal sealed record RecognitionInterface(IReadOnlyList<string> Lacks)
{
    private const string InterimResults = "interim_results";

    public static RecognitionInterface Synchronous { get; } =
        new([InterimResults, "processing_metrics", "processing_metrics_interval"]);

    public static RecognitionInterface Asynchronous { get; } = new([InterimResults]);

    public static RecognitionInterface WebSocket { get; } = new([]);
}
