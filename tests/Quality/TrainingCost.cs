using System.Globalization;

namespace SttPowerShell.Quality;

/// <summary>What training an acoustic model has cost.</summary>
/// <param name="Learned">What it learned from.</param>
/// <param name="Audio">How long that is.</param>
/// <param name="Processor">
/// The service's own time, of which nearly all is the first pass, and that of the programs that adapt the model.
/// </param>
/// <param name="Elapsed">From the request to the trained model.</param>
internal sealed record TrainingCost(string Learned, TimeSpan Audio, ProcessorTime Processor, TimeSpan Elapsed)
{
    /// <summary>Seconds of processor time for a second of audio.</summary>
    public double FirstPass => Processor.Own / Audio;

    /// <summary>Seconds of processor time for a minute of audio.</summary>
    public double Adaptation => Processor.Children.TotalSeconds / Audio.TotalMinutes;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"trained in {Elapsed.TotalSeconds:0} s on {Audio.TotalMinutes:0.0} minutes: {Learned}; first pass "
            + $"{FirstPass:0.00} CPU s a second, adaptation {Adaptation:0.00} CPU s a minute");
}
