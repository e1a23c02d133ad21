namespace SttPowerShell.LocalService.Audio;

/// <summary>How a sample is written in bytes.</summary>
internal enum SampleEncoding
{
    /// <summary>8 bits, unsigned, as WAV has it.</summary>
    Pcm8,
    /// <summary>16 bits, little-endian.</summary>
    Pcm16,
    /// <summary>16 bits, big-endian.</summary>
    Pcm16BigEndian,
    /// <summary>24 bits, little-endian.</summary>
    Pcm24,
    /// <summary>32 bits, little-endian.</summary>
    Pcm32,
    /// <summary>IEEE 754 single precision, little-endian, full scale at 1.</summary>
    Float32,
    /// <summary>ITU-T G.711 A-law.</summary>
    ALaw,
    /// <summary>ITU-T G.711 µ-law.</summary>
    MuLaw,
}

/// <summary>Uncompressed audio, its channels interleaved.</summary>
/// <param name="Encoding">How a sample is written.</param>
/// <param name="Rate">Samples a second of each channel, in Hz.</param>
/// <param name="Channels">At least 1.</param>
internal sealed record AudioFormat(SampleEncoding Encoding, int Rate, int Channels)
{
    /// <summary>The highest rate that is taken, in Hz; recording equipment ends there.</summary>
    public const int MaximumRate = 192_000;

    public int BytesPerSample => Encoding switch
    {
        SampleEncoding.Pcm8 or SampleEncoding.ALaw or SampleEncoding.MuLaw => 1,
        SampleEncoding.Pcm16 or SampleEncoding.Pcm16BigEndian => 2,
        SampleEncoding.Pcm24 => 3,
        _ => 4,
    };

    /// <summary>Bytes of one moment: a sample of each channel.</summary>
    public int BytesPerFrame => BytesPerSample * Channels;
}
