using SttPowerShell.Client.Wire;

namespace SttPowerShell;

/// <summary>
/// A recording, or an archive of recordings, that a custom acoustic model learns from, as it was when the service was
/// asked.
/// </summary>
public sealed record SttAudio
{
    /// <summary>The name, unique among the model's audio; that of a recording in an archive is its path there.</summary>
    public required string Name { get; init; }

    /// <summary>The id of the custom acoustic model that it belongs to.</summary>
    public required string ModelId { get; init; }

    /// <summary>The name of the archive that it is in; null for audio that was added by itself.</summary>
    public string? Archive { get; init; }

    /// <summary>How far its analysis is.</summary>
    public SttAudioStatus Status { get; init; }

    /// <summary>The state in the service's own word.</summary>
    public string? StatusText { get; init; }

    /// <summary>Seconds; of an archive those of all its valid recordings. 0 while it is being analysed.</summary>
    public double? Duration { get; init; }

    /// <summary>Audio, archive or undetermined, in the service's word; null while it is being analysed.</summary>
    public string? Type { get; init; }

    /// <summary>How a recording is coded, such as pcm_s16le.</summary>
    public string? Codec { get; init; }

    /// <summary>A recording's sampling rate in Hz.</summary>
    public int? Frequency { get; init; }

    /// <summary>How an archive is compressed: zip or gzip.</summary>
    public string? Compression { get; init; }

    /// <summary>Why it can't be used, where the service tells, which the one on IBM Cloud doesn't.</summary>
    public string? Error { get; init; }

    /// <summary>
    /// The recordings in an archive, where it was asked for by its own name or piped in; a list of audio has none.
    /// </summary>
    public IReadOnlyList<SttAudio> Members { get; init; } = Array.Empty<SttAudio>();

    /// <summary>The session that it came from; cmdlets that get the audio from the pipeline use it.</summary>
    public SttSession? Session { get; init; }

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    internal bool IsArchive => Type == "archive";

    internal static SttAudio From(AudioResource audio, string modelId, SttSession session) => new()
    {
        Name = audio.Name ?? "",
        ModelId = modelId,
        Status = Parse(audio.Status),
        StatusText = audio.Status,
        Duration = audio.Duration,
        Type = audio.Details?.Type,
        Codec = audio.Details?.Codec,
        Frequency = audio.Details?.Frequency,
        Compression = audio.Details?.Compression,
        Error = audio.Error,
        Session = session,
    };

    internal static SttAudio From(AudioListing listing, string modelId, SttSession session)
    {
        SttAudio one = From(
            listing.Container ?? new AudioResource
            {
                Name = listing.Name,
                Duration = listing.Duration,
                Details = listing.Details,
                Status = listing.Status,
                Error = listing.Error,
            },
            modelId,
            session);
        IEnumerable<AudioResource> members = listing.Audio ?? [];
        // An array, since PowerShell indexes those; the compiler's own list for [..] has no indexer that it sees.
        return one with
        {
            Members = members.Select(m => From(m, modelId, session) with { Archive = one.Name }).ToArray(),
        };
    }

    private static SttAudioStatus Parse(string? text) => text switch
    {
        "being_processed" => SttAudioStatus.BeingProcessed,
        "ok" => SttAudioStatus.Ok,
        "invalid" => SttAudioStatus.Invalid,
        _ => SttAudioStatus.Unknown,
    };
}
