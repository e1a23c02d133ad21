using SttPowerShell.LocalService.Customization.Acoustic.Archives;

namespace SttPowerShell.LocalService.Customization.Acoustic;

/// <summary>A recording, or an archive of recordings, that an acoustic model learns from.</summary>
internal sealed record AudioResource
{
    /// <summary>Unique among the model's audio resources.</summary>
    public required string Name { get; init; }

    public AudioStatus Status { get; init; }

    /// <summary>As it was sent: of a recording, or of an archive.</summary>
    public required string ContentType { get; init; }

    /// <summary>An archive's: the content type of its members; null if they tell it themselves.</summary>
    public string? ContainedType { get; init; }

    /// <summary>How it is packed; null if it is a recording.</summary>
    public ArchiveCompression? Archive => ArchiveCompressions.Of(ContentType);

    /// <summary>What it was found to be; null while it is being processed.</summary>
    public AudioKind? Kind { get; init; }

    /// <summary>A recording's coding, as <see cref="Audio.IPcmSource.Codec"/> has it.</summary>
    public string? Codec { get; init; }

    /// <summary>A recording's sample rate in Hz.</summary>
    public int? Frequency { get; init; }

    /// <summary>Seconds; of an archive, those of its valid recordings together.</summary>
    public double Duration { get; init; }

    /// <summary>Why it is invalid.</summary>
    public string? Error { get; init; }

    /// <summary>The key of what was sent.</summary>
    public required string Blob { get; init; }

    /// <summary>Whose data it is, by the request's own word: the <c>customer_id</c> of X-Watson-Metadata.</summary>
    public string? CustomerId { get; init; }

    public required DateTimeOffset Created { get; init; }
}

/// <summary>A recording in an archive.</summary>
/// <param name="Name">Its path in the archive, with slashes.</param>
/// <param name="Status">Valid or not.</param>
internal sealed record AudioMember(string Name, AudioStatus Status)
{
    /// <inheritdoc cref="AudioResource.Codec"/>
    public string? Codec { get; init; }

    /// <summary>Sample rate in Hz.</summary>
    public int? Frequency { get; init; }

    /// <summary>Seconds.</summary>
    public double Duration { get; init; }

    /// <summary>Why it is invalid.</summary>
    public string? Error { get; init; }
}

/// <summary>What a request to add an audio resource says.</summary>
/// <param name="Name">Its name, not checked yet.</param>
/// <param name="AllowOverwrite">Whether it may take the place of one of the same name.</param>
internal sealed record NewAudioResource(string Name, bool AllowOverwrite)
{
    /// <summary>The headers Content-Type and Contained-Content-Type, not checked yet.</summary>
    public string? ContentType { get; init; }
    public string? ContainedType { get; init; }
    public string? CustomerId { get; init; }
}
