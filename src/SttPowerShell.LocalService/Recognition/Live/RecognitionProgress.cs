using SttPowerShell.Client.Wire;

namespace SttPowerShell.LocalService.Recognition.Live;

/// <summary>How far a recognition is: what processing metrics tell (contract section 5.4). Safe for concurrent use.</summary>
internal sealed class RecognitionProgress(TimeProvider clock)
{
    private readonly Lock _gate = new();
    private long? _begun;
    private double _received;
    private double _seen;
    private double _transcribed;

    /// <summary>Whether there was any audio yet.</summary>
    public bool HasBegun
    {
        get
        {
            lock (_gate) return _begun is not null;
        }
    }

    /// <summary>The first byte of audio is there. Only the first call counts.</summary>
    public void Begin()
    {
        lock (_gate) _begun ??= clock.GetTimestamp();
    }

    /// <summary>So many more seconds of audio were read.</summary>
    public void Receive(double seconds)
    {
        lock (_gate) _received += seconds;
    }

    /// <summary>The engine has heard the audio up to here, in seconds from its start.</summary>
    public void See(double end)
    {
        lock (_gate) _seen = Math.Clamp(end, _seen, _received);
    }

    /// <summary>The results up to here are final, in seconds from the start of the audio.</summary>
    public void Transcribe(double end)
    {
        lock (_gate)
        {
            _transcribed = Math.Clamp(end, _transcribed, _received);
            _seen = Math.Max(_seen, _transcribed);
        }
    }

    /// <summary>Everything that was received is done.</summary>
    public void Complete() => Transcribe(double.PositiveInfinity);

    /// <param name="periodic">Whether it is told because of the time, not with a result.</param>
    public ProcessingMetrics Measure(bool periodic)
    {
        lock (_gate)
        {
            return new ProcessingMetrics
            {
                ProcessedAudio = new ProcessedAudio
                {
                    Received = Math.Round(_received, 3),
                    SeenByEngine = Math.Round(_seen, 3),
                    Transcription = Math.Round(_transcribed, 3),
                },
                WallClock = _begun is { } begun ? Math.Round(clock.GetElapsedTime(begun).TotalSeconds, 3) : 0,
                Periodic = periodic,
            };
        }
    }
}
